import type { TemplateCheckRecord } from '@hengji/contracts';
import { TemplateFile } from '@hengji/database';
import { readTemplateWorkbook, UnreadableDocumentError, type CellOf, type Examiner, type Grids } from '@hengji/documents';
import type { Template } from '@hengji/domain';
import type { z } from 'zod';
import { HttpProblem } from './problem.js';

type FileProblem = TemplateCheckRecord['problems'][number];

/** The largest form that comes with the product is a thirtieth of it. */
const maximumTemplateBytes = 2 * 1024 * 1024;
/** More do not help whoever mends a file. */
const maximumProblems = 50;

/** How every workbook begins, whatever its name says. */
const zipSignature = [0x50, 0x4b, 0x03, 0x04];

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('').replace(/^\./, '');
}

/** Where the schema is not met: the path in the file, or sheet and cell, and a code that has a sentence. */
export function templateProblems(error: z.ZodError, cellOf: CellOf = () => null): readonly FileProblem[] {
  return error.issues.slice(0, maximumProblems).map((issue): FileProblem => {
    const cell = cellOf(issue.path);
    const place = cell === null ? pathText(issue.path) : `${cell.sheet}!${cell.cell}`;
    if (issue.code === 'unrecognized_keys') return { code: 'unknownParts', place, params: { parts: issue.keys.join(', ').slice(0, 200) } };
    return { code: issue.code === 'invalid_type' && issue.input === undefined ? 'missing' : 'invalid', place, params: {} };
  });
}

type ReadFile = { readonly template: Template; readonly problems: readonly [] } | { readonly template: null; readonly problems: readonly FileProblem[] };

const unreadable: ReadFile = { template: null, problems: [{ code: 'notAFile', place: '', params: {} }] };

/**
 * A template from an uploaded file that nobody vouches for: JSON, or a workbook that is unpacked in the guarded thread and read onto the
 * version it was made of, which `baseOf` finds. `template` is null where it could not be understood. Throws `ExaminerBusyError`.
 */
export async function readTemplateFile(examiner: Pick<Examiner, 'grids'>, bytes: Uint8Array, baseOf: (key: string, version: number) => Promise<Template | null>): Promise<ReadFile> {
  if (bytes.length > maximumTemplateBytes) throw new HttpProblem(413, 'tooLarge', { params: { megabytes: maximumTemplateBytes / 1024 / 1024 } });
  if (zipSignature.every((byte, index) => bytes[index] === byte)) return readWorkbook(examiner, bytes, baseOf);
  const content = jsonOf(bytes);
  return content === null ? unreadable : parsedBy(content.value);
}

function parsedBy(value: unknown, cellOf?: CellOf): ReadFile {
  const parsed = TemplateFile.safeParse(value);
  return parsed.success ? { template: parsed.data, problems: [] } : { template: null, problems: templateProblems(parsed.error, cellOf) };
}

async function readWorkbook(examiner: Pick<Examiner, 'grids'>, bytes: Uint8Array, baseOf: (key: string, version: number) => Promise<Template | null>): Promise<ReadFile> {
  let grids: Grids;
  try {
    grids = await examiner.grids(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return unreadable;
    throw error;
  }
  const read = await readTemplateWorkbook(grids, baseOf);
  if (read.template !== null) return parsedBy(read.template, read.cellOf);
  return { template: null, problems: read.slips.map(({ sheet, cell, code, params }) => ({ code, place: cell === '' ? sheet : `${sheet}!${cell}`, params: { ...params } })) };
}

function jsonOf(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    // A byte order mark, as Windows editors write it, is taken off by the decoder.
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return null;
  }
}
