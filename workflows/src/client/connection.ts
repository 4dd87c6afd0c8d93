import { Client, Connection } from '@temporalio/client';

/** The variables that say where Temporal is; `process.env` fits. */
export type TemporalVariables = {
  readonly TEMPORAL_ADDRESS?: string | undefined;
  readonly TEMPORAL_NAMESPACE?: string | undefined;
  readonly TEMPORAL_TLS?: string | undefined;
  readonly TEMPORAL_API_KEY?: string | undefined;
};

export type TemporalSettings = { readonly address: string; readonly namespace: string; readonly tls: boolean; readonly apiKey: string | null };

export type Temporal = { readonly client: Client; readonly connection: Connection; readonly settings: TemporalSettings; close(): Promise<void> };

/** Reads the settings. Throws a RangeError that names the wrong variable and the way to mend it. An API key implies TLS. */
export function temporalSettings(variables: TemporalVariables): TemporalSettings {
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE, TEMPORAL_TLS = '', TEMPORAL_API_KEY } = variables;
  if (!/^[^\s/]+:\d+$/.test(address)) throw new RangeError('TEMPORAL_ADDRESS must be host:port of the Temporal server, such as 127.0.0.1:7233');
  if (!['', '0', '1', 'false', 'true'].includes(TEMPORAL_TLS)) throw new RangeError('TEMPORAL_TLS must be true or false');
  const apiKey = TEMPORAL_API_KEY === undefined || TEMPORAL_API_KEY === '' ? null : TEMPORAL_API_KEY;
  const tls = TEMPORAL_TLS === '' ? apiKey !== null : TEMPORAL_TLS === '1' || TEMPORAL_TLS === 'true';
  return { address, namespace: TEMPORAL_NAMESPACE === undefined || TEMPORAL_NAMESPACE === '' ? 'default' : TEMPORAL_NAMESPACE, tls, apiKey };
}

/** A client that connects with its first call and again after an outage, so that an API can start before Temporal does. */
export function connectTemporal(variables: TemporalVariables): Temporal {
  const settings = temporalSettings(variables);
  const { address, namespace, tls, apiKey } = settings;
  const connection = Connection.lazy({ address, tls, ...(apiKey === null ? {} : { apiKey }) });
  return { client: new Client({ connection, namespace }), connection, settings, close: () => connection.close() };
}

/** File of the prebuilt workflow bundle, whether this module runs from source or compiled. */
export function bundlePath(): string {
  return decodeURIComponent(new URL('../../dist/bundle.js', import.meta.url).pathname);
}
