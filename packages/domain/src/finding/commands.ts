import type { CivilDate } from '../civilDate.js';
import type { BlobId, EvaluationId, FindingId, IndicatorKey, InputId, PersonId, Sha256, SlotKey } from '../identifiers.js';
import type { FindingRules, FindingSource, FindingStatus, FindingType } from './state.js';

/** Everything a person or the clock can ask of a finding (domain.md C6, B5 rectification flow). */
export type FindingCommand =
  | {
      readonly type: 'raise';
      readonly findingId: FindingId;
      readonly evaluationId: EvaluationId;
      readonly findingType: FindingType;
      readonly source: FindingSource;
      readonly calendarId: string;
      readonly rules: FindingRules;
      readonly text: InputId;
      readonly amountFen: string | null;
      readonly effect: { readonly indicator: IndicatorKey; readonly points: string } | null;
    }
  | { readonly type: 'serve'; readonly documentNo: string }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'object'; readonly reason: InputId }
  | { readonly type: 'rejectObjection'; readonly reason: InputId }
  | { readonly type: 'upholdObjection'; readonly reason: InputId }
  | { readonly type: 'plan'; readonly text: InputId; readonly responsible: PersonId; readonly dueOn: CivilDate; readonly hash: Sha256 }
  | { readonly type: 'signPlan'; readonly hash: Sha256; readonly statements: readonly string[]; readonly minutesNo: string | null }
  | { readonly type: 'acceptPlan' }
  | { readonly type: 'addEvidence'; readonly blobs: readonly BlobId[]; readonly text: InputId }
  | { readonly type: 'verifyEvidence'; readonly reason: InputId }
  | { readonly type: 'returnFinding'; readonly reason: InputId }
  | { readonly type: 'closeFinding'; readonly reason: InputId }
  /** More time for the plan, or for its evidence, whichever is asked for now. */
  | { readonly type: 'askExtension'; readonly until: CivilDate; readonly reason: InputId }
  | { readonly type: 'grantExtension' }
  | { readonly type: 'refuseExtension'; readonly reason: InputId }
  /** Who answers for the accepted plan from now on. */
  | { readonly type: 'handOver'; readonly to: PersonId; readonly reason: InputId }
  | { readonly type: 'claim'; readonly taskId: string }
  | { readonly type: 'release'; readonly taskId: string }
  | { readonly type: 'urge'; readonly taskId: string }
  | { readonly type: 'appointActing'; readonly slot: SlotKey; readonly person: PersonId; readonly reason: InputId }
  /** Stops the clock of a finding that cannot go on by itself; `why` is a code for the operator. */
  | { readonly type: 'suspend'; readonly why: string }
  | { readonly type: 'resume'; readonly reason: InputId }
  | { readonly type: 'tick' };

export type FindingCommandType = FindingCommand['type'];

/** The finding is not over: somebody is asked for something. */
const waiting: readonly FindingStatus[] = ['raised', 'served', 'acknowledged', 'objected', 'planned', 'planSigned', 'planAccepted', 'evidenced', 'verified'];

/** The department owes its plan, or its evidence. */
const owing: readonly FindingStatus[] = ['served', 'acknowledged', 'planAccepted'];

/** Somebody answers for a plan that was accepted. */
export const answeredFor: readonly FindingStatus[] = ['planAccepted', 'evidenced', 'verified'];

/** In which statuses a command may be given; the finding's whole process as data. */
export const findingScopes: Readonly<Record<FindingCommandType, readonly FindingStatus[] | 'any'>> = {
  raise: [],
  serve: ['raised'],
  acknowledge: ['served'],
  object: ['served', 'acknowledged'],
  rejectObjection: ['objected'],
  upholdObjection: ['objected'],
  plan: ['served', 'acknowledged', 'planned'],
  signPlan: ['planned'],
  acceptPlan: ['planSigned'],
  addEvidence: ['planAccepted', 'evidenced'],
  verifyEvidence: ['evidenced'],
  returnFinding: ['planSigned', 'evidenced', 'verified'],
  closeFinding: ['verified'],
  askExtension: owing,
  grantExtension: owing,
  refuseExtension: owing,
  handOver: answeredFor,
  claim: waiting,
  release: waiting,
  urge: waiting,
  appointActing: ['planned'],
  suspend: waiting,
  resume: waiting,
  tick: 'any',
};

export const findingCommandTypes = Object.keys(findingScopes).filter((key): key is FindingCommandType => key in findingScopes);
