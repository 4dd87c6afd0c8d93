import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '@hengji/checks';
import { documentOf, readFlow, understand } from '@hengji/documents';
import mammoth from 'mammoth';
import { docxOf, docxParts, sketchOf, zipOf } from '../../packages/documents/test/containers.js';
import { repositoryRoot } from '../support/program.js';
import { inTurns, type Samples } from './measure.js';

const font = '<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/>';

/** A paragraph as Word and WPS write it: its spacing and font, and a run of its own for every stretch of digits or letters. */
function printedParagraph(text: string): string {
  const look = `<w:rPr>${font}<w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>`;
  const runs = text.split(/(?<=[\d.%])(?=[^\d.%])|(?<=[^\d.%])(?=[\d.%])/).map((part) => `<w:r>${look}<w:t xml:space="preserve">${part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r>`);
  return `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>${look}</w:pPr>${runs.join('')}</w:p>`;
}

/** A report of about thirty pages: the committed twin of a real one, its chapters on work and money again and again. */
async function longReport(): Promise<{ readonly docx: Buffer; readonly paragraphs: number }> {
  const twin = sketchOf(await readFile(join(repositoryRoot, 'packages/checks/test/golden/report-2023-twin.txt'), 'utf8'));
  const work = twin.filter((line) => typeof line === 'string' && line.length > 60 && !/（\d+分）/.test(line));
  // A page of official print has 22 lines of 28 characters.
  const characters = 30 * 22 * 28;
  const filled = [...twin];
  for (let at = 0, count = 0; count < characters; at += 1) {
    const line = work[at % work.length];
    if (typeof line !== 'string') continue;
    filled.splice(20, 0, line);
    count += line.length;
  }
  const body = filled.map((line) => (typeof line === 'string' ? printedParagraph(line) : '')).join('');
  return { docx: Buffer.from(zipOf(docxParts(body))), paragraphs: filled.length };
}

export type ReadingSamples = { readonly parse: Samples; readonly parseAndCheck: Samples; readonly extract: Samples; readonly whole: Samples; readonly paragraphs: number };

/**
 * Checking a Word report of thirty pages. `parse` reads it into its structure, `parseAndCheck` also runs every rule; `extract` is the Word
 * library's own text of the same bytes, `whole` all that `hengji check` does with them but starting a process.
 */
export async function measureReading(options: { readonly warmUp: number; readonly rounds: number }): Promise<ReadingSamples> {
  const { docx, paragraphs } = await longReport();
  const samples = await inTurns(
    [
      { name: 'parse', once: async () => documentOf(await readFlow(docx)) },
      { name: 'parseAndCheck', once: async () => check(documentOf(await readFlow(docx))) },
      { name: 'extract', once: () => mammoth.extractRawText({ buffer: docx }) },
      { name: 'whole', once: async () => JSON.stringify(check(understand(await readFlow(docx))).findings.length) },
    ],
    options,
  );
  const of = (name: string) => samples.get(name) ?? [];
  return { parse: of('parse'), parseAndCheck: of('parseAndCheck'), extract: of('extract'), whole: of('whole'), paragraphs };
}

export type ManyFiles = { readonly files: number; readonly seconds: number; /** Bytes after a tenth of the files and at the end; 0 where the system does not tell. */ readonly early: number; readonly late: number };

/** Of a process, by /proc; 0 where there is none. */
export function residentBytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0') * 1024;
  } catch {
    return 0;
  }
}

/** `hengji check` on a folder of a thousand Word reports in one call. */
export async function measureManyFiles(): Promise<ManyFiles> {
  const files = 1000;
  const folder = await mkdtemp(join(tmpdir(), 'hengji-bench-files-'));
  try {
    const twin = sketchOf(await readFile(join(repositoryRoot, 'packages/checks/test/golden/report-2023-twin.txt'), 'utf8'));
    const docx = docxOf(twin);
    for (let number = 0; number < files; number += 1) await writeFile(join(folder, `${String(number).padStart(4, '0')}.docx`), docx);
    const started = performance.now();
    const child = spawn(process.execPath, [join(repositoryRoot, 'apps/cli/dist/main.js'), 'check', folder, '--json'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let [early, late, done] = [0, 0, 0];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      done = Number([...text.matchAll(/(\d+) \/ \d+/g)].at(-1)?.[1] ?? done);
      if (early === 0 && done >= files / 10) early = residentBytes(child.pid);
    });
    const watch = setInterval(() => {
      late = residentBytes(child.pid) || late;
    }, 100);
    await new Promise((end, fail) => child.on('error', fail).on('close', end));
    clearInterval(watch);
    return { files, seconds: (performance.now() - started) / 1000, early, late };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
