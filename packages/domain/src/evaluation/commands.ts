import type { CivilDate } from '../civilDate.js';
import type { BlobId, IndicatorKey, InputId, PersonId, SectionKey, Sha256, SlotKey } from '../identifiers.js';
import type { FindingType } from '../finding/state.js';
import type { Phase, Step } from '../phases.js';
import type { ProcessRules, StageDates } from '../template.js';
import type { RowMapping } from '../templateMove/rows.js';
import type { PaperRecord, ProposedEffect, ResultUseLine } from './state.js';

/**
 * Everything a person (or the clock: `tick`) can ask of an evaluation. Texts travel as ids of `command_input` rows,
 * so that messages and histories hold ids and codes only.
 */
export type EvaluationCommand =
  | {
      readonly type: 'open';
      readonly evaluationId: string;
      readonly templateId: string;
      readonly calendarId: string;
      readonly rules: ProcessRules;
      readonly dates: StageDates;
      /** First stage to run here; stages before it are registered as done on paper, in order. */
      readonly startStage: number;
      readonly onPaper: readonly PaperRecord[];
      readonly owners: Readonly<Record<SectionKey, PersonId>>;
    }
  | { readonly type: 'assignSections'; readonly assignments: readonly { readonly section: SectionKey; readonly person: PersonId }[] }
  | { readonly type: 'claim'; readonly taskId: string }
  | { readonly type: 'release'; readonly taskId: string }
  /** `acceptDisqualification`: the sender was told that he will not be able to sign what he hands in. */
  | { readonly type: 'submitSection'; readonly section: SectionKey; readonly acceptDisqualification?: boolean }
  | { readonly type: 'returnSection'; readonly section: SectionKey; readonly reason: InputId }
  | { readonly type: 'confirmSections'; readonly sections: readonly SectionKey[] }
  | { readonly type: 'submitForSigning'; readonly acceptDisqualification?: boolean }
  | { readonly type: 'withdraw'; readonly reason: InputId }
  | { readonly type: 'unlock'; readonly reason: InputId }
  | { readonly type: 'sign'; readonly slot: SlotKey; readonly hash: Sha256; readonly statements: readonly string[]; readonly minutesNo: string | null }
  | { readonly type: 'refuseToSign'; readonly slot: SlotKey; readonly sections: readonly SectionKey[]; readonly reason: InputId }
  | { readonly type: 'approve' }
  | { readonly type: 'accept' }
  | { readonly type: 'acceptWithConditions'; readonly reason: InputId }
  | { readonly type: 'returnToDepartment'; readonly phase: Phase; readonly sections: readonly SectionKey[]; readonly until: CivilDate; readonly reason: InputId }
  | { readonly type: 'warn'; readonly reason: InputId }
  | { readonly type: 'adviseSuspension'; readonly reason: InputId }
  /** `text`: what the finding says, the reason for no effect included; `effect`: what it proposes to take off a row (rule X2). */
  | { readonly type: 'orderRectification'; readonly findingId: string; readonly findingType: FindingType; readonly reason: InputId; readonly text: InputId; readonly effect: ProposedEffect | null }
  | { readonly type: 'adjustGoals'; readonly changes: readonly { readonly indicator: IndicatorKey; readonly target: string }[]; readonly documentNo: string; readonly reason: InputId }
  | { readonly type: 'rescore'; readonly indicator: IndicatorKey; readonly points: string; readonly reason: InputId }
  /** `check`: the hash of the warning, so that an answer never meets figures that the sender has not seen. */
  | { readonly type: 'answerCheck'; readonly check: Sha256; readonly reason: InputId; readonly effect: ProposedEffect | null; readonly acceptDisqualification?: boolean }
  /** `score` null lifts it. */
  | { readonly type: 'overrideScore'; readonly indicator: IndicatorKey; readonly score: string | null; readonly reason: InputId; readonly acceptDisqualification?: boolean }
  | { readonly type: 'decideCheck'; readonly check: Sha256; readonly accepted: boolean; readonly reason: InputId }
  | { readonly type: 'askExtension'; readonly until: CivilDate; readonly reason: InputId }
  | { readonly type: 'grantExtension' }
  | { readonly type: 'refuseExtension'; readonly reason: InputId }
  | { readonly type: 'movePhaseDate'; readonly stage: number; readonly date: CivilDate; readonly documentNo: string }
  /** Given by the case's campaign alone: the phases that nobody has signed go on by a newer version of the template. */
  | { readonly type: 'moveTemplate'; readonly from: string; readonly to: string; readonly rows: readonly RowMapping[]; readonly documentNo: string; readonly reason: InputId }
  /** Scans for a stage that was done on paper, and its document's number as it should read. */
  | { readonly type: 'registerPaper'; readonly stage: number; readonly documentNo: string; readonly scans: readonly BlobId[] }
  | { readonly type: 'delegate'; readonly from: PersonId; readonly to: PersonId; readonly startsOn: CivilDate; readonly endsOn: CivilDate; readonly reason: InputId }
  | { readonly type: 'handOver'; readonly from: PersonId; readonly to: PersonId; readonly reason: InputId }
  | { readonly type: 'appointActing'; readonly slot: SlotKey; readonly person: PersonId; readonly reason: InputId }
  | { readonly type: 'urge'; readonly taskId: string }
  | { readonly type: 'recordAccountsApproval'; readonly approvedOn: CivilDate; readonly documentNo: string }
  | { readonly type: 'reviewSecrecy'; readonly result: 'publish' | 'withhold'; readonly basis: InputId | null }
  | { readonly type: 'publish' }
  | { readonly type: 'withholdPublication' }
  | { readonly type: 'correctPublication'; readonly reason: InputId }
  | { readonly type: 'proposeResultUse'; readonly lines: readonly ResultUseLine[] }
  | { readonly type: 'decideResultUse'; readonly lines: readonly ResultUseLine[] }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: InputId }
  /** Stops the clock of a case that cannot go on by itself; `why` is a code for the operator. */
  | { readonly type: 'suspend'; readonly why: string }
  | { readonly type: 'resume'; readonly reason: InputId }
  | { readonly type: 'tick' };

export type EvaluationCommandType = EvaluationCommand['type'];

/** Where a command may be given at all. Who may give it is role × unit (permissions) and, where the state decides, `decide`. */
export type CommandScope = { readonly phases: readonly Phase[] | 'any'; readonly steps: readonly Step[] | 'any' };

const fillable: readonly Phase[] = ['draft', 'dataCollection', 'monitoring', 'selfAssessment'];
const signable: readonly Phase[] = ['draft', 'monitoring', 'selfAssessment', 'publication'];
/** Phases that lay the sheet before signers: its warnings want an answer there. */
const checked: readonly Phase[] = ['draft', 'selfAssessment'];
const working: readonly Step[] = ['fill', 'confirm', 'sign', 'review', 'release'];

/**
 * The process as data: the table that the dry run, the pages' buttons, the generated documentation and the
 * state × command test all read.
 */
export const commandScopes: Readonly<Record<EvaluationCommandType, CommandScope>> = {
  open: { phases: [], steps: [] },
  assignSections: { phases: 'any', steps: ['waiting', 'fill', 'confirm'] },
  claim: { phases: 'any', steps: working },
  release: { phases: 'any', steps: working },
  submitSection: { phases: fillable, steps: ['fill'] },
  returnSection: { phases: fillable, steps: ['fill', 'confirm'] },
  confirmSections: { phases: ['dataCollection'], steps: ['fill', 'confirm'] },
  submitForSigning: { phases: signable, steps: ['fill'] },
  withdraw: { phases: signable, steps: ['sign', 'review'] },
  unlock: { phases: signable, steps: ['sign', 'review', 'release'] },
  sign: { phases: signable, steps: ['sign'] },
  refuseToSign: { phases: signable, steps: ['sign'] },
  approve: { phases: ['draft'], steps: ['review'] },
  accept: { phases: ['monitoring', 'financeReview'], steps: ['review'] },
  acceptWithConditions: { phases: ['monitoring', 'financeReview'], steps: ['review'] },
  returnToDepartment: { phases: ['draft', 'monitoring', 'financeReview'], steps: ['review'] },
  warn: { phases: ['monitoring'], steps: ['review'] },
  adviseSuspension: { phases: ['monitoring'], steps: ['review'] },
  orderRectification: { phases: ['monitoring'], steps: ['review'] },
  adjustGoals: { phases: ['monitoring'], steps: ['review'] },
  rescore: { phases: ['financeReview'], steps: ['review'] },
  answerCheck: { phases: checked, steps: ['fill'] },
  overrideScore: { phases: ['selfAssessment'], steps: ['fill'] },
  decideCheck: { phases: [...checked, 'financeReview'], steps: ['fill', 'review'] },
  askExtension: { phases: 'any', steps: ['fill', 'confirm', 'sign'] },
  grantExtension: { phases: 'any', steps: ['fill', 'confirm', 'sign'] },
  refuseExtension: { phases: 'any', steps: ['fill', 'confirm', 'sign'] },
  movePhaseDate: { phases: 'any', steps: 'any' },
  moveTemplate: { phases: 'any', steps: 'any' },
  registerPaper: { phases: 'any', steps: 'any' },
  delegate: { phases: 'any', steps: 'any' },
  handOver: { phases: 'any', steps: 'any' },
  appointActing: { phases: signable, steps: ['fill', 'sign'] },
  urge: { phases: 'any', steps: working },
  recordAccountsApproval: { phases: ['rectification', 'publication'], steps: ['waiting', 'fill', 'sign', 'release'] },
  reviewSecrecy: { phases: ['publication'], steps: ['fill'] },
  publish: { phases: ['publication'], steps: ['release'] },
  withholdPublication: { phases: ['publication'], steps: ['fill'] },
  correctPublication: { phases: ['resultUse', 'closed'], steps: 'any' },
  proposeResultUse: { phases: ['resultUse'], steps: ['fill'] },
  decideResultUse: { phases: ['resultUse'], steps: ['review'] },
  close: { phases: ['resultUse'], steps: ['release'] },
  cancel: { phases: 'any', steps: 'any' },
  suspend: { phases: 'any', steps: 'any' },
  resume: { phases: 'any', steps: 'any' },
  tick: { phases: 'any', steps: 'any' },
};

export const evaluationCommandTypes = Object.keys(commandScopes).filter((key): key is EvaluationCommandType => key in commandScopes);
