import { phaseTitle, type FindingStatus, type Phase, type RefusalCode } from '@hengji/domain';
import type { EdgeCode } from './problem.js';
import { registryEn, registryZh, type RegistryCode } from './registrySentences.js';

/** Every code that can reach a reader. */
export type ProblemCode = RefusalCode | EdgeCode | RegistryCode;
export type Language = 'zh-CN' | 'en';

/** Sentences say what is wrong, where, and what to do. `{name}` is filled from the parameters. */
const zh = {
  // process
  notOpen: '这项评价目前不在办理中，不能再操作。',
  wrongPhase: '这项评价现在处于“{phase}”，这一步已不能办理。请刷新页面看最新情况。',
  alreadyDone: '这件事已经办过了，不用再办。',
  versionMismatch: '内容刚被别人更新过。请刷新后再试。',
  personRequired: '这件事要由人来办。请先登录。',
  reasonRequired: '请写明原因。',
  documentNoRequired: '请填写文号。',
  tooManySections: '一次最多 {maximum} 个部分。',
  sectionUnknown: '这个阶段没有“{section}”部分。',
  personUnknown: '这个人在本单位没有岗位。请换一个人，或先在“人员与岗位”里登记。',
  sectionNotOpen: '“{section}”已经提交，不能再次提交。',
  sectionNotSubmitted: '“{section}”还没有提交，不能退回或确认。',
  notYourSection: '“{section}”不归您办理。',
  sectionIncomplete: '“{section}”还有 {count} 项必填内容没有填：{fields}。',
  sectionOutdated: '“{section}”提交以后，别的部分改了数据，现在还有 {count} 项要补：{fields}。请把它退回负责人补填，再送审。',
  fieldsDisagree: '“{section}”里，{field}不能大于{limit}。请核对这两个数。',
  sectionsMissing: '还有部分没有提交：{sections}。',
  blockingChecks: '检查没有通过：{checks}。请改正后再提交。',
  leadingGroupMissing: '本单位还没有登记绩效管理领导小组。请先登记成立文件、组长和成员。',
  notInLeadingGroup: '您不在领导小组成员名单里，不能审签。',
  notYourTask: '这件事不归您办理。',
  taskUnknown: '这项待办已经办结或不存在。请刷新页面。',
  taskTaken: '已有人认领这项待办。',
  taskIsPersonal: '这项待办是指定给个人的，不用认领。',
  taskNotYours: '这项待办不是您认领的。',
  revisionMoved: '您看到的版本已经被替换，请看过第 {number} 版再办理。',
  slotUnknown: '这个阶段没有这个审签环节。',
  notYourSlot: '这个审签环节不归您。',
  notYourTurn: '还没有轮到这个审签环节。',
  alreadySigned: '这个环节已经审签。',
  preparerCannotReview: '您参与了这一版的填报或审签，不能再审核它。请由财政局其他人办理。',
  wouldDisqualify: '您一提交，就不能再审签这一版。请确认知道这一点后再提交。',
  preparerCannotSign: '您参与了这一版的填报，不能审签。请由其他人审签，或请管理员指定代签人。',
  reauthenticationRequired: '审签前请再输一次密码。',
  statementsMissing: '请逐条勾选声明后再审签。',
  minutesRequired: '请填写集体决策的会议纪要号。',
  dateInPast: '日期已经过去。请选以后的日期。',
  dateTooFar: '日期太远，最晚可以填 {latest}。',
  datesReversed: '日期前后颠倒或在将来。请检查。',
  extensionPending: '已有一份延期申请等待答复。',
  noExtensionPending: '没有等待答复的延期申请。',
  extensionNotLater: '申请的日期要晚于现在的期限。',
  stageUnknown: '没有这个阶段，或不能退回到这个阶段。',
  stageAlreadyOpen: '这个阶段已经开始，不能再改开始日期。',
  stageHasNoSections: '这个阶段没有需要填报的部分。',
  delegateToSelf: '不能委托或移交给同一个人。',
  signerExists: '还有人可以审签，不能指定代签人。',
  indicatorUnknown: '没有这个指标，或它不适用。',
  deductionInvalid: '扣分要是不小于 0、最多两位小数的数。',
  deductionTooLarge: '扣分不能超过这一项的得分 {score}。',
  scoreMissing: '得分还算不出来：有数据没有填。请先补齐。',
  accountsAlreadyRecorded: '决算批复已经登记。',
  accountsNotApproved: '决算批复还没有登记，不能公开。',
  secrecyNotReviewed: '还没有做保密审查。',
  secrecyBasisRequired: '不予公开要写明依据。',
  secrecyForbids: '保密审查结论是不予公开。',
  secrecyAllows: '保密审查结论是可以公开，不能按不公开办理。',
  notPublished: '结果还没有公开，不用更正。',
  resultUseIncomplete: '每一行都要有预算项目和应用方式；说明可以不填。',
  resultUseUnknown: '没有“{outcome}”这种结果应用方式。',
  notSuspended: '这项评价没有中止，不用恢复。',
  findingExists: '这个问题已经登记。',
  planIncomplete: '整改计划没有填完。',
  planMoved: '整改计划刚被修改。请看过新计划再审签。',
  evidenceMissing: '请先上传佐证材料。',
  verifierIsResponsible: '责任人和提交佐证的人不能自己验收。',
  findingStatus: '这个问题现在的状态是“{status}”，不能办理这一步。请刷新页面。',
  campaignStatus: '这个年度任务现在的状态不能办理这一步。请刷新页面看最新情况。',
  campaignBlocked: '年度任务还有必须先解决的问题，没有开启。请看检查结果，改正后再开启。',
  nothingToLaunch: '没有一个单位能开启。请看检查结果，改正后再开启。',
  notPlanned: '这个单位已不在待开启之列。',
  subjectKnown: '“{subject}”已经在这个年度里。',
  subjectUnknown: '“{subject}”不在这个年度里，或不用再办这一步。',
  subjectNotOpen: '“{subject}”的评价还没有开启或已经结束，不能改日期。',
  stageDatesReversed: '这个日期和前后阶段的日期颠倒了。请检查。',
  evaluationsLive: '还有 {count} 项评价没有办结，不能归档年度。',
  circularAmended: '通知已有新的一版。请看过第 {number} 版再确认。',
  // edge
  invalidInput: '有内容不符合要求。请看标出的地方。',
  notSignedIn: '请先登录。',
  notAllowed: '您没有办理这件事的权限。',
  notFound: '没有找到。它可能不存在，或不在您能看的范围内。',
  staleVersion: '别人刚改过这里的内容。请对照后再保存。',
  editDisqualifies: '您若修改这里的内容，就不能再审签这一版。',
  sectionClosed: '这个部分已经提交，不能再改。如需修改，请先退回。',
  packageReviewed: '保密审查之后只能去掉文件，不能再加。要加文件，请先重新做保密审查。',
  tooLarge: '内容太大了。文件请控制在 {megabytes} MB 以内。',
  fileTypeRefused: '不接受这种文件。请上传 PDF、图片、Word、Excel 或文本文件。',
  tooManyRequests: '操作太频繁。请稍等片刻再试。',
  crossSite: '请求不是从本系统页面发出的，已拒绝。',
  idempotencyKeyRequired: '请求缺少 Idempotency-Key。',
  idempotencyKeyReused: '同一个 Idempotency-Key 用在了不同的请求上。',
  sessionLocked: '一段时间没有操作，页面已锁定。请解锁后继续。',
  lockedOut: '密码连续输错。请 {minutes} 分钟后再试。',
  wrongPassword: '用户名或密码不对。',
  secondFactorNeeded: '还要输入验证器上的 6 位验证码。',
  secondFactorRequired: '您的岗位要用两步验证。请先开启，再继续使用。',
  secondFactorUnchanged: '两步验证已经是这个状态。请刷新页面。',
  wrongCode: '验证码不对，或已经用过。请等验证器换一个再输。',
  notARehearsal: '只有演练才能调整日期。',
  nothingToAdvance: '这次演练里没有会自动发生的事了。',
  alreadyExists: '已经有同样的记录。',
  busy: '系统正忙，您的操作还没有办成。请稍后重试，填写的内容都在。',
  internal: '系统出错了，没有改动任何内容。请重试；如仍不行，请把编号 {requestId} 告诉管理员。',
  ...registryZh,
} as const satisfies Readonly<Record<ProblemCode, string>>;

const en = {
  notOpen: 'This evaluation is not running, so nothing more can be done in it.',
  wrongPhase: 'This evaluation is now in “{phase}”; this step is no longer possible. Reload to see what happened.',
  alreadyDone: 'This was done already; nothing is left to do.',
  versionMismatch: 'Somebody has just changed this. Reload and try again.',
  personRequired: 'A person has to do this. Sign in first.',
  reasonRequired: 'Give a reason.',
  documentNoRequired: 'Enter the document number.',
  tooManySections: 'At most {maximum} sections at a time.',
  sectionUnknown: 'This phase has no section “{section}”.',
  personUnknown: 'This person holds no post in the unit. Choose somebody else or record the post first.',
  sectionNotOpen: '“{section}” was handed in already.',
  sectionNotSubmitted: '“{section}” has not been handed in, so it cannot be returned or confirmed.',
  notYourSection: '“{section}” is not yours.',
  sectionIncomplete: '“{section}” lacks {count} required entries: {fields}.',
  sectionOutdated: 'Since “{section}” was handed in, figures elsewhere have changed and it lacks {count} entries: {fields}. Return it to its owner first.',
  fieldsDisagree: 'In “{section}”, {field} cannot exceed {limit}. Check the two numbers.',
  sectionsMissing: 'Sections not handed in yet: {sections}.',
  blockingChecks: 'Checks failed: {checks}. Correct them and submit again.',
  leadingGroupMissing: 'The unit has no leading group on record. Record its founding document, leader and members first.',
  notInLeadingGroup: 'You are not a member of the leading group, so you cannot sign.',
  notYourTask: 'This is not yours to do.',
  taskUnknown: 'This task is done or does not exist. Reload.',
  taskTaken: 'Somebody has claimed this task.',
  taskIsPersonal: 'This task was given to one person; it need not be claimed.',
  taskNotYours: 'You have not claimed this task.',
  revisionMoved: 'The version you saw was replaced. Read version {number} first.',
  slotUnknown: 'This phase has no such signing slot.',
  notYourSlot: 'This signing slot is not yours.',
  notYourTurn: 'It is not yet the turn of this slot.',
  alreadySigned: 'This slot is signed.',
  preparerCannotReview: 'You helped to prepare or signed this version, so you cannot judge it. A colleague of the bureau does.',
  wouldDisqualify: 'Once you hand this in you can no longer sign this version. Confirm that you know this and hand it in again.',
  preparerCannotSign: 'You helped to prepare this version, so you cannot sign it. Somebody else signs, or the administrator appoints an acting signer.',
  reauthenticationRequired: 'Enter your password once more before signing.',
  statementsMissing: 'Tick every statement before signing.',
  minutesRequired: 'Enter the number of the minutes of the collective decision.',
  dateInPast: 'The date has passed. Choose a later one.',
  dateTooFar: 'The date is too far ahead; the latest is {latest}.',
  datesReversed: 'The dates are reversed or in the future. Check them.',
  extensionPending: 'A request for more time is waiting for an answer.',
  noExtensionPending: 'No request for more time is waiting.',
  extensionNotLater: 'The date asked for must be later than the present deadline.',
  stageUnknown: 'There is no such phase, or the case cannot be returned to it.',
  stageAlreadyOpen: 'This phase has begun; its opening date cannot move.',
  stageHasNoSections: 'This phase has no sections to fill.',
  delegateToSelf: 'Choose somebody else: a person cannot stand in for himself.',
  signerExists: 'Somebody may still sign, so no acting signer can be appointed.',
  indicatorUnknown: 'There is no such indicator, or it does not apply.',
  deductionInvalid: 'A deduction is a number of at least 0 with at most two decimals.',
  deductionTooLarge: 'The deduction cannot exceed the row’s score of {score}.',
  scoreMissing: 'The score cannot be computed: figures are missing. Complete them first.',
  accountsAlreadyRecorded: 'The approval of the accounts is on record.',
  accountsNotApproved: 'The approval of the accounts is not on record, so the result cannot be published.',
  secrecyNotReviewed: 'The secrecy review has not been done.',
  secrecyBasisRequired: 'Withholding needs its basis.',
  secrecyForbids: 'The secrecy review decided against publication.',
  secrecyAllows: 'The secrecy review allows publication, so it cannot be withheld.',
  notPublished: 'Nothing was published, so nothing can be corrected.',
  resultUseIncomplete: 'Fill in every line.',
  resultUseUnknown: 'There is no result use “{outcome}”.',
  notSuspended: 'This evaluation is not suspended.',
  findingExists: 'This finding is on record.',
  planIncomplete: 'The plan is incomplete.',
  planMoved: 'The plan has just been changed. Read the new one before signing.',
  evidenceMissing: 'Upload evidence first.',
  verifierIsResponsible: 'Whoever is responsible or handed the evidence in cannot verify it.',
  findingStatus: 'This finding is now “{status}”; this step is not possible. Reload.',
  campaignStatus: 'In its present state this year does not allow this step. Reload to see what happened.',
  campaignBlocked: 'The year has problems that must be solved first; nothing was opened. See the result of the check.',
  nothingToLaunch: 'Not one unit can be opened. See the result of the check, correct it and launch again.',
  notPlanned: 'This unit no longer waits to be opened.',
  subjectKnown: '“{subject}” takes part in this year already.',
  subjectUnknown: '“{subject}” takes no part in this year, or needs this step no more.',
  subjectNotOpen: 'The evaluation of “{subject}” is not open, so its dates cannot move.',
  stageDatesReversed: 'This date and those of the phases before and after are reversed. Check them.',
  evaluationsLive: '{count} evaluations are not over; the year cannot be archived.',
  circularAmended: 'There is a newer version of this circular. Read version {number} first.',
  invalidInput: 'Some entries do not fit. See the marked places.',
  notSignedIn: 'Sign in first.',
  notAllowed: 'You are not allowed to do this.',
  notFound: 'Not found. It may not exist, or it is not yours to see.',
  staleVersion: 'Somebody has just changed this. Compare and save again.',
  editDisqualifies: 'If you change this, you can no longer sign this version.',
  sectionClosed: 'This section was handed in and cannot be changed. Have it returned first.',
  packageReviewed: 'After the secrecy review files can only be left out, not added.',
  tooLarge: 'This is too large. Keep files under {megabytes} MB.',
  fileTypeRefused: 'Files of this kind are not accepted. Upload PDF, images, Word, Excel or text.',
  tooManyRequests: 'Too many requests. Wait a moment and try again.',
  crossSite: 'The request did not come from a page of this system and was refused.',
  idempotencyKeyRequired: 'The request lacks an Idempotency-Key.',
  idempotencyKeyReused: 'The same Idempotency-Key was used for different requests.',
  sessionLocked: 'Nothing was done for a while, and the page is locked. Unlock it to go on.',
  lockedOut: 'Too many wrong passwords. Try again in {minutes} minutes.',
  wrongPassword: 'User name or password is wrong.',
  secondFactorNeeded: 'The six digits of your authenticator app are needed too.',
  secondFactorRequired: 'Your duty demands two-step verification. Turn it on first.',
  secondFactorUnchanged: 'Two-step verification is in that state already. Reload the page.',
  wrongCode: 'The code is wrong or was used before. Wait for the next one.',
  notARehearsal: 'Only a rehearsal’s date can be moved.',
  nothingToAdvance: 'Nothing in this rehearsal will happen by itself any more.',
  alreadyExists: 'There is such a record already.',
  busy: 'The system is busy and your action was not carried out. Try again shortly; what you typed is kept.',
  internal: 'Something went wrong; nothing was changed. Try again, and if it fails tell the administrator the number {requestId}.',
  ...registryEn,
} as const satisfies Readonly<Record<ProblemCode, string>>;

function isPhase(text: string): text is Phase {
  return text in phaseNamesEn;
}

const phaseNamesEn: Readonly<Record<Phase, string>> = {
  draft: 'goals',
  dataCollection: 'data collection',
  monitoring: 'monitoring',
  selfAssessment: 'self-assessment',
  financeReview: 'finance review',
  rectification: 'rectification',
  publication: 'publication',
  resultUse: 'use of results',
  closed: 'archive',
};

const findingStatusNames: Readonly<Record<FindingStatus, readonly [chinese: string, english: string]>> = {
  raised: ['待下发', 'raised'],
  served: ['已下发', 'served'],
  acknowledged: ['已签收', 'acknowledged'],
  objected: ['有异议', 'objected to'],
  planned: ['计划待审签', 'planned'],
  planSigned: ['计划待审核', 'plan signed'],
  planAccepted: ['整改中', 'plan accepted'],
  evidenced: ['待验收', 'evidence handed in'],
  verified: ['已验收', 'verified'],
  closed: ['已销号', 'closed'],
  withdrawn: ['已撤销', 'withdrawn'],
};

const rowParts: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  target: ['年度目标值', 'target'],
  score: ['评定得分', 'judged score'],
  reason: ['评分理由', 'reason of the score'],
  varianceReason: ['偏差原因', 'reason of the deviation'],
};

/** What a part of a score sheet's row is called on the form; a part without a name keeps its key. */
export function rowPartTitle(part: string, language: Language): string {
  return rowParts[part]?.[language === 'en' ? 1 : 0] ?? part;
}

function isFindingStatus(text: string): text is FindingStatus {
  return Object.hasOwn(findingStatusNames, text);
}

function shown(name: string, value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((one) => shown(name, one, language)).join(language === 'en' ? ', ' : '、');
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (name === 'phase' && isPhase(text)) return language === 'en' ? phaseNamesEn[text] : phaseTitle(text);
  if (name === 'status' && isFindingStatus(text)) return findingStatusNames[text][language === 'en' ? 1 : 0];
  return text;
}

/** The sentence of a code in the reader's language, with its parameters filled in. */
export function sentence(code: ProblemCode, params: Readonly<Record<string, unknown>>, language: Language): string {
  const template: string = (language === 'en' ? en : zh)[code];
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shown(name, params[name], language));
}

/** Whether a text is a known code; clients meet codes of newer servers too. */
export function isProblemCode(code: string): code is ProblemCode {
  return code in zh;
}
