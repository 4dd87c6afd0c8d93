import { findingSources, findingTypes } from '@hengji/domain';
import { z } from 'zod';
import { Day, DecimalText, DocumentNo, Hash, Id, Key, PhaseName, Reason, TaskId } from './common.js';
import { lineText, longText, optionalLine, optionalText } from './text.js';

const ResultUseLine = z.object({ line: lineText(200), outcome: Key, note: optionalText(2000).optional() });

/** Points that the department itself would take off a row for what supervision found; null: none, and the reason says why. */
const ProposedEffect = z.object({ indicator: Key, points: DecimalText });

/** A finding touches a row, or it is said why it touches none (rule X2). */
const EffectOrReason = { effect: ProposedEffect.nullable().default(null), noEffectReason: optionalText(2000).default('') };
const saysEffect = (body: { readonly effect: unknown; readonly noEffectReason: string }) => body.effect !== null || body.noEffectReason !== '';
const unsaid: { error: string; path: PropertyKey[] } = { error: 'reasonRequired', path: ['noEffectReason'] };

/** What a person may ask of an evaluation. Texts are typed here and stored before the command travels as ids. */
export const EvaluationCommandBody = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('assignSections'), assignments: z.array(z.object({ section: Key, person: Id })).min(1).max(7) }),
    z.object({ type: z.literal('claim'), taskId: TaskId }),
    z.object({ type: z.literal('release'), taskId: TaskId }),
    z.object({ type: z.literal('submitSection'), section: Key, acceptDisqualification: z.boolean().optional() }),
    z.object({ type: z.literal('returnSection'), section: Key, reason: Reason }),
    z.object({ type: z.literal('confirmSections'), sections: z.array(Key).min(1).max(7) }),
    z.object({ type: z.literal('submitForSigning'), acceptDisqualification: z.boolean().optional() }),
    z.object({ type: z.literal('withdraw'), reason: Reason }),
    z.object({ type: z.literal('unlock'), reason: Reason }),
    z.object({ type: z.literal('sign'), slot: Key, hash: Hash, statements: z.array(Key).max(20), minutesNo: optionalLine(100).nullable().default(null) }),
    z.object({ type: z.literal('refuseToSign'), slot: Key, sections: z.array(Key).max(7).default([]), reason: Reason }),
    z.object({ type: z.literal('approve') }),
    z.object({ type: z.literal('accept') }),
    z.object({ type: z.literal('acceptWithConditions'), reason: Reason }),
    z.object({ type: z.literal('returnToDepartment'), phase: PhaseName, sections: z.array(Key).max(7).default([]), until: Day, reason: Reason }),
    z.object({ type: z.literal('warn'), reason: Reason }),
    z.object({ type: z.literal('adviseSuspension'), reason: Reason }),
    z.object({ type: z.literal('orderRectification'), findingType: z.enum(findingTypes), reason: Reason, ...EffectOrReason }).refine(saysEffect, unsaid),
    z.object({ type: z.literal('adjustGoals'), changes: z.array(z.object({ indicator: Key, target: longText(500) })).min(1).max(200), documentNo: DocumentNo, reason: Reason }),
    z.object({ type: z.literal('rescore'), indicator: Key, points: DecimalText, reason: Reason }),
    z.object({ type: z.literal('answerCheck'), check: Hash, effect: ProposedEffect.nullable().default(null), reason: Reason, acceptDisqualification: z.boolean().optional() }),
    z.object({ type: z.literal('overrideScore'), indicator: Key, score: DecimalText.nullable().default(null), reason: Reason, acceptDisqualification: z.boolean().optional() }),
    z.object({ type: z.literal('decideCheck'), check: Hash, accepted: z.boolean(), reason: Reason }),
    z.object({ type: z.literal('askExtension'), until: Day, reason: Reason }),
    z.object({ type: z.literal('grantExtension') }),
    z.object({ type: z.literal('refuseExtension'), reason: Reason }),
    z.object({ type: z.literal('movePhaseDate'), stage: z.number().int().min(0).max(50), date: Day, documentNo: DocumentNo }),
    z.object({ type: z.literal('registerPaper'), stage: z.number().int().min(0).max(50), documentNo: DocumentNo, scans: z.array(Id).min(1).max(20) }),
    z.object({ type: z.literal('delegate'), from: Id, to: Id, startsOn: Day, endsOn: Day, reason: Reason }),
    z.object({ type: z.literal('handOver'), from: Id, to: Id, reason: Reason }),
    z.object({ type: z.literal('appointActing'), slot: Key, person: Id, reason: Reason }),
    z.object({ type: z.literal('urge'), taskId: TaskId }),
    z.object({ type: z.literal('recordAccountsApproval'), approvedOn: Day, documentNo: DocumentNo }),
    z.object({ type: z.literal('reviewSecrecy'), result: z.enum(['publish', 'withhold']), basis: optionalText(2000).nullable().default(null) }),
    z.object({ type: z.literal('publish') }),
    z.object({ type: z.literal('withholdPublication') }),
    z.object({ type: z.literal('correctPublication'), reason: Reason }),
    z.object({ type: z.literal('proposeResultUse'), lines: z.array(ResultUseLine).min(1).max(100) }),
    z.object({ type: z.literal('decideResultUse'), lines: z.array(ResultUseLine).min(1).max(100) }),
    z.object({ type: z.literal('close') }),
    z.object({ type: z.literal('cancel'), reason: Reason }),
    z.object({ type: z.literal('resume'), reason: Reason }),
  ])
  .meta({ id: 'EvaluationCommandBody' });
export type EvaluationCommandBody = z.infer<typeof EvaluationCommandBody>;

/** What a person may ask of a finding. */
export const FindingCommandBody = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('serve'), documentNo: DocumentNo }),
    z.object({ type: z.literal('acknowledge') }),
    z.object({ type: z.literal('object'), reason: Reason }),
    z.object({ type: z.literal('rejectObjection'), reason: Reason }),
    z.object({ type: z.literal('upholdObjection'), reason: Reason }),
    z.object({ type: z.literal('plan'), measure: Reason, deliverable: Reason, responsible: Id, dueOn: Day }),
    z.object({ type: z.literal('signPlan'), hash: Hash, statements: z.array(Key).max(20), minutesNo: optionalLine(100).nullable().default(null) }),
    z.object({ type: z.literal('acceptPlan') }),
    z.object({ type: z.literal('addEvidence'), evidence: z.array(Id).min(1).max(20), text: Reason }),
    z.object({ type: z.literal('verifyEvidence'), reason: Reason }),
    z.object({ type: z.literal('returnFinding'), reason: Reason }),
    z.object({ type: z.literal('closeFinding'), reason: Reason }),
    z.object({ type: z.literal('handOver'), to: Id, reason: Reason }),
    z.object({ type: z.literal('askExtension'), until: Day, reason: Reason }),
    z.object({ type: z.literal('grantExtension') }),
    z.object({ type: z.literal('refuseExtension'), reason: Reason }),
    z.object({ type: z.literal('claim'), taskId: TaskId }),
    z.object({ type: z.literal('release'), taskId: TaskId }),
    z.object({ type: z.literal('urge'), taskId: TaskId }),
    z.object({ type: z.literal('appointActing'), slot: Key, person: Id, reason: Reason }),
    z.object({ type: z.literal('resume'), reason: Reason }),
  ])
  .meta({ id: 'FindingCommandBody' });
export type FindingCommandBody = z.infer<typeof FindingCommandBody>;

/** A new finding: source, what, how much (元 as 分; null when unknown), and what it does to a score (rule X2). */
export const RaiseFindingBody = z
  .object({
    evaluationId: Id,
    findingType: z.enum(findingTypes),
    source: z.enum(findingSources),
    description: Reason,
    basis: optionalText(2000).default(''),
    amountFen: z.string().regex(/^\d{1,18}$/).nullable().default(null),
    ...EffectOrReason,
  })
  .refine(saysEffect, unsaid)
  .meta({ id: 'RaiseFindingBody' });
