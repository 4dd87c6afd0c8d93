/**
 * `npm run bench`: the figures by which the design is judged, in one table on stdout. It judges nothing itself: a missed goal is said,
 * and the exit code stays 0. Ratios compare samples of one run. `--rounds N` takes more or fewer samples; `--only reading`
 * measures the checker of reports alone, without starting anything. `--only county` measures what a county and a province need, each of
 * which can be named alone: `decisions`, `launch`, `day` (`--minutes`), `shells` (`--shells`), `lists`; all but the lists on the Temporal server
 * that `HENGJI_TEST_TEMPORAL_ADDRESS` names, where it names one.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot, runScript } from '../support/program.js';
import { decisionLines, measureDecisions } from './decisions.js';
import { countyLines, isCountyPart } from './county.js';
import { firstPageScripts } from './firstPage.js';
import { launch, type Launched } from '../support/launcher.js';
import { percentile } from './measure.js';
import { measureManyFiles, measureReading } from './reading.js';
import { atMost, tableOf, type Line } from './table.js';

async function yearLines({ environment }: Launched): Promise<readonly Line[]> {
  const { code, stdout, stderr } = await runScript(join(repositoryRoot, 'apps/cli/dist/main.js'), ['play', '--year', '2023', '--json'], environment);
  if (code !== 0) throw new Error(`play ended with ${code}:\n${stderr}`);
  const { temporal, realSeconds }: { readonly temporal: { readonly historyEvents: number; readonly actions: number }; readonly realSeconds: number } = JSON.parse(stdout);
  return [
    { measure: 'events of a department-year in Temporal', value: String(temporal.historyEvents), goal: atMost(temporal.historyEvents, 1500) },
    { measure: 'actions of a department-year in Temporal', value: String(temporal.actions), goal: atMost(temporal.actions, 400) },
    { measure: 'a year played through the API', value: `${realSeconds.toFixed(1)} s` },
  ];
}

async function pageLines({ url }: Launched): Promise<readonly Line[]> {
  const { files, gzipBytes } = await firstPageScripts(url);
  const kilobytes = gzipBytes / 1000;
  return [{ measure: `first page’s JavaScript, gzip (${files} files)`, value: `${kilobytes.toFixed(0)} kB`, goal: atMost(kilobytes, 340, ' kB') }];
}

async function readingLines(): Promise<readonly Line[]> {
  const { parse, parseAndCheck, extract, whole, paragraphs } = await measureReading({ warmUp: 5, rounds: 40 });
  const median = (samples: readonly number[]) => percentile(samples, 0.5);
  const [checked, text] = [median(parseAndCheck) / median(parse), median(whole) / median(extract)];
  const { files, seconds, early, late } = await measureManyFiles();
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);
  return [
    { measure: `a Word report of 30 pages (${paragraphs} paragraphs) read and checked, p50`, value: `${median(parseAndCheck).toFixed(1)} ms` },
    { measure: '  ratio to reading it alone', value: checked.toFixed(2), goal: atMost(checked, 1.3) },
    { measure: '  ratio to the Word library’s text of it', value: text.toFixed(2), goal: atMost(text, 2) },
    { measure: `\`hengji check\` on ${files} Word reports in one call`, value: `${seconds.toFixed(1)} s` },
    { measure: `  memory after a tenth of them ${megabytes(early)} MB, at the end`, value: `${megabytes(late)} MB`, goal: atMost(late / 1_000_000, 512, ' MB') },
  ];
}

const say = (text: string) => void process.stderr.write(`${text}\n`);
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '240' }, only: { type: 'string' }, minutes: { type: 'string', default: '5' }, shells: { type: 'string', default: '10000' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 10) throw new Error('--rounds wants a whole number from 10 on');
const [cpu] = cpus();
const tell = (lines: readonly Line[]) => process.stdout.write(`${cpus().length} × ${cpu?.model ?? 'CPU'}, Node ${process.version}\n\n${tableOf(lines)}\n`);
if (values.only === 'reading') {
  tell(await readingLines());
  process.exit();
}
if (values.only !== undefined) {
  if (!isCountyPart(values.only)) throw new Error('--only wants reading, county, decisions, launch, day, shells or lists');
  tell(await countyLines(values.only, { minutes: Number(values.minutes), shells: Number(values.shells), rounds }, say));
  process.exit();
}
const home = await mkdtemp(join(tmpdir(), 'hengji-bench-'));
await chmod(home, 0o711);
const data = join(home, 'data');
let stack: Launched | undefined;
try {
  say('npm start, the first time …');
  const cold = await launch(data);
  await cold.stop();
  say('npm start, warm …');
  stack = await launch(data);
  say(`${rounds} rounds of decisions …`);
  const decisions = await measureDecisions({ ...stack, temporalAddress: stack.environment['TEMPORAL_ADDRESS'] ?? '', namespace: stack.environment['TEMPORAL_NAMESPACE'] ?? 'default' }, { warmUp: 30, rounds });
  say('reports of others …');
  const reading = await readingLines();
  say('a year …');
  const year = await yearLines(stack);
  const lines: readonly Line[] = [
    ...decisionLines(decisions, 1.2),
    ...year,
    ...reading,
    ...(await pageLines(stack)),
    { measure: '`npm start` with data and build, until “Hengji ready”', value: `${stack.seconds.toFixed(1)} s`, goal: atMost(stack.seconds, 10, ' s') },
    { measure: '`npm start` on an empty data folder', value: `${cold.seconds.toFixed(1)} s` },
  ];
  tell(lines);
} finally {
  await stack?.stop();
  await rm(home, { recursive: true, force: true });
}
