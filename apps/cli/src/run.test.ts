import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './run.js';

const written = { stdout: '', stderr: '' };

beforeEach(() => {
  written.stdout = '';
  written.stderr = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('a command line that is not understood', () => {
  it.each([
    [['nonsense'], /^There is no command "nonsense": it is one of migrate, seed, play, check, verify, repair, backup, restore, advance\.\n$/],
    [['toString'], /^There is no command "toString"/],
    [['seed'], /^hengji seed writes demo data only/],
    [['seed', '--demo', '--loud'], /^Unknown option '--loud'\.\n$/],
    [['seed', '--demo', 'more'], /^Unexpected argument 'more'\.\n$/],
    [['verify', '--json'], /^Unknown option '--json'\.\n$/],
    [['play'], /^There is data for one year to play: say "hengji play --year 2023"\.\n$/],
    [['play', '--year', '2022'], /say "hengji play --year 2023"/],
    [['play', '--year'], /^Option '--year <value>' argument missing\.\n$/],
    [['repair'], /^Say which workflow to repair/],
    [['repair', 'a', 'b'], /^Say which workflow to repair/],
    [['backup'], /^Say where to/],
    [['restore', 'a', 'b'], /^Say where from/],
    [['advance'], /^Say which rehearsal to advance/],
  ])('%j is one sentence on stderr and exit code 2', async (argv, sentence) => {
    expect(await run(argv)).toBe(2);
    expect(written.stderr).toMatch(sentence);
    expect(written.stdout).toBe('');
  });

  it('says which variable is not set', async () => {
    vi.stubEnv('HENGJI_PEOPLE_FILE', '');
    expect(await run(['play', '--year', '2023'])).toBe(2);
    expect(written.stderr).toMatch(/^HENGJI_PEOPLE_FILE is not set: /);
    vi.stubEnv('DATABASE_URL', '');
    expect(await run(['verify'])).toBe(2);
    expect(written.stderr).toMatch(/DATABASE_URL is not set: the address of the application role\.\n$/);
  });
});

describe('help', () => {
  it.each([[['--help']], [['seed', '--help']], [['help']]])('%j is on stdout', async (argv) => {
    expect(await run(argv)).toBe(0);
    expect(written.stdout).toMatch(/^Usage: hengji <command>/);
    expect(written.stderr).toBe('');
  });
});
