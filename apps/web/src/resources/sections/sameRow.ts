import type { LastYearRecord, ScoreRowView, SectionRecord } from '@hengji/contracts';
import { rowBox, rowColumns, type BoxKey, type Typed } from './draft.js';

/** What a row of the form is drawn from. */
export type DrawnRow = {
  readonly row: ScoreRowView;
  readonly section: Pick<SectionRecord, 'key' | 'evaluationId' | 'editable'>;
  readonly lastYear: LastYearRecord | null;
  readonly typed: Typed;
  readonly errors: Readonly<Record<BoxKey, string>>;
  readonly idOf: unknown;
  readonly onType: unknown;
  readonly onLeave: unknown;
  readonly onAttach: unknown;
};

/** Whether a row looks and does the same as before, whatever was typed in others. */
export function sameRow(before: DrawnRow, now: DrawnRow): boolean {
  return (
    before.row === now.row &&
    before.section.key === now.section.key &&
    before.section.evaluationId === now.section.evaluationId &&
    before.section.editable === now.section.editable &&
    before.lastYear === now.lastYear &&
    before.idOf === now.idOf &&
    before.onType === now.onType &&
    before.onLeave === now.onLeave &&
    before.onAttach === now.onAttach &&
    rowColumns.every((column) => {
      const box = rowBox(now.row.indicator, column);
      return before.typed[box]?.text === now.typed[box]?.text && before.errors[box] === now.errors[box];
    })
  );
}
