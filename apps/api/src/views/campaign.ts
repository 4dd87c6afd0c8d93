import { row, sentence, type CampaignHistoryEntry, type CampaignMove, type CampaignTemplateMove, type CampaignProblemView, type CampaignRecord, type CampaignRow as CampaignRowView, type CampaignSubject, type Language } from '@hengji/contracts';
import type { CampaignDetail, CampaignHistory, CampaignRow, SubjectRow, DocumentScan } from '@hengji/database';
import { assertNever, campaignCommandTypes, countSubjects, precheckCampaign, type CampaignEvent, type CampaignProblem, type CampaignState, type OrderState, type RefusalCode, type StageDates, type Template, type UnitId, type Sha256 } from '@hengji/domain';
import type { SignedIn } from '../requestContext.js';

/** What a view needs to say names instead of ids and keys. */
export type Words = {
  readonly language: Language;
  readonly template: Template | null;
  readonly person: (id: string) => string;
  readonly unit: (id: UnitId) => string;
};

/** `names`: of people beside those that state and history refer to. */
export function wordsOf(detail: CampaignDetail, language: Language, names: Readonly<Record<string, string>> = detail.names): Words {
  const { template, units } = detail;
  return { language, template, person: (id) => names[id] ?? id, unit: (id) => (language === 'en' ? units[id]?.nameEn : units[id]?.name) ?? id };
}

export function campaignRowView(campaign: CampaignRow): CampaignRowView {
  const { id, title, year, rehearsal, status, clockOffsetMs, nextInstant, planned, failed, evaluations, closed } = campaign;
  return { id, title, year, rehearsal, status, processNow: new Date(Date.now() + clockOffsetMs).toISOString(), nextInstant, planned, failed, evaluations, closed };
}

export function stagesView(template: Template | null, dates: StageDates): CampaignRecord['stages'] {
  return (template?.process.stages ?? []).map(({ phase, checkpoint, opens }, index) => ({ index, phase, checkpoint, opens, opensOn: dates[index] ?? null }));
}

function why(code: RefusalCode, language: Language): string {
  return sentence(code, {}, language);
}

/** Parameters of a problem for a reader: people, slots and sections by name, a refusal as its sentence. */
export function problemView(problem: CampaignProblem, words: Words): CampaignProblemView {
  const { subject, severity, code, ...params } = problem;
  const english = words.language === 'en';
  const slotTitle = (key: string) => {
    const slot = words.template?.process.stages.flatMap(({ signing }) => signing.flatMap(({ slots }) => slots)).find((one) => one.key === key);
    return (english ? slot?.titleEn : slot?.title) ?? key;
  };
  const sectionTitle = (key: string) => {
    const section = words.template?.sections.find((one) => one.key === key);
    return (english ? section?.titleEn : section?.title) ?? key;
  };
  const shown: CampaignProblemView['params'] = {};
  for (const [name, value] of Object.entries<string | number | readonly string[]>(params)) {
    if (name === 'people' && typeof value === 'object') shown[name] = value.map(words.person);
    else if (name === 'sections' && typeof value === 'object') shown[name] = value.map(sectionTitle);
    else if (name === 'slots' && typeof value === 'object') shown[name] = value.map(slotTitle);
    else if (name === 'slot' && typeof value === 'string') shown[name] = slotTitle(value);
    else shown[name] = typeof value === 'object' ? [...value] : value;
  }
  if (problem.code === 'openingRefused') shown['refusal'] = why(problem.refusal, words.language);
  return { subject: subject === null ? null : { id: subject, name: words.unit(subject) }, severity, code, params: shown };
}

type OrderView = Omit<CampaignMove, 'stage' | 'date'>;

function orderView({ number, documentNo, forAll, orderedBy, orderedAt, subjects }: OrderState, wide: boolean, words: Words): OrderView {
  const count = (outcome: string) => subjects.filter((one) => one.outcome === outcome).length;
  const refused = subjects.flatMap(({ subjectId, refusal }) => (refusal === null || !wide ? [] : [{ unit: { id: subjectId, name: words.unit(subjectId) }, why: why(refusal, words.language) }]));
  return { number, documentNo, forAll, orderedBy: { id: orderedBy, name: words.person(orderedBy) }, orderedAt, moved: count('moved'), pending: count('pending'), refused };
}

function templateMoveView(move: NonNullable<CampaignState['templateMoves']>[number], wide: boolean, detail: Pick<CampaignDetail, 'texts'>, words: Words): CampaignTemplateMove {
  return { ...orderView(move, wide, words), toNumber: move.toNumber, reason: detail.texts[move.reason] ?? null };
}

/** What an event is told with; names instead of ids. */
function historyParams(event: CampaignEvent, words: Words): CampaignHistoryEntry['params'] {
  switch (event.type) {
    case 'drafted':
    case 'adopted':
    case 'revised':
      return { count: event.subjects.length };
    case 'subjectsOpened':
    case 'subjectsWithdrawn':
      return { count: event.evaluations.length };
    case 'subjectsFailed':
      return { count: event.failures.length };
    case 'launchCompleted':
      return { opened: event.opened, failed: event.failed };
    case 'subjectsAdded':
      return { units: event.subjects.map(({ subjectId }) => words.unit(subjectId)).join(words.language === 'en' ? ', ' : '、'), documentNo: event.documentNo };
    case 'subjectCancelled':
      return { unit: words.unit(event.subjectId), documentNo: event.documentNo };
    case 'subjectsRetried':
      return { count: event.subjects.length };
    case 'moveOrdered':
      return { stage: event.stage, date: event.date, documentNo: event.documentNo, count: event.subjects.length };
    case 'datesMoved':
      return { number: event.number, count: event.results.length };
    case 'moveCompleted':
      return { number: event.number, moved: event.moved, refused: event.refused };
    case 'templateMoveOrdered':
      return { version: event.toNumber, documentNo: event.documentNo, count: event.subjects.length };
    case 'templatesMoved':
      return { number: event.number, count: event.results.length };
    case 'templateMoveCompleted':
      return { number: event.number, moved: event.moved, refused: event.refused };
    case 'discarded':
    case 'launched':
    case 'paused':
    case 'resumed':
    case 'closed':
      return {};
    default:
      return assertNever(event);
  }
}

/** One thing that happened to a campaign, for a reader. */
export function historyView({ seq, event, actorId, occurredAt, recordedAt }: CampaignHistory, detail: Pick<CampaignDetail, 'texts'>, words: Words): CampaignHistoryEntry {
  return {
    seq,
    type: event.type,
    at: occurredAt,
    recordedAt,
    actor: actorId === null ? null : { id: actorId, name: words.person(actorId) },
    params: historyParams(event, words),
    text: 'reason' in event ? (detail.texts[event.reason] ?? null) : null,
  };
}

/** A campaign as far as it concerns some units. */
function ofUnits(state: CampaignState, unitIds: readonly UnitId[]): CampaignState {
  const subjects = state.subjects.filter(({ subjectId, unitId }) => unitIds.includes(subjectId) || unitIds.includes(unitId));
  const concerned = new Set(subjects.map(({ subjectId }) => subjectId));
  const ofConcerned = <Order extends OrderState>(orders: readonly Order[]): readonly Order[] =>
    orders.map((order) => ({ ...order, subjects: order.subjects.filter(({ subjectId }) => concerned.has(subjectId)) })).filter((order) => order.forAll || order.subjects.length > 0);
  return { ...state, subjects, moves: ofConcerned(state.moves), templateMoves: ofConcerned(state.templateMoves ?? []) };
}

/** `unitIds`: what the reader sees, null for the whole county; others are shown the plan, and numbers of their own units' subjects. */
export function campaignView(campaign: CampaignRow, detail: CampaignDetail, who: SignedIn, words: Words, unitIds: readonly UnitId[] | null, scans: ReadonlyMap<Sha256, DocumentScan>): CampaignRecord {
  const { history } = detail;
  const wide = unitIds === null;
  const state = wide ? detail.state : ofUnits(detail.state, unitIds);
  const { plan } = state;
  const may = (action: 'open' | 'advance') => who.ability.can(action, row('Campaign', { countyId: campaign.countyId }));
  return {
    ...campaignRowView(campaign),
    version: state.version,
    mayAdvance: campaign.rehearsal && campaign.evaluations > 0 && may('advance'),
    allowedActions: may('open') ? campaignCommandTypes.filter((type) => precheckCampaign(state.status, type) === null && (type !== 'close' || campaign.evaluations === campaign.closed)) : [],
    template: plan.templateId,
    startsOn: plan.startsOn,
    startStage: plan.startStage,
    onPaper: plan.onPaper.map((paper) => ({ documentNo: paper.documentNo, scans: paper.scans.flatMap((hash) => scans.get(hash) ?? []).map(({ id, name }) => ({ id, name })) })),
    stages: stagesView(detail.template, plan.dates),
    subjects: countSubjects(state),
    draft: state.status === 'draft' && wide ? state.subjects.map(({ subjectId, unitId }) => ({ subject: subjectId, unit: unitId })) : null,
    moves: state.moves.map((move) => ({ ...orderView(move, wide, words), stage: move.stage, date: move.date })).reverse(),
    templateMoves: (state.templateMoves ?? []).map((move) => templateMoveView(move, wide, detail, words)).reverse(),
    history: !wide
      ? []
      : history.map((entry) => historyView(entry, detail, words)),
  };
}

export function subjectView(subject: SubjectRow, words: Words): CampaignSubject {
  const { subjectId, subjectName, unitId, unitName, kind, status, why: problems, evaluationId, evaluation } = subject;
  return {
    subject: { id: subjectId, name: subjectName },
    unit: { id: unitId, name: unitName },
    kind,
    status,
    problems: problems.map((problem) => problemView(problem, words)),
    evaluation:
      evaluation === null
        ? null
        : {
            id: evaluationId,
            status: evaluation.status,
            phase: evaluation.phase,
            checkpoint: evaluation.checkpoint,
            step: evaluation.step,
            urgency: evaluation.urgency,
            dueOn: evaluation.dueOn,
            self: evaluation.scoreSelf,
            reviewed: evaluation.scoreReviewed,
            grade: evaluation.grade,
          },
  };
}
