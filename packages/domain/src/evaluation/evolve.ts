import { assertNever } from '../assertNever.js';
import { recounted } from '../recount.js';
import { evolveTasks, isFillTask } from '../tasks.js';
import type { PersonId } from '../identifiers.js';
import type { EvaluationEvent } from './events.js';
import { stageOf, stageStateOf, type CheckState, type EvaluationState, type SectionState, type StageState } from './state.js';

type Opened = Extract<EvaluationEvent, { type: 'opened' }>;

function paperOf(event: Opened, index: number): Pick<StageState, 'paper'> {
  const paper = event.onPaper[index];
  return paper === undefined || index >= event.startStage ? {} : { paper };
}

function begin(event: Opened): EvaluationState {
  const stages = event.rules.stages.map((_, index): StageState => ({
    ...paperOf(event, index),
    opensOn: event.dates[index] ?? null,
    enteredAt: null,
    leftAt: null,
    outcome: index < event.startStage ? 'onPaper' : null,
    cycle: 0,
    fillDueOn: null,
    submitters: {},
  }));
  return {
    schema: 'hengji.evaluation/1',
    id: event.evaluationId,
    status: 'open',
    version: 1,
    templateId: event.templateId,
    calendarId: event.calendarId,
    rules: event.rules,
    stageIndex: event.startStage,
    step: 'waiting',
    stages,
    sections: [],
    owners: event.owners,
    revision: null,
    revisionCount: 0,
    tasks: [],
    extension: null,
    delegations: [],
    acting: [],
    slotsWithoutSigner: [],
    deductions: [],
    score: { self: null, reviewed: null, grade: null },
    accounts: null,
    secrecy: null,
    publication: null,
    resultUse: { proposed: null, decided: null },
  };
}

function withStage(state: EvaluationState, index: number, patch: Partial<StageState>): EvaluationState {
  return { ...state, stages: state.stages.map((stage, at) => (at === index ? { ...stage, ...patch } : stage)) };
}

function withSection(state: EvaluationState, key: string, patch: Partial<SectionState>): EvaluationState {
  return { ...state, sections: state.sections.map((section) => (section.key === key ? { ...section, ...patch } : section)) };
}

function reopen(state: EvaluationState, keys: readonly string[], reason: string | null): EvaluationState {
  return {
    ...state,
    sections: state.sections.map((section) =>
      keys.length === 0 || keys.includes(section.key) ? { ...section, status: 'returned', returnReason: reason, returns: section.returns + 1 } : section,
    ),
  };
}

function apply(state: EvaluationState, event: EvaluationEvent): EvaluationState {
  switch (event.type) {
    case 'opened':
      return state;
    case 'stageEntered': {
      const entered = withStage({ ...state, stageIndex: event.stage }, event.stage, { enteredAt: event.at });
      return {
        ...entered,
        // The review reads the version that was signed; every other stage starts without one.
        revision: stageOf(entered).steps.includes('fill') ? null : state.revision,
        sections: stageOf(entered).sections.map((key) => newSection(state, key)),
        extension: null,
        acting: [],
        slotsWithoutSigner: [],
      };
    }
    case 'stepEntered':
      // More time was asked for the step that has just ended.
      return { ...state, step: event.step, extension: null };
    case 'stageLeft': {
      const submitters = Object.fromEntries(state.sections.flatMap((section) => (section.submittedBy === null ? [] : [[section.key, section.submittedBy]])));
      const left = withStage(state, event.stage, { leftAt: event.at, outcome: event.outcome, submitters });
      return { ...left, stageIndex: Math.min(event.stage + 1, state.stages.length - 1), step: 'waiting', extension: null };
    }
    case 'taskOpened': {
      const opened = { ...state, tasks: evolveTasks(state.tasks, event) };
      // The first task of the fill step sets the date of all that follow in it.
      const first = stageStateOf(state).fillDueOn === null && isFillTask(event.task.kind);
      return first ? withStage(opened, state.stageIndex, { fillDueOn: event.task.dueOn }) : opened;
    }
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'taskReassigned':
    case 'taskRedated':
    case 'reminded':
      return { ...state, tasks: evolveTasks(state.tasks, event) };
    case 'calendarChanged': {
      const changed = { ...state, calendarId: event.to, tasks: recounted(state.tasks, event) };
      return event.fillDueOn === undefined ? changed : withStage(changed, state.stageIndex, { fillDueOn: event.fillDueOn });
    }
    case 'sectionsAssigned': {
      const owners = { ...state.owners, ...Object.fromEntries(event.assignments.map((one) => [one.section, one.person])) };
      return { ...state, owners, sections: state.sections.map((section) => ({ ...section, owner: owners[section.key] ?? section.owner })) };
    }
    case 'sectionSubmitted':
      return withSection(state, event.section, { status: 'submitted', submittedBy: event.by, returnReason: null });
    case 'sectionReturned':
      return reopen(state, [event.section], event.reason);
    case 'sectionConfirmed':
      return withSection(state, event.section, { status: 'confirmed' });
    case 'revisionFrozen':
      return {
        ...state,
        revisionCount: event.number,
        revision: { number: event.number, hash: event.hash, preparers: event.preparers, declaredBy: event.declaredBy, signatures: [] },
        score: event.score === null ? state.score : { ...state.score, self: event.score },
      };
    case 'revisionVoided':
      return {
        ...withStageCycle(event.why === 'withdrawn' || event.why === 'unlocked' ? reopen(state, [], event.reason) : state),
        revision: null,
        slotsWithoutSigner: [],
        // Who may sign the next version is seen when it lies there: its preparers may be others.
        acting: [],
        // A package that changes is reviewed for secrecy again.
        secrecy: stageOf(state).phase === 'publication' ? null : state.secrecy,
      };
    case 'signed':
      return state.revision === null
        ? state
        : {
            ...state,
            slotsWithoutSigner: state.slotsWithoutSigner.filter((slot) => slot !== event.slot),
            revision: {
              ...state.revision,
              signatures: [...state.revision.signatures, { slot: event.slot, person: event.person, onBehalfOf: event.onBehalfOf, ...(event.acting === true ? { acting: true } : {}), signedAt: event.at }],
            },
          };
    case 'signingRefused':
      return reopen(state, event.sections, event.reason);
    case 'signerMissing':
      return { ...state, slotsWithoutSigner: event.slots };
    case 'reviewed': {
      const said = event.reason === null ? state : withStage(state, state.stageIndex, { reason: event.reason });
      return { ...said, score: event.score === null ? state.score : { ...state.score, reviewed: event.score, grade: event.grade } };
    }
    case 'returnedToDepartment': {
      const back = stageEnteredAgain(state, event.stage);
      return withStage(reopen(back, event.sections, event.reason), event.stage, { fillDueOn: event.until, leftAt: null, outcome: null });
    }
    case 'rescored':
      return {
        ...state,
        deductions: [
          ...state.deductions.filter((deduction) => deduction.indicator !== event.indicator),
          { indicator: event.indicator, points: event.points, reason: event.reason, by: event.by },
        ],
      };
    case 'scoreOverridden': {
      const { indicator, computed, score, reason, by } = event;
      const others = (state.overrides ?? []).filter((one) => one.indicator !== indicator);
      return { ...state, overrides: score === null ? others : [...others, { indicator, computed, score, reason, by, stage: state.stageIndex }] };
    }
    case 'checkAnswered':
    case 'checkDecided':
      return { ...state, checks: evolveChecks(state.checks ?? [], event, state.stageIndex) };
    case 'extensionAsked':
      return { ...state, extension: event.request };
    case 'extensionGranted': {
      // What the step asks for later is due on the later date as well.
      const { fillDueOn } = stageStateOf(state);
      const later = state.step === 'fill' && fillDueOn !== null && fillDueOn < event.until;
      return { ...(later ? withStage(state, state.stageIndex, { fillDueOn: event.until }) : state), extension: null };
    }
    case 'extensionRefused':
      return { ...state, extension: null };
    case 'phaseDateMoved':
      return withStage(state, event.stage, { opensOn: event.to });
    case 'templateMoved':
      return movedTemplate(state, event);
    case 'paperRegistered': {
      const before = state.stages[event.stage]?.paper?.scans ?? [];
      return withStage(state, event.stage, { paper: { documentNo: event.documentNo, scans: [...new Set([...before, ...event.scans])] } });
    }
    case 'delegated':
      return { ...state, delegations: [...state.delegations, event.delegation] };
    case 'handedOver':
      return {
        ...state,
        owners: Object.fromEntries(Object.entries(state.owners).map(([key, person]) => [key, person === event.from ? event.to : person])),
        sections: state.sections.map((section) => (section.owner === event.from ? { ...section, owner: event.to } : section)),
        acting: state.acting.map((one) => (one.person === event.from ? { ...one, person: event.to } : one)),
      };
    case 'actingAppointed':
      return {
        ...state,
        acting: [...state.acting.filter((one) => one.slot !== event.slot), { slot: event.slot, person: event.person, reason: event.reason }],
        slotsWithoutSigner: state.slotsWithoutSigner.filter((slot) => slot !== event.slot),
      };
    case 'accountsApproved':
      return { ...state, accounts: { approvedOn: event.approvedOn, documentNo: event.documentNo } };
    case 'secrecyReviewed':
      return { ...state, secrecy: { result: event.result, by: event.by, basis: event.basis } };
    case 'published':
      return { ...state, publication: { number: event.number, hash: event.hash, publishedAt: event.at, corrections: 0 } };
    case 'publicationCorrected':
      return state.publication === null ? state : { ...state, publication: { ...state.publication, corrections: event.number } };
    case 'resultUseProposed':
      return { ...state, resultUse: { ...state.resultUse, proposed: event.lines } };
    case 'resultUseDecided':
      return { ...state, resultUse: { ...state.resultUse, decided: event.lines } };
    case 'closed':
      return { ...state, status: 'closed' };
    case 'cancelled':
      return { ...state, status: 'cancelled' };
    case 'suspended':
      return { ...state, status: 'suspended' };
    case 'resumed':
      return { ...state, status: 'open' };
    case 'goalsAdjusted':
      return { ...state, revisionCount: event.number };
    case 'evidenceAttached':
    case 'evidenceRemoved':
    case 'rectificationOrdered':
    case 'urged':
    case 'publicationWithheld':
      return state;
    default:
      return assertNever(event);
  }
}

type TemplateMoved = Extract<EvaluationEvent, { type: 'templateMoved' }>;

/** Stages that were left keep the version they were done by; all others, and what was said beside the rows, are the new version's. */
function movedTemplate(state: EvaluationState, { to, rules, rows, returned, scoresLost, checks, reason }: TemplateMoved): EvaluationState {
  const newKeys = new Map(rows.map(({ from, to: key }) => [from, key]));
  const carried = <Line extends { readonly indicator: string }>(lines: readonly Line[]): readonly Line[] =>
    lines.flatMap((line) => {
      const indicator = newKeys.has(line.indicator) ? (newKeys.get(line.indicator) ?? null) : line.indicator;
      return indicator === null || scoresLost.includes(line.indicator) ? [] : [{ ...line, indicator }];
    });
  const hashes = new Map(checks.map((check) => [check.from, check.to]));
  const moved: EvaluationState = {
    ...state,
    templateId: to,
    rules,
    stages: state.stages.map((stage, index) => (index < state.stageIndex && stage.templateId === undefined ? { ...stage, templateId: state.templateId } : stage)),
    deductions: carried(state.deductions),
    ...(state.overrides === undefined ? {} : { overrides: carried(state.overrides) }),
    ...(state.checks === undefined ? {} : { checks: state.checks.map((check) => ({ ...check, hash: hashes.get(check.hash) ?? check.hash })) }),
  };
  // While it waits, the sections in the state are still those of the stage that was left.
  if (state.step === 'waiting') return moved;
  const sections = stageOf(moved).sections.map((key) => state.sections.find((section) => section.key === key) ?? newSection(state, key));
  return returned.length === 0 ? { ...moved, sections } : reopen({ ...moved, sections }, returned, reason);
}

function newSection({ owners }: EvaluationState, key: string): SectionState {
  return { key, owner: owners[key] ?? null, status: 'open', submittedBy: null, returnReason: null, returns: 0 };
}

type CheckEvent = Extract<EvaluationEvent, { type: 'checkAnswered' | 'checkDecided' }>;

/** A new answer stands for itself: what the bureau said to the one before it is over. */
function evolveChecks(checks: readonly CheckState[], event: CheckEvent, stage: number): readonly CheckState[] {
  const known = checks.find(({ hash }) => hash === event.hash) ?? { hash: event.hash, rule: event.rule, stage, answer: null, decision: null };
  const { reason, by } = event;
  const changed: CheckState = event.type === 'checkAnswered' ? { ...known, stage, answer: { reason, effect: event.effect, by }, decision: null } : { ...known, decision: { accepted: event.accepted, reason, by } };
  return [...checks.filter((one) => one !== known), changed];
}

/** A return or unlock starts a new cycle: its tasks are new ones with deadlines of their own. */
function withStageCycle(state: EvaluationState): EvaluationState {
  return withStage(state, state.stageIndex, { cycle: stageStateOf(state).cycle + 1 });
}

/** Back to an earlier stage: its sections stand as handed in until `reopen` opens the returned ones. */
function stageEnteredAgain(state: EvaluationState, stage: number): EvaluationState {
  if (stage === state.stageIndex) return withStageCycle({ ...state, revision: null });
  // The review that gives back will be a new one too.
  const back: EvaluationState = { ...withStageCycle(state), stageIndex: stage, revision: null, slotsWithoutSigner: [], acting: [] };
  const { submitters } = stageStateOf(back);
  return withStageCycle({
    ...back,
    sections: stageOf(back).sections.map((key) => ({ key, owner: state.owners[key] ?? null, status: 'submitted', submittedBy: submitters[key] ?? null, returnReason: null, returns: 0 })),
  });
}

/** Who changed what a verdict is given on: the version laid before the bureau, points taken off it, what was said to its warnings. Null for other events. */
function authorOfJudged(event: EvaluationEvent): PersonId | null {
  const { type } = event;
  if (type === 'revisionFrozen') return event.declaredBy;
  const replaced = type === 'revisionVoided' || type === 'returnedToDepartment' || type === 'goalsAdjusted' || type === 'templateMoved';
  const weighed = type === 'rescored' || type === 'checkAnswered' || type === 'checkDecided' || type === 'secrecyReviewed' || type === 'resultUseProposed';
  return replaced || weighed ? event.by : null;
}

/** The state after an event. Total: any event on any state gives a state; only `opened` may meet none. */
export function evolve(state: EvaluationState | null, event: EvaluationEvent): EvaluationState {
  if (state === null) {
    if (event.type !== 'opened') throw new Error(`an evaluation begins with "opened", not "${event.type}"`);
    return begin(event);
  }
  const version = state.version + 1;
  const author = authorOfJudged(event);
  return { ...apply(state, event), version, ...(author === null ? {} : { judged: { version, by: author } }) };
}

export function fold(state: EvaluationState | null, events: readonly EvaluationEvent[]): EvaluationState | null {
  return events.reduce<EvaluationState | null>(evolve, state);
}
