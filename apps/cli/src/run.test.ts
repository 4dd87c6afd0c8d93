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
    [['nonsense'], /^There is no command "nonsense": it is one of migrate, seed, admin, calendar, play, check, verify, reconcile, repair, doctor, backup, restore, advance\.\n$/],
    [['toString'], /^There is no command "toString"/],
    [['seed'], /^hengji seed writes demo data only/],
    [['seed', '--demo', '--loud'], /^hengji seed has no option --loud: it takes --demo, --people-file …; "hengji --help" shows all commands\.\n$/],
    [['seed', '--demo', 'more'], /^hengji seed has no use for "more": it takes /],
    [['verify', '--json'], /^hengji verify has no option --json: it takes no options; /],
    [['play'], /^There is data for one year to play: say "hengji play --year 2023"\.\n$/],
    [['play', '--year', '2022'], /say "hengji play --year 2023"/],
    [['play', '--year'], /^hengji play needs a value after --year: it takes --year …, --json/],
    [['seed', '--demo=yes'], /^hengji seed takes no value after --demo: /],
    [['play', '--year', '2023', '--people-file', '/nowhere/people.json'], /^\/nowhere\/people\.json does not exist: /],
    [['restore', '/nowhere/backup'], /^There is no folder \/nowhere\/backup: /],
    [['admin'], /^Say whom to make an administrator: /],
    [['admin', 'create', '--name', '张三'], /^Say whom to make an administrator: /],
    [['admin', 'create', '--name', '张三', '--username', 'Zhang San'], /^"Zhang San" is no user name: /],
    [['admin', 'create', '--name', '张三', '--username', 'zhang', '--mail', 'x'], /^"x" is no mail address: /],
    [['calendar'], /^Say which notice to read/],
    [['calendar', '/nowhere/notice.txt', '--year', '2027'], /^There is no file \/nowhere\/notice\.txt: /],
    [['calendar', '-', '--year', 'next'], /^Say of which year the notice is/],
    [['repair'], /^Say which workflow to repair/],
    [['repair', 'a', 'b'], /^Say which workflow to repair/],
    [['backup'], /^Say where to/],
    [['restore', 'a', 'b'], /^Say where from/],
    [['advance'], /^Say which rehearsal to advance/],
  ])('%j is one sentence on stderr and exit code 2', async (argv, sentence) => {
    for (const words of [argv, ['--only-read', ...argv]]) {
      written.stderr = '';
      expect(await run(words)).toBe(2);
      expect(written.stderr).toMatch(sentence);
      expect(written.stdout).toBe('');
    }
  });

  it.each([[['verify']], [['repair', 'finding:1']], [['play', '--year', '2023']], [['verify', '--help']]])('%j is understood without being carried out', async (argv) => {
    vi.stubEnv('DATABASE_URL', '');
    expect(await run(['--only-read', ...argv])).toBe(0);
    expect(written).toEqual({ stdout: '', stderr: '' });
  });

  it('says which variable is not set', async () => {
    vi.stubEnv('HENGJI_PEOPLE_FILE', '');
    expect(await run(['play', '--year', '2023'])).toBe(2);
    expect(written.stderr).toMatch(/^HENGJI_PEOPLE_FILE is not set: /);
    vi.stubEnv('DATABASE_URL', '');
    expect(await run(['verify'])).toBe(2);
    expect(written.stderr).toMatch(/DATABASE_URL is not set: the address of the application role\.\n$/);
  // The first to load what the commands stand on.
  }, 60_000);
});

describe('help', () => {
  it.each([[['--help']], [['seed', '--help']], [['help']]])('%j is on stdout', async (argv) => {
    expect(await run(argv)).toBe(0);
    expect(written.stdout).toMatch(/^Usage: hengji <command>/);
    expect(written.stderr).toBe('');
  });
});
