import type { FieldDisagreement } from '../content.js';
import type { WorkCalendar } from '../calendar.js';
import type { Actor } from '../duties.js';
import type { FindingId, IndicatorKey, InputId, PersonId, SectionKey, Sha256 } from '../identifiers.js';
import type { FindingStatus } from '../finding/state.js';
import type { Rating } from '../ratings.js';
import type { Refusal } from '../refusals.js';
import type { MoveAnswer } from '../templateMove/plan.js';
import type { DutyHolders } from './state.js';

/** A check that stands open against the content; blocking ones stop submission and approval (domain.md A4). */
export type OpenCheck = { readonly code: string; readonly section: SectionKey | null };

/**
 * A warning of the checker against the content as it stands (domain.md A4, P1): whoever owns its place mends what it is about, or answers
 * it with a reason; or the bureau decides it.
 */
export type ContentWarning = {
  /** Of the rule, the place and what was read there: with other figures it is another warning, and nobody has answered that one. */
  readonly hash: Sha256;
  readonly rule: string;
  /** Whose owner answers. */
  readonly section: SectionKey;
  /** The row or the field, in the words of the form. */
  readonly place: string;
  /** Rule X2: the answer says what a finding of supervision takes off which row, or nothing and why; the bureau decides at its review. */
  readonly asksEffect: boolean;
};

/** What the current content amounts to, gathered in the transaction that decides. */
export type ContentFacts = {
  /** Hash of the canonical revision that a submission would freeze now. */
  readonly hash: Sha256;
  /** Everyone who changed a figure, score or text of the stage's content. */
  readonly contributors: readonly PersonId[];
  /** Required fields that are empty, by section of the stage. */
  readonly missingFields: Readonly<Record<SectionKey, readonly string[]>>;
  /** Numbers that exceed what they are part of, by section of the stage. */
  readonly disagreements: Readonly<Record<SectionKey, readonly FieldDisagreement[]>>;
  readonly blockingChecks: readonly OpenCheck[];
  /** Of the phases in which they are answered or judged; empty elsewhere. */
  readonly warnings: readonly ContentWarning[];
  /** Self-score over all rows, null while an operand is missing. */
  readonly selfScore: string | null;
  /** Scores by indicator before review; rows that do not apply are absent. */
  readonly rowScores: Readonly<Record<IndicatorKey, string>>;
  /** Rows whose score is computed, with what it is and what they weigh. */
  readonly computedScores: Readonly<Record<IndicatorKey, { readonly score: string; readonly weight: string }>>;
  /** What each row weighs: the most that a finding may propose to take off before there is a score. */
  readonly weights: Readonly<Record<IndicatorKey, string>>;
  /** Every indicator of the template, with what it aims at now. */
  readonly targets: Readonly<Record<IndicatorKey, string>>;
  /** Total and grade after the deductions in the state plus those of this command. */
  readonly scoreAfter: (deductions: readonly { readonly indicator: IndicatorKey; readonly points: string }[]) => { readonly total: string; readonly grade: Rating } | null;
};

/** Everything `decide` may look at beside the state. Gathered under the row lock, so nothing moves between check and write. */
export type EvaluationFacts = {
  /** Null for the clock. */
  readonly actor: Actor | null;
  /** The version of the case that the sender looked at; absent where he did not say. */
  readonly seen?: number;
  readonly calendar: WorkCalendar;
  /** The county's newest calendar, where the case still runs on an older one; looked at by the clock alone. */
  readonly newerCalendar?: WorkCalendar;
  readonly content: ContentFacts | null;
  /** Who holds which duty towards this case on the process date. */
  readonly holders: DutyHolders;
  readonly leadingGroup: { readonly documentNo: string; readonly members: readonly PersonId[] } | null;
  /** The hash for which the actor proved himself again within five minutes; consumed by a successful signature. */
  readonly reauthenticatedFor: Sha256 | null;
  readonly findings: readonly { readonly id: FindingId; readonly status: FindingStatus }[];
  /** Of `moveTemplate` alone: what the move would come to, and what its record needs. */
  readonly templateMove?: TemplateMoveFacts;
};

export type TemplateMoveFacts = {
  readonly answer: MoveAnswer;
  /** Answered warnings that say the same of the new rows, by their hashes. */
  readonly checks: readonly { readonly from: Sha256; readonly to: Sha256 }[];
  /** Where the text lies that tells what has no place any more; null when all has. */
  readonly lost: InputId | null;
  /** Rows that findings on record name, whatever became of them; withdrawn ones do not count. */
  readonly findingRows: readonly IndicatorKey[];
};

/** Why no phase may end now; null when nothing stands open (invariant: no phase ends with an open blocking check). */
export function blockedBy(facts: EvaluationFacts): Refusal | null {
  const checks = facts.content?.blockingChecks ?? [];
  return checks.length === 0 ? null : { code: 'blockingChecks', checks: checks.map((check) => check.code) };
}
