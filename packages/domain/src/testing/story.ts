import { addDays, civilDateOf, type CivilDate } from '../civilDate.js';
import { availableCommands } from '../evaluation/actions.js';
import { checkStateOf, isAnswered } from '../evaluation/checks.js';
import { evaluationCommandTypes, type EvaluationCommand, type EvaluationCommandType } from '../evaluation/commands.js';
import { decide } from '../evaluation/decide.js';
import { precheck } from '../evaluation/precheck.js';
import { openSlots } from '../evaluation/demands.js';
import type { EvaluationEvent } from '../evaluation/events.js';
import { fold } from '../evaluation/evolve.js';
import { nextInstant, phaseOf, positionOf, type EvaluationState } from '../evaluation/state.js';
import type { Instant } from '../identifiers.js';
import { brokenInvariants } from './invariants.js';
import { rulesWith, slot, stages, testRules } from './rules.js';
import { sampleCommand, sampleWarning } from './sample.js';
import { factsIn, newWorld, type World } from './world.js';
import { morning, openYear } from './year.js';

/** What random stories of a year are made of: who acts, which commands, what happens beside them. */
export const people = ['clerk', 'accountant', 'lead', 'head', 'deputy', 'principal', 'colleague', 'desk', 'admin', 'auditor', 'stranger'] as const;
export type Actor = (typeof people)[number];

/** Who usually gives a command, so that a random year gets somewhere. */
const usually: Partial<Record<EvaluationCommandType, readonly Actor[]>> = {
  submitForSigning: ['clerk'],
  withdraw: ['clerk'],
  publish: ['clerk'],
  proposeResultUse: ['clerk'],
  reviewSecrecy: ['deputy'],
  askExtension: ['clerk'],
  withholdPublication: ['principal'],
  overrideScore: ['clerk'],
  appointActing: ['admin'],
};

/** Commands that move a year on come often; those that end or stop it seldom. */
const weights: Partial<Record<EvaluationCommandType, number>> = {
  overrideScore: 10, submitSection: 14, confirmSections: 10, submitForSigning: 14, sign: 30, approve: 6, accept: 4, publish: 6, recordAccountsApproval: 5, reviewSecrecy: 5,
  proposeResultUse: 5, decideResultUse: 5, close: 3, correctPublication: 3, appointActing: 6, resume: 40, grantExtension: 5, refuseExtension: 5, askExtension: 6, withholdPublication: 6, orderRectification: 5, cancel: 0, suspend: 1, open: 1, withdraw: 1, unlock: 1, refuseToSign: 1,
};

/** A command for the position, or now and then one that does not belong there; `dice` is a number below a thousand. */
function commandType(state: EvaluationState, dice: number, anywhere: boolean): EvaluationCommandType {
  // Once in a while a year is cancelled, so that most go on.
  if (dice === 0) return 'cancel';
  const fitting = evaluationCommandTypes.filter((type) => anywhere || precheck(positionOf(state), type) === null);
  const urn = fitting.flatMap((type) => Array.from({ length: weights[type] ?? 2 }, () => type));
  return urn[dice % urn.length] ?? 'tick';
}

/** One step of a random story: a command by somebody, or something that happens beside it. */
export type Move =
  | { readonly kind: 'command'; readonly dice: number; readonly anywhere: boolean; readonly actor: Actor | null; readonly usual: boolean; readonly pick: number; readonly nonsense: boolean }
  | { readonly kind: 'clock'; readonly alarms: number; readonly days: number }
  | { readonly kind: 'world'; readonly what: 'check' | 'warning' | 'contributor' | 'findings' | 'holiday' | 'group' | 'score' | 'missing'; readonly pick: number };

function happen(world: World, what: Extract<Move, { kind: 'world' }>['what'], pick: number): void {
  switch (what) {
    case 'check':
      world.blockingChecks = pick < 6 ? [{ code: 'W1', section: null }] : [];
      return;
    case 'warning':
      world.warnings = pick < 6 ? [{ ...sampleWarning, asksEffect: pick < 3 }] : [];
      return;
    case 'contributor': {
      const person = people[pick % 8] ?? 'clerk';
      if (pick > 7) world.contributors = ['clerk'];
      else world.contributors = world.contributors.includes(person) ? world.contributors.filter((one) => one !== person) : [...world.contributors, person];
      return;
    }
    case 'findings':
      world.findings = [[], [{ id: 'finding-1', status: 'served' as const }], [{ id: 'finding-1', status: 'planAccepted' as const }]][pick % 3] ?? [];
      return;
    case 'holiday': {
      // Somebody leaves his post, or comes back to it.
      const person = people[pick % 8] ?? 'head';
      const { [person]: duties, ...others } = world.people;
      if (pick > 7) world.people = newWorld().people;
      else world.people = duties === undefined || duties.length === 0 ? { ...others, [person]: newWorld().people[person] ?? [] } : { ...others, [person]: [] };
      return;
    }
    case 'group':
      world.leadingGroup = world.leadingGroup === null || pick % 3 > 0 ? newWorld().leadingGroup : pick === 0 ? null : { documentNo: '2', members: ['principal'] };
      return;
    case 'score':
      world.selfScore = world.selfScore === null || pick > 2 ? '98.28' : null;
      return;
    case 'missing':
      world.missingFields = pick === 0 ? { budget: ['outturn'] } : {};
  }
}

/** The sample command bent towards another section, slot, task, person or phase. */
function varied(state: EvaluationState, now: string, type: EvaluationCommandType, { pick, nonsense }: Extract<Move, { kind: 'command' }>): EvaluationCommand {
  const command = sampleCommand(type, state, now);
  const at = <One>(list: readonly One[], otherwise: One): One => (nonsense ? otherwise : (list[pick % Math.max(1, list.length)] ?? otherwise));
  const today = civilDateOf(now);
  const person = at(people, 'nobody');
  const date: CivilDate = addDays(today, nonsense ? -pick : pick * 9);
  switch (command.type) {
    case 'claim':
    case 'release':
    case 'urge':
      return { ...command, taskId: at(state.tasks.map((task) => task.id), '__proto__') };
    case 'submitSection':
    case 'returnSection':
      return { ...command, section: at(state.sections.map((section) => section.key), 'constructor') };
    case 'confirmSections':
      return { ...command, sections: nonsense ? Array.from({ length: pick }, () => 'budget') : state.sections.map((section) => section.key).slice(pick % 2) };
    case 'sign':
    case 'refuseToSign':
    case 'appointActing': {
      const key = at(openSlots(state).map((open) => open.key), 'toString');
      return command.type === 'appointActing' ? { ...command, slot: key, person } : command.type === 'sign' ? { ...command, slot: key, hash: nonsense ? 'h' : command.hash } : { ...command, slot: key, sections: state.sections.slice(0, pick % 3).map((section) => section.key) };
    }
    case 'assignSections':
      return { ...command, assignments: [{ section: at(Object.keys(state.rules.sectionRoles), 'constructor'), person }] };
    case 'returnToDepartment':
      return { ...command, sections: [], until: date };
    case 'askExtension':
      return { ...command, until: date };
    case 'registerPaper':
      return { ...command, stage: nonsense ? -1 : pick };
    case 'moveTemplate':
      return nonsense ? { ...command, from: 'another' } : command;
    case 'movePhaseDate':
      return { ...command, stage: nonsense ? -1 : pick, date };
    case 'delegate':
      return { ...command, from: person, to: people[(pick + 3) % people.length] ?? 'clerk', endsOn: addDays(today, 40) };
    case 'handOver':
      return { ...command, from: person, to: people[(pick + 5) % people.length] ?? 'clerk' };
    case 'answerCheck':
      return { ...command, check: nonsense ? 'h' : sampleWarning.hash, effect: pick % 3 === 0 ? { indicator: 'fundUse', points: ['0', '1.00', '7.00', 'x'][pick % 4] ?? '0' } : null };
    case 'overrideScore':
      return { ...command, indicator: nonsense ? '__proto__' : 'archive', score: [null, '0', '1.33', '2.00', '2.01', 'x'][pick % 6] ?? null };
    case 'decideCheck':
      return { ...command, check: nonsense ? 'h' : sampleWarning.hash, accepted: pick % 3 > 0 };
    case 'rescore':
      return { ...command, indicator: at(['fundUse', 'archive', 'carryOver'], '__proto__'), points: ['0', '1.00', '1.33', '6.00', '-1', 'x', '0.001'][pick % 7] ?? '0' };
    case 'reviewSecrecy':
      return pick < 4 ? { ...command, result: 'withhold', basis: nonsense ? null : 'input-7' } : command;
    case 'recordAccountsApproval':
      return { ...command, approvedOn: addDays(today, nonsense ? 3 : -pick) };
    case 'open':
    case 'submitForSigning':
    case 'withdraw':
    case 'unlock':
    case 'approve':
    case 'accept':
    case 'acceptWithConditions':
    case 'warn':
    case 'adviseSuspension':
    case 'orderRectification':
    case 'adjustGoals':
    case 'grantExtension':
    case 'refuseExtension':
    case 'publish':
    case 'withholdPublication':
    case 'correctPublication':
    case 'proposeResultUse':
    case 'decideResultUse':
    case 'close':
    case 'cancel':
    case 'suspend':
    case 'resume':
    case 'tick':
      return command;
  }
}

/** Somebody who could be meant, so that most commands are not refused for the person alone. */
function actorFor(state: EvaluationState, type: EvaluationCommandType, asked: Extract<Move, { kind: 'command' }>): string | null {
  if (type === 'suspend') return null;
  if (type === 'tick' || !asked.usual) return asked.actor;
  const known = usually[type];
  if (known !== undefined) return known[0] ?? null;
  if (type === 'submitSection') return state.sections[asked.pick % Math.max(1, state.sections.length)]?.owner ?? (asked.pick % 2 === 0 ? 'accountant' : 'clerk');
  if (type === 'sign' || type === 'refuseToSign') return { financeHead: 'head', deputyLeader: 'deputy', principal: 'principal', m1: 'lead', m2: 'deputy', m3: 'principal' }[openSlots(state)[0]?.key ?? ''] ?? 'deputy';
  if (type === 'answerCheck') return state.sections.find(({ key }) => key === sampleWarning.section)?.owner ?? 'accountant';
  if (type === 'confirmSections') return asked.pick % 2 === 0 ? 'head' : 'lead';
  return 'desk';
}

const committee = [{ slots: [slot('m1', 'officeLead'), slot('m2', 'deputyLeader'), slot('m3', 'principal')], quorum: 2 }];
const rules = rulesWith({ [stages.selfAssessment]: { signing: committee } });

/** Every position of a year, so that no phase is left to the luck of the dice. */
export const starts = testRules.stages.flatMap(({ steps }, stage) => steps.filter((step) => step !== 'done').map((step) => openYear({ contributors: ['clerk'] }, { rules }).reach(stage, step)));

/** What was asked where, and what came of it: null when it was accepted. */
export type Heard = (before: EvaluationState, type: EvaluationCommandType, refusal: string | null, after: EvaluationState) => void;

/**
 * Tells a story from a position on, and holds every step to the guarantees of the process. Throws an Error that says which one is broken.
 * A command that is refused changes nothing; what is accepted was offered; no phase is left with an open check; a tick moves on.
 */
export function tell(start: { readonly state: EvaluationState; readonly now: Instant; readonly events: readonly EvaluationEvent[] }, story: readonly Move[], hear: Heard): void {
  const world = newWorld();
  let { state, now } = start;
  const events: EvaluationEvent[] = [...start.events];

  const attempt = (actor: string | null, command: EvaluationCommand): void => {
    const facts = factsIn(world, state, actor);
    const before = state;
    const text = JSON.stringify(before);
    const decision = decide(before, facts, command, now);
    if (JSON.stringify(before) !== text) throw new Error(`${command.type} changed the state it was decided on`);
    if (!decision.ok) return hear(before, command.type, decision.refusal.code, before);
    if (facts.actor !== null && command.type !== 'tick' && command.type !== 'suspend' && !availableCommands(before, facts, facts.actor, now).includes(command.type)) throw new Error(`${command.type} was accepted and not offered`);
    if (world.blockingChecks.length > 0 && decision.events.some((event) => event.type === 'stageLeft')) throw new Error(`${command.type} left a stage with an open check`);
    if (decision.events.some((event) => event.type === 'revisionFrozen') && ['draft', 'selfAssessment'].includes(phaseOf(before)) && world.warnings.some((warning) => !isAnswered(checkStateOf(before, warning)))) throw new Error('a version went to its signers with a warning that nobody answered');
    events.push(...decision.events);
    state = fold(state, decision.events) ?? state;
    hear(before, command.type, null, state);
    const broken = brokenInvariants(state, events, now);
    if (broken.length > 0) throw new Error(`after ${command.type}: ${broken.join('; ')}`);
    if (command.type === 'tick' && state.status === 'open' && (nextInstant(state) ?? '') <= now) throw new Error('a tick changed nothing');
  };

  for (const one of story) {
    if (one.kind === 'world') happen(world, one.what, one.pick);
    else if (one.kind === 'command') {
      const type = commandType(state, one.dice, one.anywhere);
      attempt(actorFor(state, type, one), varied(state, now, type, one));
    } else {
      for (let left = one.alarms, alarm = nextInstant(state); left > 0 && alarm !== null; left -= 1, alarm = nextInstant(state)) {
        if (alarm > now) now = alarm;
        attempt(null, { type: 'tick' });
      }
      // A clock that slept: one tick for everything that was due meanwhile.
      const later = morning(addDays(civilDateOf(now), one.alarms === 0 ? one.days : 0), '09:30');
      if (later > now) now = later;
      attempt(null, { type: 'tick' });
    }
  }
  if (JSON.stringify(fold(null, events)) !== JSON.stringify(state)) throw new Error('the state is not the fold of its events');
}
