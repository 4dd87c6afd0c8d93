import type { CivilDate } from '../civilDate.js';
import type { BlobId, EvidenceId, FindingId, IndicatorKey, InputId, Instant, PersonId, SectionKey, Sha256, SlotKey } from '../identifiers.js';
import type { FindingType } from '../finding/state.js';
import type { Step } from '../phases.js';
import type { Rating } from '../ratings.js';
import type { CalendarChanged } from '../recount.js';
import type { TaskEvent, Urged } from '../tasks.js';
import type { ProcessRules, StageDates } from '../template.js';
import type { RowMapping } from '../templateMove/rows.js';
import type { Delegation, ExtensionRequest, PaperRecord, ProposedEffect, ResultUseLine, StageOutcome } from './state.js';

/**
 * What happened to an evaluation. Stored for ever: a change of shape needs a new type, never an edit. `onBehalfOf` is there when somebody
 * acted for an absent colleague: both names are kept.
 */
export type EvaluationEvent =
  | {
      readonly type: 'opened';
      readonly evaluationId: string;
      readonly templateId: string;
      readonly calendarId: string;
      readonly rules: ProcessRules;
      readonly dates: StageDates;
      readonly startStage: number;
      readonly onPaper: readonly PaperRecord[];
      readonly owners: Readonly<Record<SectionKey, PersonId>>;
    }
  | { readonly type: 'stageEntered'; readonly stage: number; readonly at: Instant }
  | { readonly type: 'stepEntered'; readonly step: Step }
  | { readonly type: 'stageLeft'; readonly stage: number; readonly outcome: StageOutcome; readonly at: Instant }
  | TaskEvent
  | CalendarChanged
  | { readonly type: 'sectionsAssigned'; readonly assignments: readonly { readonly section: SectionKey; readonly person: PersonId }[] }
  | { readonly type: 'sectionSubmitted'; readonly section: SectionKey; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  | { readonly type: 'sectionReturned'; readonly section: SectionKey; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'sectionConfirmed'; readonly section: SectionKey; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  /** A file was shown as proof in a section, of one row where it names one, or taken back out of it; `name` is the text it was called by. */
  | { readonly type: 'evidenceAttached' | 'evidenceRemoved'; readonly section: SectionKey; readonly indicator?: IndicatorKey; readonly evidence: EvidenceId; readonly file: BlobId; readonly name: InputId; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  | { readonly type: 'revisionFrozen'; readonly number: number; readonly hash: Sha256; readonly preparers: readonly PersonId[]; readonly declaredBy: PersonId; readonly onBehalfOf?: PersonId; readonly score: string | null }
  | { readonly type: 'revisionVoided'; readonly number: number; readonly why: 'withdrawn' | 'unlocked' | 'refused' | 'returned'; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly reason: InputId | null }
  /** `acting`: the administrator had appointed him to the slot. */
  | { readonly type: 'signed'; readonly slot: SlotKey; readonly person: PersonId; readonly onBehalfOf: PersonId | null; readonly acting?: boolean; readonly revision: number; readonly hash: Sha256; readonly minutesNo: string | null; readonly at: Instant }
  | { readonly type: 'signingRefused'; readonly slot: SlotKey; readonly person: PersonId; readonly onBehalfOf?: PersonId; readonly sections: readonly SectionKey[]; readonly reason: InputId }
  | { readonly type: 'signerMissing'; readonly slots: readonly SlotKey[] }
  | { readonly type: 'reviewed'; readonly verdict: 'approved' | 'accepted' | 'acceptedWithConditions' | 'warned' | 'suspensionAdvised' | 'rectificationOrdered'; readonly by: PersonId; readonly reason: InputId | null; readonly score: string | null; readonly grade: Rating | null }
  | { readonly type: 'returnedToDepartment'; readonly stage: number; readonly sections: readonly SectionKey[]; readonly until: CivilDate; readonly by: PersonId; readonly reason: InputId; readonly at: Instant }
  /** `before`: what the row aimed at until then; absent in events written before it was told. */
  | { readonly type: 'goalsAdjusted'; readonly changes: readonly { readonly indicator: IndicatorKey; readonly target: string; readonly before?: string }[]; readonly documentNo: string; readonly number: number; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'rescored'; readonly indicator: IndicatorKey; readonly points: string; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'checkAnswered'; readonly hash: Sha256; readonly rule: string; readonly section: SectionKey; readonly effect: ProposedEffect | null; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly reason: InputId }
  | { readonly type: 'scoreOverridden'; readonly indicator: IndicatorKey; readonly computed: string; readonly score: string | null; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly reason: InputId }
  | { readonly type: 'checkDecided'; readonly hash: Sha256; readonly rule: string; readonly section: SectionKey; readonly accepted: boolean; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'extensionAsked'; readonly request: ExtensionRequest; readonly onBehalfOf?: PersonId }
  | { readonly type: 'extensionGranted'; readonly until: CivilDate; readonly by: PersonId }
  | { readonly type: 'extensionRefused'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'phaseDateMoved'; readonly stage: number; readonly from: CivilDate | null; readonly to: CivilDate; readonly documentNo: string }
  /**
   * The phases that were not signed run by another version of the template. `rows`: those whose key is not the old one; `returned`: sections of the
   * stage that were handed in and ask something else now; `scoresLost`: rows (old keys) whose score set by hand, or deduction, has no place any more;
   * `checks`: answered warnings under their new hashes; `lost`: the text that tells what was typed and has no place;
   * `files`: those taken out with their section, absent where none were.
   */
  | {
      readonly type: 'templateMoved';
      readonly from: string;
      readonly to: string;
      readonly fromNumber: number;
      readonly toNumber: number;
      readonly rules: ProcessRules;
      readonly rows: readonly RowMapping[];
      readonly added: readonly IndicatorKey[];
      readonly returned: readonly SectionKey[];
      readonly scoresLost: readonly IndicatorKey[];
      readonly checks: readonly { readonly from: Sha256; readonly to: Sha256 }[];
      readonly lost: InputId | null;
      readonly files?: readonly EvidenceId[];
      readonly documentNo: string;
      readonly by: PersonId;
      readonly reason: InputId;
    }
  /** `scans` are those that came with it; earlier ones stay. */
  | { readonly type: 'paperRegistered'; readonly stage: number; readonly documentNo: string; readonly scans: readonly BlobId[]; readonly by: PersonId }
  /** `by`: who recorded the absence of somebody else. */
  | { readonly type: 'delegated'; readonly delegation: Delegation; readonly by?: PersonId; readonly reason: InputId }
  | { readonly type: 'handedOver'; readonly from: PersonId; readonly to: PersonId; readonly reason: InputId }
  | { readonly type: 'actingAppointed'; readonly slot: SlotKey; readonly person: PersonId; readonly reason: InputId }
  | Urged
  /** `text` and `effect` are the finding's; absent in events that were written without them: the reason is its text then. */
  | { readonly type: 'rectificationOrdered'; readonly findingId: FindingId; readonly findingType: FindingType; readonly by: PersonId; readonly reason: InputId; readonly text?: InputId; readonly effect?: ProposedEffect | null }
  | { readonly type: 'accountsApproved'; readonly approvedOn: CivilDate; readonly documentNo: string; readonly by: PersonId }
  | { readonly type: 'secrecyReviewed'; readonly result: 'publish' | 'withhold'; readonly basis: InputId | null; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  | { readonly type: 'published'; readonly number: number; readonly hash: Sha256; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly at: Instant }
  | { readonly type: 'publicationWithheld'; readonly by: PersonId; readonly onBehalfOf?: PersonId; readonly basis: InputId }
  | { readonly type: 'publicationCorrected'; readonly number: number; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'resultUseProposed'; readonly lines: readonly ResultUseLine[]; readonly by: PersonId; readonly onBehalfOf?: PersonId }
  | { readonly type: 'resultUseDecided'; readonly lines: readonly ResultUseLine[]; readonly by: PersonId }
  | { readonly type: 'closed'; readonly by: PersonId }
  | { readonly type: 'cancelled'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'suspended'; readonly why: string }
  | { readonly type: 'resumed'; readonly by: PersonId; readonly reason: InputId };

export type EvaluationEventType = EvaluationEvent['type'];
