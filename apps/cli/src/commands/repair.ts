import { parseArgs } from 'node:util';
import { closeDatabase, openDatabase, readEvaluation, readFinding, type Database } from '@hengji/database';
import { isFindingOver, isLive } from '@hengji/domain';
import { connectTemporal, repairShell, shellWorkflowId, type Shell, type ShellLabels } from '@hengji/workflows/client';
import { CommandFailure, required, UsageError } from '../usage.js';

/** `hengji repair ID`: the id of an evaluation or finding, with or without the kind before it. */
export async function repair(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, strict: true, allowPositionals: true });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('Say which workflow to repair: "hengji repair ID" with one id of an evaluation or a finding.');
  required('TEMPORAL_ADDRESS', 'host:port of the Temporal server');
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  const temporal = connectTemporal(process.env);
  try {
    const { shell, labels } = await caseOf(db, given.replace(/^(evaluation|finding):/, ''));
    await repairShell(temporal.client, shell, labels);
    process.stdout.write(`restarted ${shellWorkflowId(shell)}\n`);
    return 0;
  } finally {
    await Promise.all([temporal.close(), closeDatabase(db)]);
  }
}

async function caseOf(db: Database, id: string): Promise<{ readonly shell: Shell; readonly labels: ShellLabels }> {
  const evaluation = await readEvaluation(db, id);
  const finding = evaluation === null ? await readFinding(db, id) : null;
  const found = evaluation ?? finding;
  if (found === null) throw new CommandFailure(`There is no evaluation or finding ${id}.`);
  // A finished case needs no shell, and a new one would hide the history of the year.
  const over = evaluation === null ? finding !== null && isFindingOver(finding.status) : !isLive(evaluation.status);
  if (over) throw new CommandFailure(`${id} is over: its workflow has ended and needs no repair.`);
  const labels = { countyId: found.countyId, unitId: found.unit.id, year: found.year, rehearsal: found.rehearsal };
  return { shell: evaluation === null ? { kind: 'finding', id } : { kind: 'evaluation', id }, labels };
}
