import type { WorkCalendar } from '../calendar.js';
import type { Actor } from '../duties.js';
import type { EvaluationFacts } from '../evaluation/facts.js';
import type { Delegation, DutyHolders } from '../evaluation/state.js';
import type { IndicatorKey, Sha256 } from '../identifiers.js';

/** What a finding's rules may look at beside its state. */
export type FindingFacts = {
  readonly actor: Actor | null;
  /** The version of the finding that the sender looked at; absent where he did not say. */
  readonly seen?: number;
  readonly calendar: WorkCalendar;
  /** As in an evaluation. */
  readonly newerCalendar?: WorkCalendar;
  readonly holders: DutyHolders;
  readonly leadingGroup: EvaluationFacts['leadingGroup'];
  /** Absences recorded on the evaluation the finding belongs to. */
  readonly delegations: readonly Delegation[];
  readonly reauthenticatedFor: Sha256 | null;
  /** What each row of the template weighs; a finding takes off no more. */
  readonly weights: Readonly<Record<IndicatorKey, string>>;
};
