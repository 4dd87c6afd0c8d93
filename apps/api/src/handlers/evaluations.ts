import { row, type EvaluationRecord, type EvaluationRow } from '@hengji/contracts';
import {
  listEvaluations,
  listFindings,
  readEvaluation,
  readEvaluationFacts,
  readEvaluationPlace,
  readRevision,
  readExplanation,
  readLastYear,
  readScoreSheet,
  readTemplate,
  readTimeline,
  scansByHash,
  type DocumentScan,
  type EvaluationDetail,
  type EvaluationSort,
  type EvaluationSummary,
} from '@hengji/database';
import { readRevision as parseRevision, reportHtml } from '@hengji/documents';
import {
  availableCommands,
  barredFrom,
  civilDateOf,
  claimable,
  contextOf,
  isLastSlot,
  isPreparer,
  mayConfirm,
  mayActOn,
  openSlots,
  signsAs,
  slotsLost,
  stageOf,
  subjectKinds,
  type EvaluationState,
  type Template,
} from '@hengji/domain';
import { pagingOf, requireOn, scopeOf } from '../access.js';
import { notFound } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { findingView } from '../views/finding.js';
import { explanationView, scoreRowView, totalOf } from '../views/scores.js';
import { peopleView, taskView } from '../views/tasks.js';
import { troubleOf } from '../views/trouble.js';
import { timelineView } from '../views/timeline.js';

const sortable: Readonly<Record<string, EvaluationSort['field']>> = {
  unit: 'unit',
  year: 'year',
  phase: 'phase',
  urgency: 'urgency',
  dueOn: 'dueOn',
  self: 'scoreSelf',
  reviewed: 'scoreReviewed',
  status: 'status',
};

function sortOf(sort: string | undefined): EvaluationSort {
  const name = sort?.replace(/^-/, '') ?? 'unit';
  return { field: (Object.hasOwn(sortable, name) ? sortable[name] : undefined) ?? 'unit', order: sort?.startsWith('-') ? 'desc' : 'asc' };
}

function subjectView({ subjectKind, unit, responsible }: EvaluationSummary): EvaluationRow['subject'] {
  return { kind: subjectKinds.find((kind) => kind === subjectKind) ?? 'department', by: responsible === unit.name ? null : responsible };
}

function rowView(evaluation: EvaluationSummary): EvaluationRow {
  return {
    id: evaluation.id,
    unit: { id: evaluation.unit.id, name: evaluation.unit.name },
    subject: subjectView(evaluation),
    year: evaluation.year,
    rehearsal: evaluation.rehearsal,
    campaign: { id: evaluation.campaignId, title: evaluation.campaignTitle },
    status: evaluation.status,
    phase: evaluation.phase,
    checkpoint: evaluation.checkpoint,
    step: evaluation.step,
    urgency: evaluation.urgency,
    dueOn: evaluation.dueOn,
    workingDaysLeft: evaluation.workingDaysLeft,
    dueCovered: evaluation.dueCovered,
    score: { self: evaluation.scoreSelf, reviewed: evaluation.scoreReviewed, grade: evaluation.grade },
    openTasks: evaluation.openTasks,
    openFindings: evaluation.openFindings,
  };
}

export function list({ database }: Services): Handler<'listEvaluations'> {
  return async ({ who }, { query }) => {
    const filter = {
      ...(query.campaign === undefined ? {} : { campaignId: query.campaign }),
      ...(query.year === undefined ? {} : { year: query.year }),
      ...(query.status === undefined ? {} : { status: query.status }),
      ...(query.phase === undefined ? {} : { phase: query.phase }),
      ...(query.urgency === undefined ? {} : { urgency: query.urgency }),
      ...(query.unit === undefined ? {} : { unitId: query.unit }),
      ...(query.subject === undefined ? {} : { subjectKind: query.subject }),
      ...(query.rehearsal === undefined ? {} : { rehearsal: query.rehearsal }),
      ...(query.q === undefined || query.q === '' ? {} : { q: query.q }),
    };
    const page = await listEvaluations(database, scopeOf(who), filter, sortOf(query.sort), pagingOf(query));
    who.lookedAt.add(...page.rows.map(({ unit }) => unit.id));
    return { data: page.rows.map(rowView), total: page.total };
  };
}

type Known = NonNullable<Awaited<ReturnType<typeof readEvaluationFacts>>>;

function signaturesOf(known: Known, detail: EvaluationDetail): EvaluationRecord['signatures'] {
  const { state, facts, actor, now } = known;
  const context = contextOf(state, facts, actor, now);
  const open = openSlots(state);
  const name = (id: string) => ({ id, name: detail.names[id] ?? '' });
  // A stage without signers of its own (finance review) shows who signed the version it looks at.
  const signing = state.revision === null ? stageOf(state).signing : (state.rules.stages.slice(0, state.stageIndex + 1).findLast((stage) => stage.signing.length > 0)?.signing ?? []);
  return signing
    .flatMap((group) => group.slots)
    .map((slot) => {
      const signature = state.revision?.signatures.find((one) => one.slot === slot.key);
      const isOpen = state.step === 'sign' && open.some((one) => one.key === slot.key);
      const as = isOpen ? signsAs(context, slot) : null;
      const appointed = state.acting.find((one) => one.slot === slot.key);
      return {
        slot: slot.key,
        title: slot.title,
        titleEn: slot.titleEn,
        duty: slot.duty,
        person: signature === undefined ? null : name(signature.person),
        onBehalfOf: signature?.onBehalfOf === undefined || signature.onBehalfOf === null ? null : name(signature.onBehalfOf),
        acting: signature?.acting ?? false,
        appointed: appointed === undefined ? null : name(appointed.person),
        signedAt: signature?.signedAt ?? null,
        open: isOpen,
        mine: as !== null && !isPreparer(state, actor.personId),
        inPlaceOf: as === null || as.onBehalfOf === null ? null : name(as.onBehalfOf),
        minutesRequired: stageOf(state).minutesRequired && isLastSlot(state, slot.key),
      };
    });
}

function sectionsOf(known: Known, detail: EvaluationDetail, template: Template): EvaluationRecord['sections'] {
  const { state, facts, actor, now } = known;
  const context = contextOf(state, facts, actor, now);
  return state.sections.map((section) => {
    const definition = template.sections.find((one) => one.key === section.key);
    const task = state.tasks.find((one) => one.kind === 'fillSection' && one.section === section.key);
    return {
      key: section.key,
      title: definition?.title ?? section.key,
      titleEn: definition?.titleEn ?? section.key,
      owner: section.owner === null ? null : { id: section.owner, name: detail.names[section.owner] ?? '' },
      status: section.status,
      returnReason: section.returnReason === null ? null : (detail.texts[section.returnReason] ?? ''),
      begun: detail.begunSections.includes(section.key),
      missing: facts.content?.missingFields[section.key]?.length ?? 0,
      mine: task !== undefined && mayActOn(context, task),
      confirmable: mayConfirm(context, section),
    };
  });
}

function scanView(scan: DocumentScan | undefined) {
  return scan === undefined ? [] : [{ name: scan.name, sha256: scan.sha256, mediaType: scan.mediaType, bytes: scan.bytes }];
}

/** Versions of the template that stages which were left were done by, by id; empty for a case that never moved. */
async function earlierTemplates(database: Services['database'], { stages }: EvaluationState): Promise<ReadonlyMap<string, Template>> {
  const ids = [...new Set(stages.flatMap(({ templateId }) => templateId ?? []))];
  const found = await Promise.all(ids.map(async (id) => [id, await readTemplate(database, id)] as const));
  return new Map(found.flatMap(([id, template]) => (template === null ? [] : [[id, template]])));
}

/** What several versions have under a key, as the first has it. */
function once<Part extends { readonly key: string }>(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ key }, index) => parts.findIndex((one) => one.key === key) === index);
}

/** Everything the page of one evaluation shows, in one answer. */
export function get({ database, configuration }: Services): Handler<'getEvaluation'> {
  return async ({ who }, { params }) => {
    const place = requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const [known, detail] = await Promise.all([readEvaluationFacts(database, params.id, who.personId, new Date().toISOString()), readEvaluation(database, params.id, { unserved: scopeOf(who).unitIds === null })]);
    if (known === null || detail === null) throw notFound();
    const [template, findings] = await Promise.all([readTemplate(database, detail.template.id), listFindings(database, scopeOf(who), { evaluationId: params.id }, { offset: 0, limit: 100 })]);
    if (template === null) throw notFound();
    const { state, facts, actor, now } = known;
    const earlier = await earlierTemplates(database, state);
    const scans = await scansByHash(database, who.countyId, state.stages.flatMap(({ paper }) => paper?.scans ?? []));
    const name = (id: string) => ({ id, name: detail.names[id] ?? '' });
    const text = (id: string | null) => (id === null ? null : (detail.texts[id] ?? ''));
    const lines = (given: typeof state.resultUse.proposed) => given?.map(({ line, outcome, note }) => ({ line, outcome, note: text(note) })) ?? null;
    const task = {
      unit: detail.unit,
      year: detail.year,
      rehearsal: detail.rehearsal,
      phase: detail.phase,
      checkpoint: detail.checkpoint,
      now,
      calendar: facts.calendar,
      names: detail.names,
      sections: template.sections,
    };
    return {
      ...rowView(detail),
      version: state.version,
      processNow: now,
      stageIndex: state.stageIndex,
      stages: state.stages.map((stage, index) => {
        const definition = (stage.templateId === undefined ? undefined : earlier.get(stage.templateId)?.process.stages[index]) ?? state.rules.stages[index];
        return { index, phase: definition?.phase ?? 'draft', checkpoint: definition?.checkpoint ?? null, sections: [...(definition?.sections ?? [])], opensOn: stage.opensOn, enteredAt: stage.enteredAt, leftAt: stage.leftAt, outcome: stage.outcome, reason: text(stage.reason ?? null), cycle: stage.cycle, paper: stage.paper === undefined ? null : { documentNo: stage.paper.documentNo, scans: stage.paper.scans.flatMap((hash) => scanView(scans.get(hash))) } };
      }),
      sections: sectionsOf(known, detail, template),
      formSections: once([template, ...earlier.values()].flatMap(({ sections }) => sections)).map(({ key, title, titleEn }) => ({ key, title, titleEn })),
      formRows: once([template, ...earlier.values()].flatMap(({ indicators }) => indicators)).map(({ key, name: title, nameEn }) => ({ key, name: title, nameEn })),
      tasks: state.tasks.map((one) => taskView(one, { kind: 'evaluation', id: params.id }, task)),
      claimable: claimable(contextOf(state, facts, actor, now), state.tasks, barredFrom(state, actor.personId)).map(({ id }) => id),
      revision: state.revision === null ? null : { number: state.revision.number, hash: state.revision.hash, declaredBy: name(state.revision.declaredBy), preparers: state.revision.preparers.map(name) },
      signatures: signaturesOf(known, detail),
      statements: [...state.rules.statements],
      allowedActions: availableCommands(state, facts, actor, now).filter((type) => type !== 'open' && type !== 'tick' && type !== 'suspend' && who.ability.can(type, row('Evaluation', place))),
      extension: state.extension === null ? null : { askedBy: name(state.extension.askedBy), until: state.extension.until, reason: text(state.extension.reason) ?? '' },
      delegations: state.delegations.filter(({ endsOn }) => endsOn >= civilDateOf(now)).map(({ from, to, startsOn, endsOn }) => ({ from: name(from), to: name(to), startsOn, endsOn })),
      slotsLost: [...slotsLost(contextOf(state, facts, actor, now), facts.content?.contributors ?? [])],
      slotsWithoutSigner: [...state.slotsWithoutSigner],
      trouble: await troubleOf(database, who, { evaluationId: params.id }),
      accounts: state.accounts,
      secrecy: state.secrecy === null ? null : { result: state.secrecy.result, by: name(state.secrecy.by), basis: text(state.secrecy.basis) },
      publication: state.publication === null ? null : { ...state.publication, url: `${configuration.HENGJI_PORTAL_URL}${detail.rehearsal ? '/rehearsal' : ''}/results/${params.id}` },
      resultUse: { outcomes: state.rules.resultUses.map((use) => ({ ...use })), proposed: lines(state.resultUse.proposed), decided: lines(state.resultUse.decided) },
      findings: findings.rows.map(findingView),
      people: peopleView(detail.holders),
    };
  };
}

export function timeline({ database }: Services): Handler<'getTimeline'> {
  return async ({ who }, { params, query }) => {
    const { version: total } = requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const { offset, limit } = pagingOf(query);
    const entries = await readTimeline(database, 'evaluation', params.id, { before: total - offset + 1, limit });
    return { data: entries.map(timelineView), total };
  };
}

export function lastYear({ database }: Services): Handler<'getLastYear'> {
  return async ({ who }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const found = await readLastYear(database, params.id, scopeOf(who));
    if (found === null) return { data: null };
    const { unitId, rows, ...rest } = found;
    who.lookedAt.add(unitId);
    return { data: { ...rest, rows: rows.map((row) => ({ ...row })) } };
  };
}

export function scores({ database }: Services): Handler<'getScoreSheet'> {
  return async ({ who }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const detail = await readEvaluation(database, params.id);
    const sheet = await readScoreSheet(database, params.id, scopeOf(who).unitIds === null);
    if (detail === null || sheet === null) throw notFound();
    const reviewed = detail.state.deductions.length === 0 && detail.scoreReviewed === null ? null : totalOf(sheet.reviewed).total;
    const { sum, applicableWeight, total } = totalOf(sheet.self);
    return {
      rows: sheet.reviewed.rows.map((one) => scoreRowView(one, detail.state, detail.names, detail.texts, sheet.evidence)),
      sum,
      applicableWeight,
      self: total,
      reviewed,
      grade: reviewed === null ? sheet.self.grade : sheet.reviewed.grade,
      sensitivity: sheet.sensitivity === null ? null : { ...sheet.sensitivity, alternatives: [...sheet.sensitivity.alternatives] },
    };
  };
}

export function explanation({ database }: Services): Handler<'explainScore'> {
  return async ({ who }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const found = await readExplanation(database, params.id, params.indicator);
    if (found === null) throw notFound();
    return explanationView(found);
  };
}

export function revision({ database }: Services): Handler<'getRevision'> {
  return async ({ who, language }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    const detail = await readEvaluation(database, params.id);
    const found = await readRevision(database, params.id, params.number);
    if (detail === null || found === null) throw notFound();
    const content = parseRevision(found.canonical);
    const template = await readTemplate(database, content.template.id);
    if (template === null) throw notFound();
    return {
      number: found.number,
      hash: found.sha256,
      createdAt: found.createdAt,
      phase: found.phase,
      checkpoint: found.checkpoint,
      canonical: found.canonical,
      html: reportHtml(content, {
        template,
        unitName: detail.unit.name,
        language,
        signatures: found.signatures
          .filter((signature) => signature.voided === null)
          .map(({ slot, person, onBehalfOf, acting, signedAt, minutesNo }) => ({
            slot,
            signerName: person.name,
            onBehalfOfName: onBehalfOf?.name ?? null,
            acting,
            signedOn: civilDateOf(signedAt),
            minutesNumber: minutesNo,
          })),
      }),
      signatures: found.signatures.map(({ slot, person, onBehalfOf, acting, signedAt, minutesNo, voided }) => ({ slot, person, onBehalfOf, acting, signedAt, minutesNo, void: voided !== null })),
    };
  };
}
