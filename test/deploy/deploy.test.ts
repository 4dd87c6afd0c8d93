import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import * as api from '../../apps/api/src/configuration.js';
import * as portal from '../../apps/portal/src/configuration.js';
import * as worker from '../../apps/worker/src/configuration.js';
import { dynamicConfiguration } from '../../apps/standalone/src/temporal.mjs';
import * as web from '../../apps/web/serveConfiguration.mjs';
import { repositoryRoot } from '../support/program.js';

/** No container engine runs where these tests do. What can be known without one is: every file parses, and every name in it means something. */

const folder = join(repositoryRoot, 'apps/standalone/deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  deploy: z.object({ replicas: z.number() }).optional(),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) });
const { services, volumes } = Compose.parse(parse(read('compose.yaml'), { merge: true }));

/** As compose would fill it in, with values of the example and a secret wherever it leaves one open. */
const example = Object.fromEntries(read('env.example').split('\n').filter((line) => /^[A-Z_]+=/.test(line)).map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const secrets = ['AUTH_SECRET', 'POSTGRES_PASSWORD', 'HENGJI_OWNER_PASSWORD', 'HENGJI_APP_PASSWORD', 'TEMPORAL_SQL_PASSWORD'];
const filled: Readonly<Record<string, string>> = { ...example, ...Object.fromEntries(secrets.map((name) => [name, 'x'.repeat(40)])) };

function substitute(text: string): string {
  return text.replaceAll(/\$\{([A-Z_]+)(:-([^}]*)|:\?)?\}/g, (_all, name: string, _more, fallback: string | undefined) => (filled[name] ?? '') || (fallback ?? ''));
}

function environmentOf(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(services[name]?.environment ?? {}).map(([variable, value]) => [variable, substitute(value)]));
}

const processes = [
  { name: 'api', variables: api.Variables, readConfiguration: api.readConfiguration, script: 'apps/api/dist/main.js' },
  { name: 'worker', variables: worker.Variables, readConfiguration: worker.readConfiguration, script: 'apps/worker/dist/main.js' },
  { name: 'portal', variables: portal.Variables, readConfiguration: portal.readConfiguration, script: 'apps/portal/dist/main.js' },
  { name: 'web', variables: web.Variables, readConfiguration: web.readConfiguration, script: 'apps/web/serve.mjs' },
] as const;

describe('the compose file', () => {
  test.each(processes)('$name is given variables that it reads, and everything that it needs', ({ name, variables, readConfiguration, script }) => {
    expect(services[name]?.command).toEqual([script]);
    const environment = environmentOf(name);
    expect(Object.keys(environment).filter((variable) => !(variable in variables.shape))).toEqual([]);
    // The folders of the container are made here.
    const here = { ...environment, ...('BLOB_DIR' in environment ? { BLOB_DIR: tmpdir() } : {}), ...(name === 'web' ? { WEB_DIST: join(repositoryRoot, 'apps/web') } : {}) };
    expect(() => readConfiguration(here)).not.toThrow();
  });

  test('it asks for no variable that the example does not list, and the example lists none that nobody asks for', () => {
    const asked = new Set([...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
    expect(asked).toEqual(new Set(Object.keys(example)));
    for (const name of secrets) expect(example[name]).toBe('');
  });

  test('two APIs and two workers; nothing but the proxy is published', () => {
    expect(services['api']?.deploy?.replicas).toBe(2);
    expect(services['worker']?.deploy?.replicas).toBe(2);
    expect(Object.entries(services).filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['proxy']);
  });

  test('every address, dependency and volume names something that is there', () => {
    for (const [name, service] of Object.entries(services)) {
      const dependencies = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on);
      for (const dependency of dependencies) expect(services, name).toHaveProperty(dependency);
      for (const volume of service.volumes.map(substitute)) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./') && !source.startsWith('./backups')) expect(read(source).length, volume).toBeGreaterThan(0);
        else if (!source.startsWith('/') && !source.startsWith('.')) expect(volumes, volume).toHaveProperty(source);
      }
      for (const value of Object.values(environmentOf(name))) {
        const host = /^(?:postgresql:\/\/[^@]+@)?([a-z]+):\d+(?:\/|$)/.exec(value)?.[1];
        if (host !== undefined) expect(services, value).toHaveProperty(host);
      }
    }
    for (const [, host = ''] of read('Caddyfile').matchAll(/reverse_proxy ([a-z]+):\d+/g)) expect(services).toHaveProperty(host);
  });

  test('no image floats, and all connections together fit into PostgreSQL', () => {
    for (const { image } of Object.values(services)) expect(substitute(image)).toMatch(/:(?!latest)[\w.-]+$/);
    const of = (name: string) => Number(services[name]?.environment['DATABASE_CONNECTIONS']) * (services[name]?.deploy?.replicas ?? 1);
    const temporal = [...read('temporal/server.yaml').matchAll(/maxConns: (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    const most = Number(/max_connections=(\d+)/.exec(read('compose.yaml'))?.[1]);
    // Some stay free for migrations, backups and people who look.
    expect(of('api') + of('worker') + of('portal') + temporal).toBeLessThan(most - 20);
  });
});

test('the alerts ask for metrics that exist', () => {
  const Rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) });
  const { groups } = Rules.parse(parse(read('prometheus-alerts.yaml')));
  const sources = ['packages/service/src/metrics.ts', 'apps/worker/src/workerMetrics.ts'].map((file) => readFileSync(join(repositoryRoot, file), 'utf8')).join('\n');
  const asked = groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => [...expr.matchAll(/hengji_[a-z_]+/g)].map(([name]) => name)));
  expect(asked.length).toBeGreaterThan(5);
  for (const metric of asked) expect(sources, metric).toContain(`'${metric}'`);
});

test('shell scripts and Temporal’s file can be read by what reads them', () => {
  for (const script of ['postgres/roles.sh', 'temporal/schema.sh', 'temporal/namespace.sh']) expect(spawnSync('sh', ['-n', join(folder, script)]).status, script).toBe(0);
  // Its placeholders stand where values stand.
  const rendered = read('temporal/server.yaml').replaceAll(/\{\{ (?:default "([^"]*)" \()?(?:env "[^"]*")?\)? ?\}\}/g, (_all, fallback: string | undefined) => fallback ?? 'x');
  const [document] = parseAllDocuments(rendered);
  expect(document?.errors).toEqual([]);
});

test('a server of one’s own is told what the one of npm start is told', () => {
  const Settings = z.record(z.string(), z.tuple([z.object({ value: z.string() })]));
  const settings = Object.entries(Settings.parse(parse(read('temporal/dynamic.yaml')))).map(([name, [{ value }]]) => [name, value]);
  expect(Object.fromEntries(settings)).toEqual(dynamicConfiguration);
});
