import type { WorkCalendar } from '../calendar.js';
import type { CivilDate } from '../civilDate.js';
import type { DutyHolders, EvaluationState } from '../evaluation/state.js';
import type { EvaluationId, Instant, PersonId, UnitId } from '../identifiers.js';
import type { Template } from '../template.js';

export type GroupFacts = { readonly documentNo: string; readonly from: CivilDate; /** Last day, inclusive. */ readonly until: CivilDate | null; readonly members: readonly PersonId[] };

/** A unit on the process date. */
export type UnitFacts = {
  readonly kind: string;
  readonly parentId: UnitId | null;
  /** Holders of the department's duties. */
  readonly holders: DutyHolders;
  /** Every leading group on record, past and future ones too. */
  readonly leadingGroups: readonly GroupFacts[];
};

/** What a dry run looks at; gathered in one transaction. */
export type CheckFacts = {
  /** Process date. */
  readonly today: CivilDate;
  /** Null when there is no such version. */
  readonly template: { readonly template: Template; readonly releasedAt: Instant } | null;
  readonly calendar: WorkCalendar | null;
  /** Who holds the duties of the bureau and the county. */
  readonly county: DutyHolders;
  /** Other real campaigns of the same year. */
  readonly sameYear: readonly { readonly title: string }[];
  /** Units of the county; a unit of another county is unknown here. */
  readonly units: Readonly<Record<UnitId, UnitFacts>>;
  /** Evaluations of the year that stand in the way, by subject: not cancelled, real ones for a real year, none for a new rehearsal. */
  readonly existing: Readonly<Record<UnitId, EvaluationId>>;
  /** People without a mail address, and without an account to sign in with. */
  readonly withoutAddress: readonly PersonId[];
  readonly withoutAccount: readonly PersonId[];
};

/** Everything `decideCampaign` may look at beside the state. Gathered under the campaign's lock. */
export type CampaignFacts = {
  /** Null for the worker and for a seed. */
  readonly actor: PersonId | null;
  readonly check: CheckFacts;
  /** The campaign's evaluations that were opened, with their status. */
  readonly evaluations: Readonly<Record<EvaluationId, EvaluationState['status']>>;
  /** Of `moveTemplate` alone: both versions, null where there is none for the county. */
  readonly templates?: { readonly from: Template | null; readonly to: Template | null };
};
