import type { CivilDate } from '../civilDate.js';
import type { ExtensionRequest } from '../evaluation/state.js';
import type { BlobId, InputId, Instant, PersonId, Sha256, SlotKey } from '../identifiers.js';
import type { CalendarChanged } from '../recount.js';
import type { TaskEvent, Urged } from '../tasks.js';
import type { FindingCommand } from './commands.js';
import type { Plan } from './state.js';

type Raise = Omit<Extract<FindingCommand, { type: 'raise' }>, 'type'>;

/** What happened to a finding. Stored for ever, like the evaluation's events; `onBehalfOf` is there when somebody acted for an absent colleague. */
export type FindingEvent =
  | ({ readonly type: 'raised'; readonly by: PersonId } & Raise)
  /** `objectUntil`: absent where the plan's date was the last day for an objection. */
  | { readonly type: 'served'; readonly documentNo: string; readonly by: PersonId; readonly objectUntil?: CivilDate }
  | { readonly type: 'acknowledged'; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  /** `daysLeft`: working days of the plan that were left. Absent in events written before an objection stopped the plan's clock. */
  | { readonly type: 'objected'; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly reason: InputId; readonly daysLeft?: number }
  | { readonly type: 'objectionRejected'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'withdrawnByBureau'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'planned'; readonly plan: Plan; readonly onBehalfOf?: PersonId }
  /** `acting`: the administrator had appointed him. */
  | { readonly type: 'planSigned'; readonly person: PersonId; readonly onBehalfOf: PersonId | null; readonly acting?: boolean; readonly hash: Sha256; readonly minutesNo: string | null; readonly at: Instant }
  | { readonly type: 'planAccepted'; readonly by: PersonId }
  | { readonly type: 'evidenceAdded'; readonly blobs: readonly BlobId[]; readonly text: InputId; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  | { readonly type: 'evidenceVerified'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'findingReturned'; readonly to: 'plan' | 'evidence'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'findingClosed'; readonly by: PersonId; readonly reason: InputId; readonly at: Instant }
  | { readonly type: 'extensionAsked'; readonly request: ExtensionRequest; readonly onBehalfOf?: PersonId }
  | { readonly type: 'extensionGranted'; readonly until: CivilDate; readonly by: PersonId }
  | { readonly type: 'extensionRefused'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'handedOver'; readonly from: PersonId; readonly to: PersonId; readonly reason: InputId }
  | { readonly type: 'signerMissing'; readonly slots: readonly SlotKey[] }
  | { readonly type: 'actingAppointed'; readonly slot: SlotKey; readonly person: PersonId; readonly reason: InputId }
  | Urged
  | { readonly type: 'suspended'; readonly why: string }
  | { readonly type: 'resumed'; readonly by: PersonId; readonly reason: InputId }
  | CalendarChanged
  | TaskEvent;

export type FindingEventType = FindingEvent['type'];
