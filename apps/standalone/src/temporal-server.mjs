import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { StartFailure, messageOf } from './failure.mjs';
import { accepts } from './ports.mjs';
import { repositoryRoot } from './runtime.mjs';

const patienceMs = 10_000;

/**
 * @typedef {object} TemporalServer a Temporal of one's own, as it was set
 * @property {string} address host:port
 * @property {string} namespace
 * @property {string | undefined} tls `true`, `false`, `1` or `0`
 * @property {string | undefined} apiKey implies TLS, unless `tls` says otherwise
 */

/**
 * Looks whether a Temporal server of one's own lets us in: each wrong setting is found here, where it has a name, and not by an app
 * that would wait for a minute.
 *
 * @param {TemporalServer} server
 * @returns {Promise<string>} its version
 * @throws {StartFailure} naming the setting and the way to mend it
 */
export async function requireTemporal({ address, namespace, tls, apiKey }) {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(colon + 1));
  if (!(await accepts(host, port, patienceMs))) {
    throw new StartFailure(`Nothing answers at TEMPORAL_ADDRESS ${address}: start that server, correct the address, or unset it to use the built-in one.`);
  }
  const encrypted = tls === undefined ? apiKey !== undefined : tls === 'true' || tls === '1';
  const found = await tlsOf(host, port);
  if (encrypted && found === 'none') {
    const why = tls === undefined ? 'set TEMPORAL_TLS=false, for TEMPORAL_API_KEY implies true' : 'unset TEMPORAL_TLS';
    throw new StartFailure(`The server at TEMPORAL_ADDRESS ${address} does not speak TLS: ${why}, or correct the address.`);
  }
  if (!encrypted && found !== 'none') throw new StartFailure(`The server at TEMPORAL_ADDRESS ${address} speaks TLS: set TEMPORAL_TLS=true, or correct the address.`);
  if (encrypted && found !== 'trusted') {
    throw new StartFailure(`The certificate of the server at TEMPORAL_ADDRESS ${address} is not trusted here (${found}): correct the address, or give the server a certificate that this machine trusts.`);
  }
  return askNamespace({ address, namespace, encrypted, apiKey });
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string>} `none` when the server does not speak TLS, `trusted`, or why its certificate is not
 */
function tlsOf(host, port) {
  return new Promise((done) => {
    const socket = connect({ host, port, ALPNProtocols: ['h2'], rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) });
    /** @param {string} answer */
    const finish = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(patienceMs / 2, () => finish('none'));
    socket.on('error', () => finish('none'));
    socket.on('close', () => finish('none'));
    socket.on('secureConnect', () => finish(socket.authorized ? 'trusted' : String(socket.authorizationError)));
  });
}

/**
 * @param {{address: string, namespace: string, encrypted: boolean, apiKey: string | undefined}} server
 * @returns {Promise<string>}
 */
async function askNamespace({ address, namespace, encrypted, apiKey }) {
  // The SDK belongs to the API and the worker; the launcher only borrows it.
  const entry = createRequire(join(repositoryRoot, 'package.json')).resolve('@temporalio/client');
  const { Connection } = await import(pathToFileURL(entry).href);
  // Without its interceptors, for one of them asks again and again, even after the connection was closed.
  const connection = Connection.lazy({ address, tls: encrypted, connectTimeout: patienceMs, interceptors: [], ...(apiKey === undefined ? {} : { apiKey }) });
  try {
    return await connection.withDeadline(Date.now() + patienceMs, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      return (await connection.workflowService.getSystemInfo({})).serverVersion;
    });
  } catch (error) {
    throw new StartFailure(refusal(gRpcStatusOf(error), { address, namespace, keyGiven: apiKey !== undefined, said: messageOf(error) }));
  } finally {
    await connection.close();
  }
}

/**
 * @param {number | undefined} status
 * @param {{address: string, namespace: string, keyGiven: boolean, said: string}} server
 * @returns {string}
 */
function refusal(status, { address, namespace, keyGiven, said }) {
  const first = said.split('\n')[0] ?? '';
  switch (status) {
    case 5:
      return `The Temporal server at ${address} has no namespace "${namespace}": set TEMPORAL_NAMESPACE to one it has, or make it with "temporal operator namespace create --namespace ${namespace} --address ${address}".`;
    case 7:
    case 16:
      return `The Temporal server at ${address} does not let us into namespace "${namespace}" (${first}): ${keyGiven ? 'correct TEMPORAL_API_KEY' : 'set TEMPORAL_API_KEY'}, or TEMPORAL_NAMESPACE.`;
    case undefined:
    default:
      return `The server at TEMPORAL_ADDRESS ${address} does not answer as Temporal does (${first}): correct the address, or unset it to use the built-in one.`;
  }
}

/**
 * @param {unknown} error
 * @returns {number | undefined} gRPC's status, wherever the SDK put it
 */
function gRpcStatusOf(error) {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return gRpcStatusOf(error.cause);
}
