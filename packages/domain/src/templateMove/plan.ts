import type { EvaluationState } from '../evaluation/state.js';
import type { IndicatorKey, SectionKey } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { ProcessRules, Template } from '../template.js';
import { movedContent, type CaseContent, type LostValue, type MovedContent } from './content.js';
import { rowMoves, sameScoring, versionRefusal, type RowMapping, type RowMove } from './rows.js';

/** What a move to another version comes to in one case. */
export type TemplateMovePlan = {
  readonly numbers: { readonly from: number; readonly to: number };
  readonly rules: ProcessRules;
  readonly rows: readonly RowMove[];
  /** Stages that keep their version: they were left. All others move. */
  readonly kept: readonly number[];
  readonly moved: readonly number[];
  /** Rows without an approved target, where the targets of the others were approved: the form's own target holds until the bureau adjusts the goals. */
  readonly withoutApprovedTarget: readonly IndicatorKey[];
  /** Sections that were handed in and ask something else now. */
  readonly returned: readonly SectionKey[];
  /** Rows (old keys) whose score set by hand, or deduction, has no place any more. */
  readonly scoresLost: readonly IndicatorKey[];
  readonly content: MovedContent;
  readonly lost: readonly LostValue[];
};

export type MoveAnswer = { readonly ok: true; readonly plan: TemplateMovePlan } | { readonly ok: false; readonly refusal: Refusal };

type Standing = Pick<EvaluationState, 'stageIndex' | 'step' | 'sections' | 'stages' | 'deductions' | 'overrides' | 'rules'>;

/** What becomes of a case that goes on by `after`: pure, so that the preview and the act can never differ. Refused where the versions or the mapping do not fit. */
export function planTemplateMove(state: Standing, before: Template, after: Template, mapping: readonly RowMapping[], content: CaseContent): MoveAnswer {
  const unfit = versionRefusal(before, after);
  if (unfit !== null) return { ok: false, refusal: unfit };
  const moves = rowMoves(before, after, mapping);
  if (!moves.ok) return moves;
  const { rows } = moves;
  const { stageIndex, step } = state;
  const [old, now] = [before.process.stages[stageIndex], after.process.stages[stageIndex]];
  if (old === undefined || now === undefined) return { ok: false, refusal: { code: 'courseDiffers' } };
  const draft = before.process.stages.findIndex(({ phase }) => phase === 'draft');
  const approved = draft < stageIndex;
  const moved = movedContent({ before, after, rows, stage: { before: old, after: now }, approved }, content);
  const unfitScores = rows.flatMap((row) => (row.kind === 'dropped' || (row.kind !== 'added' && !sameScoring(row.from, row.to)) ? [row.from.key] : []));
  const scores = scoresOf(state, before).filter(({ indicator }) => unfitScores.includes(indicator));
  const stages = state.stages.map((_, index) => index);
  return {
    ok: true,
    plan: {
      numbers: { from: before.version, to: after.version },
      rules: after.process,
      rows,
      kept: stages.filter((index) => index < stageIndex),
      moved: stages.filter((index) => index >= stageIndex),
      withoutApprovedTarget: approved ? rows.flatMap((row) => (row.kind === 'added' ? [row.to.key] : [])) : [],
      returned: step === 'waiting' ? [] : state.sections.flatMap(({ key, status }) => ((status === 'submitted' || status === 'confirmed') && moved.changed.includes(key) ? [key] : [])),
      scoresLost: [...new Set(scores.map(({ indicator }) => indicator))],
      content: moved,
      lost: [...moved.lost, ...scores.map(({ lost }) => lost)],
    },
  };
}

/** Scores set by hand, and deductions, as they would be told if they were lost. */
function scoresOf({ deductions, overrides = [] }: Standing, { indicators }: Template): readonly { readonly indicator: IndicatorKey; readonly lost: LostValue }[] {
  const told = (indicator: IndicatorKey, part: LostValue['part'], value: string) => {
    const row = indicators.find(({ key }) => key === indicator);
    return { indicator, lost: { part, place: row?.name ?? indicator, placeEn: row?.nameEn ?? indicator, value, type: 'text' as const } };
  };
  return [...overrides.map(({ indicator, score }) => told(indicator, 'override', score)), ...deductions.map(({ indicator, points }) => told(indicator, 'deduction', points))];
}

/** The rows whose key is not the old one, as the record names them. */
export function renamedRows(rows: readonly RowMove[]): readonly RowMapping[] {
  return rows.flatMap((row): readonly RowMapping[] => (row.kind === 'renamed' ? [{ from: row.from.key, to: row.to.key }] : row.kind === 'dropped' ? [{ from: row.from.key, to: null }] : []));
}
