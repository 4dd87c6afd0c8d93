import type { EvaluationId } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { stageAfter } from '../vouchedRows.js';

type Told = { readonly type: string | null; readonly payload: unknown };
type File = { readonly stage: number; readonly section: string; readonly indicator: string | null; readonly sha256: string; readonly by: string; readonly removedBy: string | null };
type Row = { readonly id: string; readonly section: string; readonly indicator: string | null; readonly sha256: string; readonly uploaded_by: string; readonly removed_by: string | null; readonly removed: boolean; readonly name: string; readonly told: string | null };

function text(payload: unknown, name: string): string {
  const value: unknown = typeof payload === 'object' && payload !== null ? Object.entries(payload).find(([key]) => key === name)?.[1] : undefined;
  return typeof value === 'string' ? value : '';
}

/** Entries of a list in what an event tells; none where there is no such list. */
function list(payload: unknown, name: string): readonly unknown[] {
  const value: unknown = typeof payload === 'object' && payload !== null ? Object.entries(payload).find(([key]) => key === name)?.[1] : undefined;
  return Array.isArray(value) ? value : [];
}

/** The key that a row has after a move to another version of the template; null where it has no place there: its files stay with the section. */
function rowAfter(payload: unknown, indicator: string): string | null {
  const moved = list(payload, 'rows').find((row) => text(row, 'from') === indicator);
  return moved === undefined ? indicator : text(moved, 'to') || null;
}

/** What a chain says of the files beside an evaluation's sections. `by` is '' for a file that was brought in before files were told. */
function filesOf(lines: readonly Told[]): ReadonlyMap<string, File> {
  const files = new Map<string, File>();
  let stage = -1;
  for (const { type, payload } of lines) {
    stage = stageAfter(stage, { type: type ?? '', payload });
    if (type === 'templateMoved') {
      for (const [id, file] of files) {
        if (file.stage !== stage || file.removedBy !== null) continue;
        const taken = list(payload, 'files').includes(id);
        files.set(id, { ...file, indicator: file.indicator === null ? null : rowAfter(payload, file.indicator), removedBy: taken ? text(payload, 'by') : null });
      }
    }
    if (type !== 'evidenceAttached' && type !== 'evidenceRemoved') continue;
    const [id, by] = [text(payload, 'evidence'), text(payload, 'by')];
    const file = files.get(id) ?? { stage, section: text(payload, 'section'), indicator: text(payload, 'indicator') || null, sha256: text(payload, 'file'), by: '', removedBy: null };
    files.set(id, type === 'evidenceAttached' ? { ...file, by } : { ...file, removedBy: by });
  }
  return files;
}

/** Why the files beside an evaluation's sections are not those its events tell of; null when they are. A name that was erased by law is not compared. */
export async function evidenceFault(client: Queryable, id: EvaluationId, lines: readonly Told[]): Promise<{ readonly table: string; readonly why: string } | null> {
  const files = filesOf(lines);
  if (files.size === 0) return null;
  const { rows } = await client.query<Row>(
    `SELECT v.id, v.section, v.indicator, v.sha256, v.uploaded_by, v.removed_by, v.removed_at IS NOT NULL AS removed, v.name, i.json AS told FROM evidence v LEFT JOIN command_input i ON i.id = v.id
     WHERE v.evaluation_id = $1 AND v.finding_id IS NULL AND v.id = ANY ($2::text[])`,
    [id, [...files.keys()]],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const [key, file] of files) {
    const row = found.get(key);
    if (row === undefined) return { table: 'evidence', why: `the file ${key} is gone` };
    const same = row.section === file.section && row.indicator === file.indicator && row.sha256 === file.sha256 && (file.by === '' || row.uploaded_by === file.by) && (row.told === null || row.told === JSON.stringify(row.name));
    if (!same) return { table: 'evidence', why: `the file ${key} was changed` };
    if (row.removed_by !== file.removedBy || row.removed !== (file.removedBy !== null)) return { table: 'evidence', why: `no event took the file ${key} out or brought it back` };
  }
  return null;
}
