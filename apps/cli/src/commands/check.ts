import { GuardedThread, UnreadableDocumentError } from '@hengji/documents';
import { bytesOf, filesOf, unreadableSentences } from '../check/files.js';
import { printReport } from '../check/print.js';
import type { CheckReport } from '../check/report.js';
import type { CheckInput } from '../check/worker.js';

type Outcome = { readonly file: string; readonly report: CheckReport } | { readonly file: string; readonly unreadable: string };

/** A thread starts without the loader that runs the source, so this is the build's. */
const workerScript = new URL('../check/worker.js', import.meta.url);

async function outcomeOf(file: string, thread: GuardedThread<CheckInput, CheckReport>): Promise<Outcome> {
  try {
    const bytes = await bytesOf(file);
    if (bytes === 'missing') return { file, unreadable: unreadableSentences.missing };
    return { file, report: await thread.run({ bytes, name: file }) };
  } catch (error) {
    // A file that a fault of ours meets is one more that cannot be read, and no reason to drop the others.
    return { file, unreadable: unreadableSentences[error instanceof UnreadableDocumentError ? error.code : 'failed'] };
  }
}

/** Resolves when everything has left the process: a large result through a pipe would else be cut off by the exit. */
function print(text: string): Promise<void> {
  return new Promise((done, fail) => process.stdout.write(text, (error) => (error === null || error === undefined ? done() : fail(error))));
}

/** `hengji check FILE… [--json]`: exit code 0 no error, 1 errors found, 2 something cannot be read. Needs no server and no database. */
export async function checkFiles({ names, json }: { readonly names: readonly string[]; readonly json: boolean }): Promise<number> {
  const files = await filesOf(names);
  const thread = new GuardedThread<CheckInput, CheckReport>(workerScript);
  const outcomes: Outcome[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const outcome = await outcomeOf(file, thread);
      outcomes.push(outcome);
      if ('unreadable' in outcome) process.stderr.write(`${file}：${outcome.unreadable}\n`);
      else if (!json) await print(`${index === 0 ? '' : '\n'}${printReport(file, outcome.report, process.stdout.isTTY)}`);
      if (files.length >= 10 && (index + 1) % 10 === 0) process.stderr.write(`${index + 1} / ${files.length}\n`);
    }
  } finally {
    await thread.close();
  }
  const read = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome] : []));
  if (json && read.length > 0) await print(`${JSON.stringify(files.length === 1 ? read[0]?.report : read.map(({ file, report }) => ({ file, ...report })))}\n`);
  if (read.length < outcomes.length || outcomes.length === 0) return 2;
  return read.some(({ report }) => report.summary.error > 0) ? 1 : 0;
}
