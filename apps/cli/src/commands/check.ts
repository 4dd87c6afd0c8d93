import { writeFile } from 'node:fs/promises';
import type { Template } from '@hengji/domain';
import { Examiner, pageOf, sectionOf, UnreadableDocumentError, type Examined, type ExamineInput } from '@hengji/documents';
import { bytesOf, fileSentences, filesOf } from '../check/files.js';
import { printReport } from '../check/print.js';
import { UsageError } from '../usage.js';

type Outcome = ({ readonly file: string } & Examined) | { readonly file: string; readonly unreadable: string };

/** So many files and progress is told, every so many files where nobody watches a terminal. */
const manyFiles = 10;
const toldEvery = 100;

/** The shipped template of that name. Throws `UsageError` with the names there are. Read from files, not from a database. */
async function shippedTemplate(key: string): Promise<Template> {
  const { readShippedTemplates } = await import('@hengji/database');
  const shipped = readShippedTemplates();
  const found = shipped.find((template) => template.key === key);
  if (found === undefined) throw new UsageError(`There is no template "${key}": it is one of ${shipped.map((template) => template.key).join(', ')}.`);
  return found;
}

async function outcomeOf(file: string, wanted: Pick<ExamineInput, 'shown' | 'template'>, examiner: Examiner): Promise<Outcome> {
  try {
    const bytes = await bytesOf(file);
    if (bytes === 'missing') return { file, unreadable: fileSentences.missing };
    return { file, ...(await examiner.examine({ ...wanted, bytes, name: file, language: 'zh' })) };
  } catch (error) {
    // A file that a fault of ours meets is one more that cannot be read, and no reason to drop the others.
    return { file, unreadable: fileSentences[error instanceof UnreadableDocumentError ? error.code : 'failed'] };
  }
}

/** Resolves when everything has left the process: a large result through a pipe would else be cut off by the exit. */
function print(text: string): Promise<void> {
  return new Promise((done, fail) => process.stdout.write(text, (error) => (error === null || error === undefined ? done() : fail(error))));
}

/** On a terminal one line that counts up; elsewhere a line now and then. */
function tellProgress(done: number, all: number): void {
  if (all < manyFiles) return;
  if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${all}${done === all ? '\n' : ''}`);
  else if (done % toldEvery === 0) process.stderr.write(`${done} / ${all}\n`);
}

/**
 * `hengji check FILE… [--template ID] [--json] [--html PAGE]`: exit code 0 no error, 1 errors found, 2 something cannot be read. Needs no server and no
 * database. With `--html` a page with the documents and their findings is written as well; standard output stays what it is without; with `--template` the documents
 * are held to its rows, weights, scoring rules and grade lines too.
 */
export async function checkFiles({ names, json, page, template: key }: { readonly names: readonly string[]; readonly json: boolean; readonly page: string | null; readonly template: string | null }): Promise<number> {
  const template = key === null ? null : await shippedTemplate(key);
  const files = await filesOf(names);
  const examiner = new Examiner();
  const outcomes: Outcome[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const outcome = await outcomeOf(file, { shown: page !== null, template }, examiner);
      outcomes.push(outcome);
      if ('unreadable' in outcome) process.stderr.write(`${file}：${outcome.unreadable}\n`);
      else if (!json) await print(`${index === 0 ? '' : '\n'}${printReport(file, outcome.report, process.stdout.isTTY)}`);
      tellProgress(index + 1, files.length);
    }
  } finally {
    await examiner.close();
  }
  const read = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome] : []));
  if (json && read.length > 0) await print(`${JSON.stringify(files.length === 1 ? read[0]?.report : read.map(({ file, report }) => ({ file, ...report })))}\n`);
  if (page !== null && read.length > 0) await writeFile(page, pageOf(read.flatMap(({ file, report, shown }, index) => (shown === null ? [] : [sectionOf(file, report, shown, `d${index}-`)]))));
  if (read.length < outcomes.length || outcomes.length === 0) return 2;
  return read.some(({ report }) => report.summary.error > 0) ? 1 : 0;
}
