import { choosePackage, readEvaluation, readEvaluationFacts, readPackage, readTemplate } from '@hengji/database';
import { readRevision as parseRevision, reportHtml } from '@hengji/documents';
import { contextOf, isMeant, type EvaluationState } from '@hengji/domain';
import type { PackageRecord } from '@hengji/contracts';
import { requireOn } from '../access.js';
import { notFound, refused } from '../problem.js';
import type { RequestContext } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

type Known = NonNullable<Awaited<ReturnType<typeof readEvaluationFacts>>>;

function isClerk({ state, facts, actor, now }: Known): boolean {
  return isMeant(contextOf(state, facts, actor, now), { duty: 'clerk' });
}

async function packageRecord({ database }: Services, { language }: RequestContext, known: Known, id: string): Promise<PackageRecord> {
  const [detail, content] = await Promise.all([readEvaluation(database, id), readPackage(database, id)]);
  const template = detail === null ? null : await readTemplate(database, detail.template.id);
  if (detail === null || content === null || template === null) throw notFound();
  const { secrecy }: EvaluationState = known.state;
  return {
    html: reportHtml(parseRevision(content.canonical), { template, unitName: detail.unit.name, language, signatures: [] }),
    files: content.files.map(({ section, ...file }) => {
      const definition = template.sections.find((one) => one.key === section);
      return { ...file, section: { key: section, title: definition?.title ?? section, titleEn: definition?.titleEn ?? section } };
    }),
    editable: content.open && isClerk(known),
    reviewed: secrecy !== null,
  };
}

/** What would become public, before it is. */
export function get(services: Services): Handler<'getPackage'> {
  return async (context, { params }) => {
    const known = await readEvaluationFacts(services.database, params.id, context.who.personId, new Date().toISOString());
    requireOn(context.who, 'Evaluation', known, 'read');
    if (known === null) throw notFound();
    return packageRecord(services, context, known, params.id);
  };
}

export function choose(services: Services): Handler<'choosePackage'> {
  return async (context, { params, body }) => {
    const { who } = context;
    const known = await readEvaluationFacts(services.database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Evaluation', known, 'write');
    if (known === null) throw notFound();
    if (!isClerk(known)) throw refused({ code: 'notYourTask' });
    const chosen = await choosePackage(services.database, { evaluationId: params.id, included: body.included, person: who.personId, acceptDisqualification: body.acceptDisqualification });
    if (!chosen.ok) throw contentProblem(chosen.problem);
    return packageRecord(services, context, known, params.id);
  };
}
