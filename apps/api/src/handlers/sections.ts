import { addEvidence, putBlob, readEvaluation, readEvaluationFacts, readFigures, readFrozenSheet, readScoreSheet, readSections, readTemplate, removeEvidence, saveSection, type ContentProblem, type Database } from '@hengji/database';
import { assessmentSection, contextOf, type EvaluationState, fieldsIn, goalsSection, templateOfStage, type FieldDefinition, mayActOn, periods, rowsOfSection, slotsLost, warnedRows } from '@hengji/domain';
import type { SectionRecord, TimelineEntry } from '@hengji/contracts';
import { Readable } from 'node:stream';
import { requireOn, scopeOf } from '../access.js';
import { idFrom } from '../commandInput.js';
import { savedMeanwhile } from '../meanwhile.js';
import { HttpProblem, notFound, refused } from '../problem.js';
import { readable } from '../readableRefusal.js';
import type { RequestContext, SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { evidenceView } from '../views/evidence.js';
import { scoreRowView } from '../views/scores.js';

/** The stage to read a section in: the one asked for, else the latest begun one that has it, so that an old link still leads to it. */
function stageToRead(state: EvaluationState, key: string, asked: number | undefined): number | null {
  const begun = state.rules.stages.slice(0, state.stageIndex + 1);
  if (asked !== undefined) return begun[asked]?.sections.includes(key) ? asked : null;
  const latest = begun.findLastIndex((stage) => stage.sections.includes(key));
  return latest < 0 ? null : latest;
}

/** A field as the page uses it; what the template leaves open stays absent. */
function fieldView(definition: FieldDefinition): SectionRecord['fields'][number] {
  const { key, label, labelEn, type, required, choices } = definition;
  const { unit, unitEn, hint, hintEn, signed, maximum, atMost } = definition;
  const open = Object.entries({ unit, unitEn, hint, hintEn, signed, maximum, atMost }).filter(([, value]) => value !== undefined);
  return { key, label, labelEn, type, required, ...Object.fromEntries(open), ...(choices === undefined ? {} : { choices: choices.map((choice) => ({ ...choice })) }) };
}

/** A section of the current stage as a form, or one of an earlier stage for reading: fields, values, what other periods say, and what this reader may do. */
async function sectionRecord({ database }: Services, who: SignedIn, evaluationId: string, key: string, asked?: number): Promise<SectionRecord> {
  const known = await readEvaluationFacts(database, evaluationId, who.personId, new Date().toISOString());
  requireOn(who, 'Evaluation', known, 'read');
  const at = known === null ? null : stageToRead(known.state, key, asked);
  if (at === null) throw notFound();
  const [detail, sections, figures, sheet] = await Promise.all([readEvaluation(database, evaluationId), readSections(database, evaluationId, at), readFigures(database, evaluationId), readScoreSheet(database, evaluationId, scopeOf(who).unitIds === null)]);
  const section = sections?.sections.find((one) => one.key === key);
  if (known === null || detail === null || sections === null || section === undefined) throw notFound();
  const { state, facts, actor, now } = known;
  const current = at === state.stageIndex;
  const open = current && state.step === 'fill' && (section.status === 'open' || section.status === 'returned');
  const task = state.tasks.find((one) => one.kind === 'fillSection' && one.section === key);
  const mine = task !== undefined && mayActOn(contextOf(state, facts, actor, now), task);
  const ruled = key === goalsSection || key === assessmentSection;
  const fields = sections.period === null ? [] : fieldsIn(section.definition, sections.period);
  const template = sections.period === null ? null : await readTemplate(database, templateOfStage(state, at));
  // Of a stage that was signed under an earlier version of the template: what was signed, and not what became of its rows since.
  const frozen = ruled && !current ? await readFrozenSheet(database, evaluationId, at) : null;
  const rows = frozen?.rows ?? sheet?.self.rows ?? [];
  const warned = template === null || sections.period === null ? [] : warnedRows(template, sections.period, figures[sections.period] ?? {}).map((row) => {
    const definition = template.indicators.find(({ key: indicator }) => indicator === row.indicator);
    return { ...row, name: definition?.name ?? row.indicator, nameEn: definition?.nameEn ?? row.indicator };
  });
  return {
    evaluationId,
    key,
    title: section.definition.title,
    titleEn: section.definition.titleEn,
    period: sections.period,
    stage: at,
    phase: sections.phase,
    checkpoint: sections.checkpoint,
    status: section.status,
    returnReason: section.returnReason,
    version: section.version,
    editable: open && mine,
    disqualifies: slotsLost(contextOf(state, facts, actor, now), facts.content?.contributors ?? []).length > 0,
    mine,
    // What a mark makes necessary is asked for like everything that is.
    fields: fields.map((field) => fieldView(warned.length > 0 && field.requiredWhenWarned === true ? { ...field, required: true } : field)),
    warned,
    values: { ...section.values },
    earlier: periods
      .filter((period) => period !== sections.period && figures[period]?.[key] !== undefined)
      .map((period) => ({ period, values: { ...figures[period]?.[key] } })),
    rows: ruled ? rows.map((row) => scoreRowView(row, { ...detail.state, deductions: [] }, detail.names, detail.texts, current ? (sheet?.evidence ?? []) : section.evidence)) : [],
    evidence: section.evidence.map(evidenceView),
    supportable: section.supportable.map(({ key: indicator, name, nameEn }) => ({ indicator, name, nameEn })),
    missing: current ? [...(facts.content?.missingFields[key] ?? section.missing)] : [],
  };
}

/** `meanwhile`: who saved in between, where that is the problem. */
export function contentProblem(problem: ContentProblem, meanwhile: TimelineEntry | null = null): HttpProblem {
  switch (problem.code) {
    case 'notFound':
      return notFound();
    case 'sectionNotOpen':
      return new HttpProblem(409, 'sectionClosed');
    case 'versionMismatch':
      return new HttpProblem(409, 'staleVersion', { params: { version: problem.version }, meanwhile });
    case 'fields':
      return new HttpProblem(422, 'invalidInput', { errors: Object.fromEntries(problem.problems.map((one) => [one.field, one.problem])) });
    case 'wouldDisqualify':
      return new HttpProblem(409, 'editDisqualifies', { params: { slots: problem.slots } });
    case 'fileTooLarge':
      return new HttpProblem(413, 'tooLarge', { params: { megabytes: Math.floor(problem.maximumBytes / 1024 / 1024) } });
    case 'packageReviewed':
      return new HttpProblem(409, 'packageReviewed');
    case 'idReused':
      return new HttpProblem(422, 'idempotencyKeyReused');
    case 'fileTypeRefused':
      return new HttpProblem(422, 'fileTypeRefused');
  }
}

type Known = Awaited<ReturnType<typeof readEvaluationFacts>>;

/** A section has one owner at a time: whoever may hand it in may write in it, nobody else. */
async function requireMine(database: Database, { language }: RequestContext, known: Known, key: string): Promise<void> {
  const task = known?.state.tasks.find((one) => one.kind === 'fillSection' && one.section === key);
  if (known === null || task === undefined || mayActOn(contextOf(known.state, known.facts, known.actor, known.now), task)) return;
  throw refused(readable({ code: 'notYourSection', section: key }, { template: await readTemplate(database, known.state.templateId), english: language === 'en' }));
}

export function get(services: Services): Handler<'getSection'> {
  return ({ who }, { params, query }) => sectionRecord(services, who, params.id, params.section, query.stage);
}

/** Saves what was typed. Values and rows go in one call of the page, each under the section's version. */
export function save(services: Services): Handler<'saveSection'> {
  return async (context, { params, body }) => {
    const { who, language } = context;
    const { database } = services;
    const known = await readEvaluationFacts(database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Evaluation', known, 'write');
    await requireMine(database, context, known, params.section);
    const common = { evaluationId: params.id, person: who.personId, acceptDisqualification: body.acceptDisqualification };
    const saved = await saveSection(database, {
      ...common,
      section: params.section,
      values: body.values,
      expectedVersion: body.version,
      entries: body.rows.map(({ indicator, target, actual, enteredScore, enteredReason, varianceReason, improvementAction }) => ({
        indicator,
        ...(target === undefined ? {} : { target }),
        ...(actual === undefined ? {} : { actual }),
        ...(enteredScore === undefined ? {} : { entered: enteredScore === null || enteredScore === '' ? null : { score: enteredScore, reason: enteredReason ?? '' } }),
        ...(varianceReason === undefined ? {} : { varianceReason }),
        ...(improvementAction === undefined ? {} : { improvementAction }),
      })),
    });
    if (!saved.ok) throw contentProblem(saved.problem, known === null ? null : await savedMeanwhile(database, params.id, params.section, saved.problem, { countyId: known.countyId, processNow: known.now, english: language === 'en' }));
    return sectionRecord(services, who, params.id, params.section);
  };
}

export function attach({ database, blobs }: Services): Handler<'addEvidence'> {
  return async (context, { params, query, body }) => {
    const { who, idempotencyKey } = context;
    const known = await readEvaluationFacts(database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Evaluation', known, 'write');
    // Before the file is kept: what nothing refers to would only fill the disk.
    if (known?.state.step !== 'fill' || !known.state.sections.some((one) => one.key === params.section && (one.status === 'open' || one.status === 'returned'))) throw new HttpProblem(409, 'sectionClosed');
    await requireMine(database, context, known, params.section);
    const { indicator } = query;
    const template = indicator === undefined ? null : await readTemplate(database, known.state.templateId);
    if (template !== null && !rowsOfSection(template, params.section).some(({ key }) => key === indicator)) throw contentProblem({ code: 'fields', problems: [{ field: 'indicator', problem: 'notARowOfSection' }] });
    const stored = await putBlob(database, blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const added = await addEvidence(database, {
      id: idFrom(idempotencyKey, 'evidence'),
      target: { evaluationId: params.id, section: params.section, ...(indicator === undefined ? {} : { indicator }) },
      name: query.name,
      sha256: stored.value.sha256,
      person: who.personId,
      acceptDisqualification: query.acceptDisqualification ?? false,
    });
    if (!added.ok) throw contentProblem(added.problem);
    return { ...added.value, indicator: indicator ?? null, mediaType: stored.value.mediaType, bytes: stored.value.bytes, sha256: stored.value.sha256, uploadedBy: { id: who.personId, name: who.name }, uploadedAt: new Date().toISOString() };
  };
}

/** Takes a file back out, by whoever may write in the section. */
export function detach({ database }: Services): Handler<'removeEvidence'> {
  return async (context, { params, query }) => {
    const { who } = context;
    const known = await readEvaluationFacts(database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Evaluation', known, 'write');
    await requireMine(database, context, known, params.section);
    const removed = await removeEvidence(database, {
      id: params.evidence,
      evaluationId: params.id,
      section: params.section,
      person: who.personId,
      acceptDisqualification: query.acceptDisqualification ?? false,
    });
    if (!removed.ok) throw contentProblem(removed.problem);
    return { removed: true };
  };
}
