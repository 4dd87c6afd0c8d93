import type { CivilDate } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { BlobId, EvaluationId, IndicatorKey, InputId, Instant, PersonId, SectionKey, Sha256, SlotKey } from '../identifiers.js';
import type { LastChange } from '../lastChange.js';
import { isLive, type EvaluationStatus, type Phase, type Step } from '../phases.js';
import type { Rating } from '../ratings.js';
import { earliestReminder, opensAt, type Task } from '../tasks.js';
import type { ProcessRules, StageDefinition } from '../template.js';

export type SectionStatus = 'open' | 'returned' | 'submitted' | 'confirmed';

export type SectionState = {
  readonly key: SectionKey;
  readonly owner: PersonId | null;
  readonly status: SectionStatus;
  readonly submittedBy: PersonId | null;
  readonly returnReason: InputId | null;
  /** How often it came back; a returned section gets a task and a deadline of its own. */
  readonly returns: number;
};

export type SignatureState = {
  readonly slot: SlotKey;
  readonly person: PersonId;
  /** Whose place the signer took, by delegation; both names are kept. */
  readonly onBehalfOf: PersonId | null;
  /** Signed by appointment of the administrator; absent where the slot was the signer's by his post. */
  readonly acting?: boolean;
  readonly signedAt: Instant;
};

/** The frozen version under signature or review. `preparers` changed a figure, score or text of it, or submitted it. */
export type RevisionState = {
  readonly number: number;
  readonly hash: Sha256;
  readonly preparers: readonly PersonId[];
  readonly declaredBy: PersonId;
  readonly signatures: readonly SignatureState[];
};

export type StageOutcome = 'approved' | 'accepted' | 'acceptedWithConditions' | 'warned' | 'suspensionAdvised' | 'rectificationOrdered' | 'published' | 'withheld' | 'done' | 'onPaper';

export type StageState = {
  readonly opensOn: CivilDate | null;
  readonly enteredAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly outcome: StageOutcome | null;
  /** What the bureau wrote with its verdict: conditions, a warning, advice; absent where it wrote nothing. */
  readonly reason?: InputId;
  /** Counts returns and unlocks; a part of every task id, so that a re-opened step gets tasks of its own. */
  readonly cycle: number;
  /** The date of the fill step: set when it opens, by a return or by an extension; null before, and where nothing is filled. */
  readonly fillDueOn: CivilDate | null;
  /** Who had handed in which section when the stage was left: after a return he is still a preparer. */
  readonly submitters: Readonly<Record<SectionKey, PersonId>>;
  /** Of a stage that was done on paper; absent elsewhere. */
  readonly paper?: PaperRecord;
  /** The version of the template it was done by, where the case has moved to another since. */
  readonly templateId?: string;
};

export type ExtensionRequest = { readonly askedBy: PersonId; readonly until: CivilDate; readonly reason: InputId; readonly askedAt: Instant };

export type Delegation = { readonly from: PersonId; readonly to: PersonId; readonly startsOn: CivilDate; readonly endsOn: CivilDate };

export type ActingAppointment = { readonly slot: SlotKey; readonly person: PersonId; readonly reason: InputId };

export type Deduction = { readonly indicator: IndicatorKey; readonly points: string; readonly reason: InputId; readonly by: PersonId };

/** `computed`: the score it was set for; with another one it does not apply. Both with two decimals. */
export type ScoreOverride = { readonly indicator: IndicatorKey; readonly computed: string; readonly score: string; readonly reason: InputId; readonly by: PersonId; readonly stage: number };

/** Points (decimal string) that the department itself would take off a row. */
export type ProposedEffect = { readonly indicator: IndicatorKey; readonly points: string };

export type CheckAnswer = { readonly reason: InputId; readonly effect: ProposedEffect | null; readonly by: PersonId };
export type CheckDecision = { readonly accepted: boolean; readonly reason: InputId; readonly by: PersonId };

/** What was said to one warning; `stage` is the one in which it was answered or decided first. */
export type CheckState = { readonly hash: Sha256; readonly rule: string; readonly stage: number; readonly answer: CheckAnswer | null; readonly decision: CheckDecision | null };

export type ResultUseLine = { readonly line: string; readonly outcome: string; readonly note: InputId | null };

/** Scores as decimal strings with two places; null while there is none. */
export type ScoreState = { readonly self: string | null; readonly reviewed: string | null; readonly grade: Rating | null };

export type EvaluationState = {
  readonly schema: 'hengji.evaluation/1';
  readonly id: EvaluationId;
  readonly status: EvaluationStatus;
  /** How many events made this state; the optimistic lock of every command. */
  readonly version: number;
  readonly templateId: string;
  readonly calendarId: string;
  readonly rules: ProcessRules;
  readonly stageIndex: number;
  readonly step: Step;
  readonly stages: readonly StageState[];
  /** Sections of the current stage. */
  readonly sections: readonly SectionState[];
  /** Who owns a section in coming stages, from the last assignment. */
  readonly owners: Readonly<Record<SectionKey, PersonId>>;
  readonly revision: RevisionState | null;
  readonly revisionCount: number;
  readonly tasks: readonly Task[];
  readonly extension: ExtensionRequest | null;
  readonly delegations: readonly Delegation[];
  readonly acting: readonly ActingAppointment[];
  /** Slots that nobody may fill at the moment; the administrator is asked to appoint an acting signer. */
  readonly slotsWithoutSigner: readonly SlotKey[];
  readonly deductions: readonly Deduction[];
  readonly score: ScoreState;
  readonly accounts: { readonly approvedOn: CivilDate; readonly documentNo: string } | null;
  readonly secrecy: { readonly result: 'publish' | 'withhold'; readonly by: PersonId; readonly basis: InputId | null } | null;
  readonly publication: { readonly number: number; readonly hash: Sha256; readonly publishedAt: Instant; readonly corrections: number } | null;
  readonly resultUse: { readonly proposed: readonly ResultUseLine[] | null; readonly decided: readonly ResultUseLine[] | null };
  /** Version and author of the last change to what verdicts are given on; absent until there was one. */
  readonly judged?: LastChange;
  /** What was said to warnings of the checker; absent until something was. */
  readonly checks?: readonly CheckState[];
  /** Scores that the department set in place of computed ones; absent until it did. */
  readonly overrides?: readonly ScoreOverride[];
};

/** What a stage registered on paper leaves behind when a county adopts the system in mid-year; scans by the hash of their bytes. */
export type PaperRecord = { readonly documentNo: string; readonly scans: readonly BlobId[] };

/** The small view the durable shell keeps: enough for an advisory dry run, small enough for a history. */
export type Position = {
  readonly status: EvaluationStatus;
  readonly phase: Phase;
  readonly step: Step;
  readonly version: number;
};

export function stageOf(state: EvaluationState): StageDefinition {
  const stage = state.rules.stages[state.stageIndex];
  if (stage === undefined) throw new Error(`stage ${state.stageIndex} is not in the template`);
  return stage;
}

export function stageStateOf(state: EvaluationState): StageState {
  const stage = state.stages[state.stageIndex];
  if (stage === undefined) throw new Error(`stage ${state.stageIndex} has no state`);
  return stage;
}

/** The version of the template that a stage was done by, is done by, or will be. */
export function templateOfStage(state: Pick<EvaluationState, 'templateId' | 'stages'>, stage: number): string {
  return state.stages[stage]?.templateId ?? state.templateId;
}

export function phaseOf(state: EvaluationState): Phase {
  return stageOf(state).phase;
}

export function positionOf(state: EvaluationState): Position {
  return { status: state.status, phase: phaseOf(state), step: state.step, version: state.version };
}

/**
 * Stages whose people prepared what the current stage lays before its signers: those that fill the same set of figures. The package that
 * is published holds the year-end figures, though nobody types in that phase.
 */
export function preparingStages(state: Pick<EvaluationState, 'rules' | 'stageIndex'>): readonly number[] {
  const period = state.rules.stages[state.stageIndex]?.period ?? 'yearEnd';
  return state.rules.stages.flatMap((stage, index) => (index === state.stageIndex || (stage.period === period && index < state.stageIndex) ? [index] : []));
}

/** Whether every section of the stage was handed in. */
export function allSubmitted(state: EvaluationState): boolean {
  return state.sections.every((section) => section.status === 'submitted' || section.status === 'confirmed');
}

/**
 * When the shell must wake although nobody acted: the next opening date or the next rung of the ladder.
 * Null only when the year is over; an open case always has a next instant (invariant: nothing waits without a deadline).
 */
export function nextInstant(state: EvaluationState): Instant | null {
  if (!isLive(state.status) || state.status === 'suspended') return null;
  const opensOn = state.step === 'waiting' ? stageStateOf(state).opensOn : null;
  const opening = opensOn === null ? null : opensAt(opensOn);
  const reminder = earliestReminder(state.tasks);
  if (opening === null || reminder === null) return opening ?? reminder;
  return opening < reminder ? opening : reminder;
}

/** Delegations that let `person` act in another's place on a date. */
export function delegatedTo(state: { readonly delegations: readonly Delegation[] }, person: PersonId, on: CivilDate): readonly PersonId[] {
  return state.delegations.filter((delegation) => delegation.to === person && delegation.startsOn <= on && on <= delegation.endsOn).map((delegation) => delegation.from);
}

/** Duties of the people for whom someone acts are looked up in facts; this is the shape they come in. */
export type DutyHolders = Readonly<Partial<Record<Duty, readonly PersonId[]>>>;
