import { sentenceOf } from '@hengji/checks';
import { checksOf, findingsOfContent, warningsOf, type StageFinding } from './contentChecks.js';
import {
  canonicalJson, checkStateOf, computedScore, disagreementsIn, frozenRow, missingFields, missingInRows, overrideOf, phaseOf, preparingStages, revisionJson, scoreSheet, stageOf, warnedRows, weightsOf,
  type ContentFacts, type ContentWarning, type EvaluationState, type EvidenceRef, type Figures, type FrozenCheck, type IndicatorEntry, type IndicatorKey, type InputId, type Overridden, type Period, type PersonId, type RevisionContent, type SectionKey, type ScoreSheet, type Template,
} from '@hengji/domain';
import { only, type Queryable } from '../database.js';
import { textOf } from '../reads/names.js';
import { sha256 } from './hash.js';
import type { EvaluationCase } from './evaluationRow.js';
import type { Reference } from './reference.js';

/** What stands in the content tables for one stage. */
export type StoredContent = {
  /** Of the stage's own period, or of the year's end where the stage has none. */
  readonly figures: Figures;
  /** What was planned; an adjustment of goals freezes these anew. */
  readonly goals: Figures;
  /** Of the year's end: the score is computed from these alone. */
  readonly yearEnd: Figures;
  readonly entries: readonly IndicatorEntry[];
  readonly evidence: readonly EvidenceRef[];
  readonly contributors: readonly PersonId[];
  /** Files of the year's end, by the row or the section they prove. */
  readonly proofs: readonly { readonly section: SectionKey; readonly indicator: IndicatorKey | null; readonly name: string }[];
  /** What was written to warnings, to their answers and to scores that were set by hand, by id. */
  readonly texts: Readonly<Record<InputId, string>>;
};

type FigureRow = readonly [period: string, section: string, field: string, value: string];
type EntryRow = { readonly indicator: string; readonly target: string; readonly actual: string; readonly score: string | null; readonly reason: string; readonly variance: string; readonly action: string };
type Row = { readonly figures: readonly FigureRow[]; readonly entries: readonly EntryRow[]; readonly evidence: readonly EvidenceRef[]; readonly contributors: readonly string[]; readonly proofs: StoredContent['proofs']; readonly texts: readonly (readonly [id: string, json: string])[] };

/**
 * Whether a file's name goes into the published package: as the clerk chose; unasked all but those of data collection, which prove what
 * the office works with and not what it achieved. `stages`: the parameter with the stages of data collection.
 */
export const inPackage = (stages: string) => `coalesce(v.in_package, NOT v.stage = ANY (${stages}::int[]))`;

export function collectingStages({ rules }: EvaluationState): readonly number[] {
  return rules.stages.flatMap(({ phase }, index) => (phase === 'dataCollection' ? [index] : []));
}

const text = `SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_array(period, section, field, value)), '[]') FROM figure WHERE evaluation_id = $1 AND period = ANY ($3::text[])) AS figures,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', indicator, 'target', target, 'actual', actual, 'score', entered_score::text, 'reason', entered_reason,
     'variance', variance_reason, 'action', improvement_action)), '[]') FROM indicator_entry WHERE evaluation_id = $1) AS entries,
  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('section', v.section, 'indicator', v.indicator, 'name', v.name, 'sha256', v.sha256, 'bytes', b.bytes))), '[]')
     FROM evidence v JOIN blob b ON b.sha256 = v.sha256 WHERE v.evaluation_id = $1 AND v.finding_id IS NULL AND v.removed_at IS NULL
     AND (v.stage = $2 OR ($4 AND ${inPackage('$6')}))) AS evidence,
  (SELECT coalesce(jsonb_agg(person_id ORDER BY person_id), '[]') FROM (SELECT DISTINCT person_id FROM contribution WHERE evaluation_id = $1 AND stage = ANY ($5::int[])) AS prepared) AS contributors,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('section', section, 'indicator', indicator, 'name', name)), '[]') FROM evidence WHERE evaluation_id = $1 AND finding_id IS NULL AND removed_at IS NULL AND stage = ANY ($7::int[])) AS proofs,
  (SELECT coalesce(jsonb_agg(jsonb_build_array(id, json)), '[]') FROM command_input WHERE id = ANY ($8::text[])) AS texts`;

/** Reads the content of the state's stage. The caller holds the locks that keep it still (`lockSections`), or only wants to look. */
export async function readContent(client: Queryable, evaluationId: string, state: EvaluationState): Promise<StoredContent> {
  const stage = stageOf(state);
  const period: Period = stage.period ?? 'yearEnd';
  const { rows } = await client.query<Row>({
    name: 'content',
    text,
    values: [evaluationId, state.stageIndex, [...new Set([period, 'goals', 'yearEnd'])], stage.sections.length === 0, preparingStages(state), collectingStages(state), yearEndStages(state), textsOf(state)],
  });
  const row = only(rows);
  return {
    figures: figuresOf(row.figures, period),
    goals: figuresOf(row.figures, 'goals'),
    yearEnd: figuresOf(row.figures, 'yearEnd'),
    entries: row.entries.map(entryOf),
    evidence: row.evidence,
    contributors: row.contributors,
    proofs: row.proofs,
    texts: Object.fromEntries(row.texts.map(([id, json]) => [id, textOf(json)])),
  };
}

/** Stages whose files prove the year's end. */
export function yearEndStages({ rules }: EvaluationState): readonly number[] {
  return rules.stages.flatMap(({ period, sections }, index) => (period === 'yearEnd' && sections.length > 0 ? [index] : []));
}

function textsOf({ checks = [], overrides = [] }: EvaluationState): readonly InputId[] {
  const said = checks.flatMap(({ answer, decision }) => [...(answer === null ? [] : [answer.reason]), ...(decision === null ? [] : [decision.reason])]);
  return [...said, ...overrides.map(({ reason }) => reason)];
}

export function entryOf(row: EntryRow): IndicatorEntry {
  return {
    indicator: row.indicator,
    target: row.target,
    actual: row.actual,
    entered: row.score === null ? null : { score: row.score, reason: row.reason },
    varianceReason: row.variance,
    improvementAction: row.action,
  };
}

export function figuresOf(rows: readonly FigureRow[], period: Period): Figures {
  const sections: Record<SectionKey, Record<string, string>> = {};
  for (const [of, section, field, value] of rows) {
    if (of === period) (sections[section] ??= {})[field] = value;
  }
  return sections;
}

/**
 * Takes the section rows of the current stage, so that no figure moves until the transaction ends: a save holds its row FOR SHARE and
 * is waited for. The evaluation's row is locked first, always; a save never waits for that one.
 */
export async function lockSections(client: Queryable, evaluationId: string, stage: number): Promise<void> {
  await client.query({ name: 'lock-sections', text: 'SELECT 1 FROM section_form WHERE evaluation_id = $1 AND stage = $2 ORDER BY section FOR UPDATE', values: [evaluationId, stage] });
}

export type Freezable = {
  readonly facts: ContentFacts;
  readonly selfSheet: () => ScoreSheet;
  /** What the checker says of the content, computed when first asked. */
  readonly findings: () => readonly StageFinding[];
  /** The canonical text a revision would hold now; with `targets`, that of the goals as an adjustment sets them. */
  readonly canonical: (targets?: ReadonlyMap<IndicatorKey, string>) => string;
};

/** Facts for `decide`, computed when first asked: most commands need few of them. */
export function contentFacts(evaluation: Pick<EvaluationCase, 'id' | 'unitName' | 'project' | 'year'>, state: EvaluationState, reference: Reference, stored: StoredContent): Freezable {
  const { template } = reference;
  const stage = stageOf(state);
  const phase = phaseOf(state);
  const period: Period = stage.period ?? 'yearEnd';
  const overrides = overridesOf(state, stored);
  const selfSheet = once(() => scoreSheet(template, stored.yearEnd, stored.entries, [], overrides));
  const findings = once(() =>
    findingsOfContent(state, { template, phase, year: evaluation.year, unit: evaluation.unitName, ofProject: evaluation.project !== null, sheet: selfSheet(), figures: stored.yearEnd, evidence: stored.proofs }),
  );
  const canonical = (targets?: ReadonlyMap<IndicatorKey, string>): string => {
    const self = selfSheet();
    // The self-score stands alone until the bureau has reviewed it; what is published shows what came off.
    const reviewed = state.score.reviewed !== null && phase !== 'selfAssessment';
    const sheet = reviewed ? scoreSheet(template, stored.yearEnd, stored.entries, state.deductions, overrides) : self;
    const content: RevisionContent = {
      schema: 'hengji.revision/1',
      evaluation: evaluation.id,
      unit: evaluation.unitName,
      ...(evaluation.project === null ? {} : { project: evaluation.project }),
      year: evaluation.year,
      // Adjusted goals are a version of the goals, whatever checkpoint they were adjusted at.
      ...(targets === undefined ? { phase, checkpoint: stage.checkpoint, period: stage.period } : { phase: 'draft' as const, checkpoint: null, period: 'goals' as const }),
      template: { id: state.templateId, sha256: reference.templateSha256 },
      calendar: { id: state.calendarId, sha256: reference.calendarSha256 },
      figures: targets === undefined ? stored.figures : stored.goals,
      indicators: sheet.rows.map((row) => {
        const target = targets?.get(row.indicator.key);
        if (target === undefined) return frozenRow(row);
        const entry = row.entry ?? { indicator: row.indicator.key, target, actual: '', entered: null, varianceReason: '', improvementAction: '' };
        return frozenRow({ ...row, entry: { ...entry, target } });
      }),
      evidence: targets === undefined ? stored.evidence : [],
      ...(targets === undefined ? warnedIn(template, stage.period, stored.figures) : {}),
      ...answeredChecks(targets === undefined ? warningsOf(phase, findings()) : [], findings, state, stored.texts),
      score:
        (phase === 'selfAssessment' || reviewed) && self.total.kind === 'total' && self.grade !== null
          ? { self: self.total.total, reviewed: reviewed ? state.score.reviewed : null, grade: reviewed ? (state.score.grade ?? self.grade) : self.grade }
          : null,
    };
    return canonicalJson(revisionJson(content));
  };
  const hash = once(() => sha256(canonical()));
  const missing = once(() =>
    Object.fromEntries(
      stage.sections.map((section) => [section, [...missingFields(template, section, period, stored.figures), ...missingInRows(selfSheet(), section)]]),
    ),
  );
  const facts: ContentFacts = {
    get hash() {
      return hash();
    },
    contributors: stored.contributors,
    get missingFields() {
      return missing();
    },
    get disagreements() {
      return Object.fromEntries(stage.sections.map((section) => [section, disagreementsIn(template, section, period, stored.figures)]));
    },
    get blockingChecks() {
      return checksOf(findings());
    },
    get warnings() {
      return warningsOf(phase, findings());
    },
    get selfScore() {
      const { total } = selfSheet();
      return total.kind === 'total' ? total.total : null;
    },
    get rowScores() {
      return Object.fromEntries(selfSheet().rows.flatMap((row) => (row.outcome.kind === 'scored' ? [[row.indicator.key, row.outcome.score]] : [])));
    },
    get computedScores() {
      return Object.fromEntries(
        selfSheet().rows.flatMap(({ indicator: { key, weight }, outcome }) => {
          const score = overrideOf(outcome)?.computed ?? computedScore(outcome);
          return score === null ? [] : [[key, { score, weight }]];
        }),
      );
    },
    weights: weightsOf(template),
    targets: Object.fromEntries(template.indicators.map(({ key, target }) => [key, stored.entries.find(({ indicator }) => indicator === key)?.target ?? target])),
    scoreAfter: (deductions) => {
      const sheet = scoreSheet(template, stored.yearEnd, stored.entries, deductions, overrides);
      return sheet.total.kind === 'total' && sheet.grade !== null ? { total: sheet.total.total, grade: sheet.grade } : null;
    },
  };
  return { facts, selfSheet, findings, canonical };
}

/** Scores that the department set in place of computed ones, with the reasons as they were written. */
export function overridesOf({ overrides = [] }: EvaluationState, { texts }: Pick<StoredContent, 'texts'>): readonly Overridden[] {
  return overrides.map(({ indicator, computed, score, reason }) => ({ indicator, computed, score, reason: texts[reason] ?? '' }));
}

/** Rows under their warning line, as a version freezes them. */
function warnedIn(template: Template, period: Period | null, figures: Figures): Pick<RevisionContent, 'warned'> {
  const warned = period === null ? [] : warnedRows(template, period, figures);
  return warned.length === 0 ? {} : { warned };
}

/** Warnings with what was said to them, as a version freezes them; a version without warnings says nothing of any. */
function answeredChecks(warnings: readonly ContentWarning[], findings: () => readonly StageFinding[], state: EvaluationState, texts: Readonly<Record<InputId, string>>): Pick<RevisionContent, 'checks'> {
  if (warnings.length === 0) return {};
  const text = (id: InputId) => texts[id] ?? '';
  const checks = findings().flatMap((finding): readonly FrozenCheck[] => {
    if (!warnings.some(({ hash }) => hash === finding.hash)) return [];
    const { answer = null, decision = null } = checkStateOf(state, finding) ?? {};
    return [
      {
        rule: finding.rule,
        place: finding.title,
        said: sentenceOf(finding, 'zh'),
        hash: finding.hash,
        answer: answer === null ? null : text(answer.reason),
        effect: answer?.effect ?? null,
        decision: decision === null ? null : { accepted: decision.accepted, reason: text(decision.reason) },
      },
    ];
  });
  return { checks };
}

function once<Value>(compute: () => Value): () => Value {
  let computed: { readonly value: Value } | null = null;
  return () => (computed ??= { value: compute() }).value;
}
