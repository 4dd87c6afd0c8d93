import { describe, expect, test } from 'vitest';
import { StartFailure } from './failure.mjs';
import { parseServicesOptions, parseStartOptions, readStackEnvironment } from './options.mjs';

const root = '/srv/hengji';

describe('npm start', () => {
  test('needs nothing', () => {
    expect(parseStartOptions([], {}, root)).toMatchObject({
      home: '/srv/hengji/.hengji',
      port: undefined,
      reset: false,
      databaseUrl: undefined,
      temporal: { address: undefined, namespace: 'default' },
      warnings: [],
    });
  });

  test.each([
    [['--port', '9000'], 9000],
    [['--port=9000'], 9000],
  ])('takes the port from %j', (argv, port) => {
    expect(parseStartOptions(argv, {}, root).port).toBe(port);
  });

  test.each([[['--port']], [['--port', 'web']], [['--port', '0']], [['--port', '65536']], [['--port', '80.5']], [['--prot', '80']], [['reset']]])('refuses %j in one sentence', (argv) => {
    const sentence = refusal(() => parseStartOptions(argv, {}, root));
    expect(sentence).toMatch(/^[^\n]+: [^\n]+\.$/);
  });

  test.each([
    [{ npm_config_reset: 'true' }, [], 'npm kept --reset for itself: give it after "--", as in "npm start -- --port 9200 --reset".'],
    [{ npm_config_port: '9200' }, [], 'npm kept --port for itself: '],
    [{ npm_config_port: 'true', npm_config_reset: 'true' }, ['9200'], 'npm kept --port and --reset for itself: give them after "--"'],
  ])('an option that npm kept for itself (%j) is refused with the right spelling', (kept, argv, sentence) => {
    expect(refusal(() => parseStartOptions(argv, { ...kept, npm_lifecycle_event: 'start' }, root))).toContain(sentence);
  });

  test('what npm kept for another script, or did not keep, is none of ours', () => {
    expect(parseStartOptions([], { npm_config_reset: 'true', npm_lifecycle_event: 'test' }, root)).toMatchObject({ reset: false });
    expect(parseStartOptions(['--port=9100'], { npm_config_port: '9200', npm_lifecycle_event: 'start' }, root)).toMatchObject({ port: 9100 });
  });

  test('never resets beside a database of one’s own', () => {
    expect(refusal(() => parseStartOptions(['--reset'], { DATABASE_URL: 'postgresql://u:p@h/d' }, root))).toContain('unset DATABASE_URL');
  });
});

describe('the environment', () => {
  test('one role for everything is allowed and warned about', () => {
    const options = readStackEnvironment({ DATABASE_URL: 'postgresql://u:p@h/d' }, root);
    expect(options.migrationDatabaseUrl).toBe('postgresql://u:p@h/d');
    expect(options.warnings).toHaveLength(1);
  });

  test('two roles need no warning', () => {
    const env = { DATABASE_URL: 'postgresql://app:p@h/d', MIGRATION_DATABASE_URL: 'postgresql://owner:p@h/d' };
    expect(readStackEnvironment(env, root)).toMatchObject({ migrationDatabaseUrl: env.MIGRATION_DATABASE_URL, warnings: [] });
  });

  test('an empty variable is no variable', () => {
    expect(readStackEnvironment({ DATABASE_URL: '', SMTP_URL: ' ' }, root)).toMatchObject({ databaseUrl: undefined, smtpUrl: undefined });
  });

  test('HENGJI_HOME is taken from the clone when it is relative', () => {
    expect(readStackEnvironment({ HENGJI_HOME: 'data/甲' }, root).home).toBe('/srv/hengji/data/甲');
    expect(readStackEnvironment({ HENGJI_HOME: '/data' }, root).home).toBe('/data');
  });

  test('the public address loses its last slash', () => {
    expect(readStackEnvironment({ HENGJI_PUBLIC_URL: 'https://h.example/' }, root).publicUrl).toBe('https://h.example');
  });

  test.each([
    { DATABASE_URL: 'mysql://u:secret@h/d' },
    { DATABASE_URL: 'secret' },
    { MIGRATION_DATABASE_URL: 'postgresql://u:secret@h/d' },
    { SMTP_URL: 'http://u:secret@h' },
    { TEMPORAL_ADDRESS: 'localhost' },
    { TEMPORAL_ADDRESS: 'foo:99999' },
    { TEMPORAL_ADDRESS: 'foo:0' },
    { TEMPORAL_ADDRESS: 'http://foo:7233' },
    { TEMPORAL_TLS: 'maybe' },
    { HENGJI_PUBLIC_URL: 'h.example' },
  ])('refuses %j without repeating a password', (env) => {
    const sentence = refusal(() => readStackEnvironment(env, root));
    expect(sentence).toMatch(/: [^\n]+\.$/);
    expect(sentence).not.toContain('secret');
  });
});

describe('services.mjs', () => {
  test('needs a folder', () => {
    expect(refusal(() => parseServicesOptions([]))).toContain('--home DIR');
    expect(refusal(() => parseServicesOptions(['--home']))).toContain('--home DIR');
    expect(refusal(() => parseServicesOptions(['--home', '/h', '--throwaway']))).toContain('one data folder');
  });

  test('takes its switches', () => {
    expect(parseServicesOptions(['--home', '/h', '--postgres-only', '--no-fsync'])).toEqual({ home: '/h', postgresOnly: true, fsync: false, help: false });
    expect(parseServicesOptions(['--throwaway'])).toEqual({ home: undefined, postgresOnly: false, fsync: true, help: false });
  });
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StartFailure) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
