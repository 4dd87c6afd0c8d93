import { closeDatabase, openDatabase, readEvaluation, readFinding, type Database } from '@hengji/database';
import { isFindingOver, isLive } from '@hengji/domain';
import { connectTemporal, ensureSearchAttributes, repairShell, shellWorkflowId, type Shell, type ShellLabels } from '@hengji/workflows/client';
import { CommandFailure, required } from '../usage.js';

/** ms. Temporal answers at once or not at all; without an end its client would ask for ever. */
const patienceMs = 5_000;

/** Of which kind it must be; null: whichever has the id. */
export type RepairTarget = { readonly kind: Shell['kind'] | null; readonly id: string };

/** `hengji repair ID`: the id of an evaluation or finding, with or without the kind before it. */
export async function repair(target: RepairTarget): Promise<number> {
  required('TEMPORAL_ADDRESS', 'host:port of the Temporal server');
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  const temporal = connectTemporal(process.env);
  try {
    const { shell, labels } = await caseOf(db, target);
    // An empty server that no worker has reached yet knows none of the labels, and would refuse the workflow.
    const { connection, settings } = temporal;
    await connection.withDeadline(Date.now() + patienceMs, () => connection.workflowService.describeNamespace({ namespace: settings.namespace }));
    await ensureSearchAttributes(connection, settings.namespace);
    await temporal.client.withDeadline(Date.now() + patienceMs, () => repairShell(temporal.client, shell, labels));
    process.stdout.write(`restarted ${shellWorkflowId(shell)}\n`);
    return 0;
  } finally {
    await Promise.all([temporal.close(), closeDatabase(db)]);
  }
}

async function caseOf(db: Database, { kind, id }: RepairTarget): Promise<{ readonly shell: Shell; readonly labels: ShellLabels }> {
  const evaluation = kind === 'finding' ? null : await readEvaluation(db, id);
  const finding = evaluation === null && kind !== 'evaluation' ? await readFinding(db, id) : null;
  const found = evaluation ?? finding;
  if (found === null) throw new CommandFailure(`There is no ${kind ?? 'evaluation or finding'} ${id}.`);
  // A finished case needs no shell, and a new one would hide the history of the year.
  const over = evaluation === null ? finding !== null && isFindingOver(finding.status) : !isLive(evaluation.status);
  if (over) throw new CommandFailure(`${id} is over: its workflow has ended and needs no repair.`);
  const labels = { countyId: found.countyId, unitId: found.unit.id, year: found.year, rehearsal: found.rehearsal };
  return { shell: evaluation === null ? { kind: 'finding', id } : { kind: 'evaluation', id }, labels };
}
