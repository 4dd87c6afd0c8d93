import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import { renamedRows, type TemplateMovePlan } from '../templateMove/plan.js';
import type { EvaluationCommand } from './commands.js';
import type { Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { phaseOf, type EvaluationState } from './state.js';

/**
 * Why a case keeps its version where it stands; null when it may move. What lies before its signers or the bureau is bound to the form by
 * its hash, and only its own people take it back; what follows a signed self-assessment judges that assessment, row by row.
 */
export function keepsTemplate(state: EvaluationState): Refusal | null {
  const assessment = state.rules.stages.findIndex(({ phase }) => phase === 'selfAssessment');
  if (assessment >= 0 ? state.stageIndex > assessment : phaseOf(state) === 'closed') return { code: 'assessmentSigned' };
  return state.step === 'sign' || state.step === 'review' ? { code: 'versionUnderReview' } : null;
}

/** The phases that nobody has signed go on by a newer version; rows and what was typed beside them are carried over by the mapping. */
export function moveTemplate({ state, facts, actor }: Context, command: Extract<EvaluationCommand, { type: 'moveTemplate' }>): Decision<EvaluationEvent> {
  const { from, to, documentNo, reason } = command;
  if (documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  if (state.templateId === to) return refuse({ code: 'alreadyDone' });
  if (state.templateId !== from) return refuse({ code: 'templateNotInUse' });
  const keeps = keepsTemplate(state);
  if (keeps !== null) return refuse(keeps);
  const { templateMove } = facts;
  if (templateMove === undefined) return refuse({ code: 'templateUnknown' });
  if (!templateMove.answer.ok) return refuse(templateMove.answer.refusal);
  const { plan } = templateMove.answer;
  const rows = renamedRows(plan.rows);
  const named = rows.find((row) => templateMove.findingRows.includes(row.from));
  if (named !== undefined) return refuse({ code: 'findingNamesRow', indicator: named.from });
  const { checks, lost } = templateMove;
  return accept([templateMoved(plan, { from, to, checks, lost, documentNo, by: actor.personId, reason })]);
}

type TemplateMoved = Extract<EvaluationEvent, { type: 'templateMoved' }>;

/** The event of a plan. */
export function templateMoved({ numbers, rules, rows, returned, scoresLost, content: { files } }: TemplateMovePlan, order: Pick<TemplateMoved, 'from' | 'to' | 'checks' | 'lost' | 'documentNo' | 'by' | 'reason'>): TemplateMoved {
  const added = rows.flatMap((row) => (row.kind === 'added' ? [row.to.key] : []));
  return { type: 'templateMoved', ...order, fromNumber: numbers.from, toNumber: numbers.to, rules, rows: renamedRows(rows), added, returned, scoresLost, ...(files.length === 0 ? {} : { files }) };
}
