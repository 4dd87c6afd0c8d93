import { sentenceOf } from '@hengji/checks';
import type { CheckView } from '@hengji/contracts';
import { readEvaluation, readEvaluationFacts, readEvaluationPlace, readTemplate } from '@hengji/database';
import { availableCommands, checkStateOf, contextOf, isAnswered, mayAnswer, ownerOf, type Recipient } from '@hengji/domain';
import { requireOn } from '../access.js';
import { notFound } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

const order: Readonly<Record<CheckView['severity'], number>> = { error: 0, warning: 1, note: 2 };

/** What the checker says of the content as it stands now, errors first, with what was said to each warning. */
export function list({ database }: Services): Handler<'getChecks'> {
  return async ({ who, language }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const [known, detail] = await Promise.all([readEvaluationFacts(database, params.id, who.personId, new Date().toISOString()), readEvaluation(database, params.id)]);
    const template = detail === null ? null : await readTemplate(database, detail.template.id);
    if (known === null || detail === null || template === null) throw notFound();
    const { state, facts, actor, now, findings } = known;
    const english = language === 'en';
    const context = contextOf(state, facts, actor, now);
    const mayNow = availableCommands(state, facts, actor, now).includes('answerCheck');
    const name = (id: string) => ({ id, name: detail.names[id] ?? '' });
    const recipient = (to: Recipient) => ('person' in to ? { person: name(to.person) } : to);
    const rowName = (key: string) => {
      const row = template.indicators.find((one) => one.key === key);
      return (english ? row?.nameEn : row?.name) ?? key;
    };
    const warnings = facts.content?.warnings ?? [];
    const checks = findings().map((finding): CheckView => {
      const warning = warnings.find(({ hash }) => hash === finding.hash) ?? null;
      const said = checkStateOf(state, finding);
      const { answer = null, decision = null } = said ?? {};
      const section = template.sections.find(({ key }) => key === finding.section);
      const place = english ? finding.titleEn : finding.title;
      return {
        hash: finding.hash,
        rule: finding.rule,
        severity: finding.severity,
        place: place === '' ? null : place,
        section: { key: finding.section, title: (english ? section?.titleEn : section?.title) ?? finding.section },
        owner: recipient(ownerOf(state, finding.section)),
        said: sentenceOf(finding, english ? 'en' : 'zh'),
        actual: finding.actual,
        expected: finding.expected,
        asksEffect: warning?.asksEffect ?? false,
        open: warning !== null && !isAnswered(said),
        mine: mayNow && warning !== null && mayAnswer(context, warning),
        answer: answer === null ? null : { reason: detail.texts[answer.reason] ?? '', by: name(answer.by), effect: answer.effect === null ? null : { ...answer.effect, name: rowName(answer.effect.indicator) } },
        decision: decision === null ? null : { accepted: decision.accepted, reason: detail.texts[decision.reason] ?? '', by: name(decision.by) },
      };
    });
    return {
      checks: [...checks].sort((a, b) => order[a.severity] - order[b.severity]),
      errors: checks.filter(({ severity }) => severity === 'error').length,
      open: checks.filter(({ open }) => open).length,
      rows: Object.entries(facts.content?.rowScores ?? {}).map(([indicator, score]) => ({ indicator, name: rowName(indicator), score })),
    };
  };
}
