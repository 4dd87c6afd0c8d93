import { assertNever } from '../assertNever.js';
import { compareCivilDates } from '../civilDate.js';
import type { EvaluationId, Instant, PersonId } from '../identifiers.js';
import { isOvertaken } from '../lastChange.js';
import { isLive } from '../phases.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import { checkCampaign, checkPlan } from './check.js';
import { campaignScopes, type CampaignCommand, type CampaignCommandType } from './commands.js';
import type { CampaignEvent } from './events.js';
import { evolveCampaign } from './evolve.js';
import type { CampaignFacts } from './facts.js';
import { rowMoves, versionRefusal } from '../templateMove/rows.js';
import type { CampaignProblem } from './problems.js';
import { countSubjects, type CampaignState, type CampaignStatus, type OrderState, type SubjectPlan, type SubjectState } from './state.js';

type Of<Type extends CampaignCommandType> = Extract<CampaignCommand, { type: Type }>;
type Outcome = Decision<CampaignEvent>;
type Context = { readonly state: CampaignState; readonly facts: CampaignFacts; readonly actor: PersonId; readonly now: Instant };

/** What the status alone forbids; the pages' buttons use it, and `decideCampaign` begins with it. */
export function precheckCampaign(status: CampaignStatus, type: CampaignCommandType): Refusal | null {
  return campaignScopes[type].includes(status) ? null : { code: 'campaignStatus', status };
}

/**
 * The one place where a campaign's process decides. Pure and total: `state` null only before `draft`. `now` is process time.
 * Answers events, or why nothing happens.
 */
export function decideCampaign(state: CampaignState | null, facts: CampaignFacts, command: CampaignCommand, now: Instant): Outcome {
  if (command.type === 'draft') return state === null ? draft(command) : refuse({ code: 'alreadyDone' });
  if (state === null) return refuse({ code: 'campaignStatus', status: 'none' });
  const hopeless = precheckCampaign(state.status, command.type);
  if (hopeless !== null) return refuse(hopeless);
  if ('seen' in command && isOvertaken(state.revised, command.seen, facts.actor)) return refuse({ code: 'versionMismatch', version: state.version });
  const decision = answer(state, facts, command, now);
  return decision.ok ? accept([...decision.events, ...completions(state, decision.events)]) : decision;
}

/** The first subject that is named twice: one evaluation a year is enough. */
function namedTwice(subjects: readonly SubjectPlan[]): Refusal | null {
  const twice = subjects.find(({ subjectId }, index) => subjects.findIndex((one) => one.subjectId === subjectId) < index);
  return twice === undefined ? null : { code: 'subjectKnown', subject: twice.subjectId };
}

/** A draft takes anything that can be read: its problems are told by the dry run, and again at the launch. */
function draft({ campaignId, plan, subjects }: Of<'draft'>): Outcome {
  const twice = namedTwice(subjects);
  return twice === null ? accept([{ type: 'drafted', campaignId, plan, subjects }]) : refuse(twice);
}

function answer(state: CampaignState, facts: CampaignFacts, command: Exclude<CampaignCommand, Of<'draft'>>, now: Instant): Outcome {
  switch (command.type) {
    case 'recordOpenings':
      return recordOpenings(state, command);
    case 'recordWithdrawals':
      return recordWithdrawals(state, command);
    case 'recordMoves':
      return recordAnswers('datesMoved', state.moves, command);
    case 'recordTemplateMoves':
      return recordAnswers('templatesMoved', state.templateMoves ?? [], command);
    case 'launch':
      return launch(state, facts);
    case 'revise':
    case 'discard':
    case 'pause':
    case 'resume':
    case 'addSubjects':
    case 'cancelSubject':
    case 'retrySubjects':
    case 'movePhaseDate':
    case 'moveTemplate':
    case 'close':
      return facts.actor === null ? refuse({ code: 'personRequired' }) : byPerson({ state, facts, actor: facts.actor, now }, command);
    default:
      return assertNever(command);
  }
}

// What the worker tells of its work. Told twice, or of something that was settled meanwhile, it changes nothing.

function recordOpenings(state: CampaignState, command: Of<'recordOpenings'>): Outcome {
  const waiting = new Set(state.subjects.filter(({ status }) => status === 'planned').map(({ evaluationId }) => evaluationId));
  const results = command.results.filter(({ evaluationId }) => waiting.has(evaluationId));
  const evaluations = results.filter((one) => one.problem === null).map(({ evaluationId }) => evaluationId);
  const failures = results.flatMap((one) => (one.problem === null ? [] : [{ evaluationId: one.evaluationId, problems: [one.problem] }]));
  return accept([...(evaluations.length === 0 ? [] : [{ type: 'subjectsOpened' as const, evaluations }]), ...failed(failures)]);
}

function recordWithdrawals(state: CampaignState, command: Of<'recordWithdrawals'>): Outcome {
  const pending = new Set(state.subjects.filter(({ withdrawal }) => withdrawal?.done === false).map(({ evaluationId }) => evaluationId));
  const evaluations = command.evaluations.filter((id) => pending.has(id));
  return accept(evaluations.length === 0 ? [] : [{ type: 'subjectsWithdrawn', evaluations }]);
}

function recordAnswers(type: 'datesMoved' | 'templatesMoved', orders: readonly OrderState[], { number, results }: Of<'recordMoves' | 'recordTemplateMoves'>): Outcome {
  const pending = new Set(pendingIn(orders, number));
  const news = results.filter(({ evaluationId }) => pending.has(evaluationId));
  return accept(news.length === 0 ? [] : [{ type, number, results: news }]);
}

type ByPerson = Exclude<CampaignCommand, { type: 'draft' | 'launch' | 'recordOpenings' | 'recordWithdrawals' | 'recordMoves' | 'recordTemplateMoves' }>;

function byPerson(context: Context, command: ByPerson): Outcome {
  const { facts, actor } = context;
  if ('reason' in command && command.reason.trim() === '') return refuse({ code: 'reasonRequired' });
  if ('documentNo' in command && command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  switch (command.type) {
    case 'revise': {
      const twice = namedTwice(command.subjects);
      return twice === null ? accept([{ type: 'revised', plan: command.plan, subjects: command.subjects, by: actor }]) : refuse(twice);
    }
    case 'discard':
      return accept([{ type: 'discarded', by: actor }]);
    case 'pause':
      return accept([{ type: 'paused', by: actor, reason: command.reason }]);
    case 'resume':
      return accept([{ type: 'resumed', by: actor }]);
    case 'addSubjects':
      return addSubjects(context, command);
    case 'cancelSubject':
      return cancelSubject(context, command);
    case 'retrySubjects':
      return retrySubjects(context, command);
    case 'movePhaseDate':
      return movePhaseDate(context, command);
    case 'moveTemplate':
      return moveTemplate(context, command);
    case 'close': {
      const live = Object.values(facts.evaluations).filter(isLive).length;
      return live > 0 ? refuse({ code: 'evaluationsLive', count: live }) : accept([{ type: 'closed', by: actor }]);
    }
    default:
      return assertNever(command);
  }
}

type Failures = Extract<CampaignEvent, { type: 'subjectsFailed' }>['failures'];

function failed(failures: Failures): readonly CampaignEvent[] {
  return failures.length === 0 ? [] : [{ type: 'subjectsFailed', failures }];
}

/** Subjects that cannot be opened as things are, each with what keeps it. */
function obstructed(state: CampaignState, subjects: readonly SubjectPlan[], facts: CampaignFacts): Failures {
  const problems = checkCampaign(state.plan, subjects, facts.check).filter(({ severity }) => severity === 'blocking');
  const of = (subject: SubjectPlan): readonly CampaignProblem[] => problems.filter((one) => one.subject === subject.subjectId);
  return subjects.flatMap((subject) => (of(subject).length === 0 ? [] : [{ evaluationId: subject.evaluationId, problems: of(subject) }]));
}

/** Opens what can be opened: a subject in trouble is left out with its reasons and keeps no other from its year. */
function launch(state: CampaignState, facts: CampaignFacts): Outcome {
  const problems = checkPlan(state.plan, state.subjects, facts.check).filter(({ severity }) => severity === 'blocking');
  if (problems.length > 0) return refuse({ code: 'campaignBlocked', problems: [...new Set(problems.map(({ code }) => code))] });
  const failures = obstructed(state, state.subjects, facts);
  if (failures.length === state.subjects.length) return refuse({ code: 'nothingToLaunch' });
  return accept([{ type: 'launched', by: facts.actor }, ...failed(failures)]);
}

/** Whether the place of a subject is free again: it was cancelled, or its evaluation was. */
function isVacated(subject: SubjectState, facts: CampaignFacts): boolean {
  return subject.status === 'cancelled' ? subject.withdrawal?.done !== false : facts.evaluations[subject.evaluationId] === 'cancelled';
}

function addSubjects({ state, facts, actor }: Context, { subjects, documentNo, reason }: Of<'addSubjects'>): Outcome {
  const twice = namedTwice(subjects);
  if (twice !== null) return refuse(twice);
  const known = subjects.find(({ subjectId }) => state.subjects.some((one) => one.subjectId === subjectId && !isVacated(one, facts)));
  if (known !== undefined) return refuse({ code: 'subjectKnown', subject: known.subjectId });
  return accept([{ type: 'subjectsAdded', subjects, documentNo, by: actor, reason }, ...failed(obstructed(state, subjects, facts))]);
}

function cancelSubject({ state, facts, actor }: Context, { subjectId, documentNo, reason }: Of<'cancelSubject'>): Outcome {
  const subject = state.subjects.find((one) => one.subjectId === subjectId);
  if (subject === undefined) return refuse({ code: 'subjectUnknown', subject: subjectId });
  const evaluation = facts.evaluations[subject.evaluationId];
  if (subject.status === 'cancelled' || evaluation === 'cancelled') return refuse({ code: 'alreadyDone' });
  if (evaluation === 'closed') return refuse({ code: 'notOpen', status: evaluation });
  return accept([{ type: 'subjectCancelled', subjectId, documentNo, by: actor, reason, open: evaluation !== undefined }]);
}

function retrySubjects({ state, facts, actor }: Context, command: Of<'retrySubjects'>): Outcome {
  const again = state.subjects.filter(({ subjectId, status }) => status === 'failed' && command.subjects.includes(subjectId));
  const stranger = command.subjects.find((id) => !again.some(({ subjectId }) => subjectId === id));
  if (stranger !== undefined) return refuse({ code: 'subjectUnknown', subject: stranger });
  return accept([{ type: 'subjectsRetried', subjects: command.subjects, by: actor }, ...failed(obstructed(state, again, facts))]);
}

function movePhaseDate({ state, facts, actor, now }: Context, { stage, date, documentNo, subjects }: Of<'movePhaseDate'>): Outcome {
  const { plan } = state;
  // A stage that opens on receipt has no date to move.
  if (stage < plan.startStage || (plan.dates[stage] ?? null) === null) return refuse({ code: 'stageUnknown' });
  if (compareCivilDates(date, facts.check.today) < 0) return refuse({ code: 'dateInPast' });
  const reversed = plan.dates.some((other, index) => other !== null && index >= plan.startStage && (index < stage ? other > date : index > stage && other < date));
  if (reversed) return refuse({ code: 'stageDatesReversed' });
  const meant = openAmong(state, facts, subjects);
  if (!meant.ok) return meant;
  const number = state.moves.length + 1;
  return accept([{ type: 'moveOrdered', number, stage, date, documentNo, forAll: subjects === null, by: actor, at: now, subjects: meant.subjects }]);
}

type Meant = { readonly ok: true; readonly subjects: readonly Pick<SubjectState, 'subjectId' | 'evaluationId'>[] } | { readonly ok: false; readonly refusal: Refusal };

/** The subjects whose evaluations go on, of those that an order names; null: all. Refused where a named one does not. */
function openAmong(state: CampaignState, facts: CampaignFacts, subjects: readonly string[] | null): Meant {
  const isOpen = ({ status, evaluationId }: SubjectState) => status !== 'cancelled' && isLive(facts.evaluations[evaluationId] ?? 'cancelled');
  const meant = state.subjects.filter((subject) => isOpen(subject) && (subjects === null || subjects.includes(subject.subjectId)));
  const missing = subjects?.find((id) => !meant.some(({ subjectId }) => subjectId === id));
  if (missing !== undefined) return refuse({ code: 'subjectNotOpen', subject: missing });
  return { ok: true, subjects: meant.map(({ subjectId, evaluationId }) => ({ subjectId, evaluationId })) };
}

/** Orders that what nobody has signed goes on by a newer version; each evaluation answers for itself. For all: later subjects open by it too. */
function moveTemplate({ state, facts, actor, now }: Context, { from, to, rows, documentNo, reason, subjects }: Of<'moveTemplate'>): Outcome {
  const { from: before = null, to: after = null } = facts.templates ?? {};
  if (before === null || after === null) return refuse({ code: 'templateUnknown' });
  const moves = rowMoves(before, after, rows);
  const unfit = versionRefusal(before, after) ?? (moves.ok ? null : moves.refusal);
  if (unfit !== null) return refuse(unfit);
  const forAll = subjects === null;
  if (forAll && state.plan.templateId !== from) return refuse({ code: 'templateNotInUse' });
  const meant = openAmong(state, facts, subjects);
  if (!meant.ok) return meant;
  const number = (state.templateMoves ?? []).length + 1;
  return accept([{ type: 'templateMoveOrdered', number, from, to, toNumber: after.version, rows, documentNo, reason, forAll, by: actor, at: now, subjects: meant.subjects }]);
}

/** Evaluations that an order has not reached yet; null when there is no such order. */
function pendingIn(orders: readonly OrderState[], number: number): readonly EvaluationId[] | null {
  const move = orders.find((one) => one.number === number);
  return move === undefined ? null : move.subjects.filter(({ outcome }) => outcome === 'pending').map(({ evaluationId }) => evaluationId);
}

/** What ended with these events: a launch with its last subject, an order with its last evaluation. */
function completions(before: CampaignState, events: readonly CampaignEvent[]): readonly CampaignEvent[] {
  const after = events.reduce(evolveCampaign, before);
  const { planned, opened, failed: notOpened } = countSubjects(after);
  const launched = before.status !== 'draft' && countSubjects(before).planned > 0 && planned === 0;
  return [
    ...(launched ? [{ type: 'launchCompleted' as const, opened, failed: notOpened }] : []),
    ...completed(before.moves, after.moves).map((done) => ({ type: 'moveCompleted' as const, ...done })),
    ...completed(before.templateMoves ?? [], after.templateMoves ?? []).map((done) => ({ type: 'templateMoveCompleted' as const, ...done })),
  ];
}

/** Orders whose last evaluation has answered now. */
function completed(before: readonly OrderState[], after: readonly OrderState[]): readonly { readonly number: number; readonly moved: number; readonly refused: number }[] {
  return after.flatMap(({ number, subjects }) => {
    if (pendingIn(after, number)?.length !== 0 || pendingIn(before, number)?.length === 0) return [];
    const refused = subjects.filter(({ outcome }) => outcome === 'refused').length;
    return [{ number, moved: subjects.length - refused, refused }];
  });
}
