import { connectTemporal, diagnoseEngine, type EngineDiagnosis } from '@hengji/workflows/client';
import { failed, judgeClock, ok, reasonOf, skipped, warning, type Check } from './check.js';

const hourMs = 3_600_000;
/** ms. What ended is kept so long at least that somebody can look at it the next day. */
const shortestRetentionMs = 24 * hourMs;
/** The policies for the ids of workflows that shells are started with. */
const oldestServer = [1, 24] as const;
const testedServer = '1.32';

function judgeServer({ serverVersion }: EngineDiagnosis): Check {
  const [major = 0, minor = 0] = serverVersion.split('.').map(Number);
  const enough = major > oldestServer[0] || (major === oldestServer[0] && minor >= oldestServer[1]);
  return enough ? ok('temporal', `${serverVersion}${serverVersion.startsWith(testedServer) ? '' : ` (releases are tested on ${testedServer})`}`) : failed('temporal', `${serverVersion} is too old`, `Use a Temporal server ${oldestServer.join('.')} or newer; releases are tested on ${testedServer}.`);
}

function judgeNamespace(namespace: string, { retentionMs, missingSearchAttributes }: EngineDiagnosis): Check {
  if (retentionMs === null) return failed('namespace', `there is no namespace "${namespace}"`, `Create it: temporal operator namespace create --namespace ${namespace} --retention 30d; or name another one in TEMPORAL_NAMESPACE.`);
  const days = `${Math.floor(retentionMs / (24 * hourMs))} days`;
  if (retentionMs < shortestRetentionMs) return failed('namespace', `"${namespace}" keeps what ended for ${Math.round(retentionMs / hourMs)} hours only`, `Raise it: temporal operator namespace update --namespace ${namespace} --retention 30d.`);
  if (missingSearchAttributes.length > 0) return failed('namespace', `"${namespace}" does not know ${missingSearchAttributes.join(', ')}`, 'Start a worker, which registers them; where the server does not let it (Temporal Cloud), create them with its own tools.');
  return ok('namespace', `"${namespace}" keeps what ended for ${days}`);
}

function judgeWorkers({ pollers }: EngineDiagnosis): Check {
  const todo = 'Start a worker with the same TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE and read its log: without one no decision is taken and no reminder sent.';
  if (pollers.process === 0) return failed('workers', 'no worker asks for work', todo);
  return pollers.mail === 0 ? warning('workers', 'a worker asks for decisions, and none for mails', todo) : ok('workers', `${pollers.process} asking for work`);
}

/** All that one connection to the server shows. */
export function judgeEngine(namespace: string, diagnosis: EngineDiagnosis): readonly Check[] {
  if (diagnosis.retentionMs === null) return [judgeServer(diagnosis), skipped('temporalClock', 'there is no namespace to ask in'), judgeNamespace(namespace, diagnosis), skipped('workers', 'there is no namespace to look in')];
  return [judgeServer(diagnosis), judgeClock('temporalClock', 'the Temporal server', diagnosis), judgeNamespace(namespace, diagnosis), judgeWorkers(diagnosis)];
}

function unreached(reason: string, todo: string): readonly Check[] {
  const rest = (['temporalClock', 'namespace', 'workers'] as const).map((name) => skipped(name, 'Temporal was not reached'));
  return [failed('temporal', `cannot be reached (${reason})`, todo), ...rest];
}

/** `patienceMs`: how long the server may take for all its answers together. */
export async function checkEngine(environment: NodeJS.ProcessEnv, patienceMs = 10_000): Promise<readonly Check[]> {
  if ((environment['TEMPORAL_ADDRESS'] ?? '') === '') return (['temporal', 'temporalClock', 'namespace', 'workers'] as const).map((name) => skipped(name, 'TEMPORAL_ADDRESS is not set'));
  try {
    const temporal = connectTemporal(environment);
    const { client, settings } = temporal;
    try {
      return judgeEngine(settings.namespace, await client.withDeadline(Date.now() + patienceMs, () => diagnoseEngine(client, settings.namespace)));
    } finally {
      await temporal.close();
    }
  } catch (error) {
    return unreached(reasonOf(error), 'See that the Temporal server runs, and that TEMPORAL_ADDRESS, TEMPORAL_TLS and TEMPORAL_API_KEY are right.');
  }
}
