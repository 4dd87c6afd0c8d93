import { readPasswords } from '../peopleFile.js';
import { assemble } from '../play/cast.js';
import { reportOf, reportText } from '../play/report.js';
import { openRehearsal, playAll } from '../play/steps.js';
import { required, UsageError } from '../usage.js';

/** `hengji play --year 2023 [--json]`: exit code 0 only when the year closed and the audit was verified. */
export async function playYear({ json, peopleFile }: { readonly json: boolean; readonly peopleFile: string | null }): Promise<number> {
  const file = peopleFile ?? required('HENGJI_PEOPLE_FILE', 'name the file with the passwords of the demo people, or give --people-file');
  const passwords = readPasswords(file);
  if (passwords === null) throw new UsageError(`${file} does not exist: "hengji seed --demo --people-file ${file}" writes it.`);
  const apiUrl = required('HENGJI_API_URL', 'the address of a running Hengji, such as http://localhost:8310').replace(/\/+$/, '');
  const startedAt = performance.now();
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const play = await openRehearsal(await assemble(apiUrl, passwords), log);
  await playAll(play);
  const report = await reportOf(play, startedAt);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
  return report.evaluation.status === 'closed' && report.audit.verified ? 0 : 1;
}
