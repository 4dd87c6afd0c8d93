import { describe, expect, test } from 'vitest';
import { listenOn } from './apps.mjs';
import { summarise } from './children.mjs';
import { isProvided, needOf } from './command.mjs';
import { cells, peopleTable } from './demo-people.mjs';
import { StartFailure, Stopped, sentenceOf } from './failure.mjs';
import { reasonIn } from './install.mjs';
import { environmentOn } from './run-file.mjs';
import { createStepLog } from './step-log.mjs';
import { backOffMs, keepRunning } from './supervise.mjs';

describe('what a command needs', () => {
  test.each([
    [['play', '--year', '2023'], 'api'],
    [['verify'], 'database'],
    [['backup', 'folder'], 'bare'],
    [['restore', 'folder'], 'bare'],
    [['repair', 'evaluation:1'], 'engine'],
    [['check', 'report.docx'], 'nothing'],
    [['play', '--help'], 'nothing'],
    [[], 'nothing'],
    [['constructor'], 'nothing'],
  ] as const)('%j needs %s', (args, need) => {
    expect(needOf([...args])).toBe(need);
  });

  test('nothing is started for a command whose servers are named', () => {
    expect(isProvided('bare', { DATABASE_URL: 'x' })).toBe(true);
    expect(isProvided('bare', {})).toBe(false);
    expect(isProvided('database', { DATABASE_URL: 'x' })).toBe(true);
    expect(isProvided('engine', { DATABASE_URL: 'x' })).toBe(false);
    expect(isProvided('api', { DATABASE_URL: 'x', TEMPORAL_ADDRESS: 'y' })).toBe(false);
  });

  test('on a running stack its settings stand over the caller’s, also where it has none', () => {
    const running = { pid: 1, url: 'u', portalUrl: 'p', environment: { DATABASE_URL: 'stack', TEMPORAL_ADDRESS: 'stack' } };
    expect(environmentOn({ HOME: '/h', DATABASE_URL: 'own', TEMPORAL_API_KEY: 'own' }, running)).toEqual({ HOME: '/h', DATABASE_URL: 'stack', TEMPORAL_ADDRESS: 'stack' });
  });
});

describe('the last words of a process', () => {
  test.each([
    ['{"level":30,"msg":"up"}\n{"level":60,"msg":"no database","err":{"message":"refused"}}\n{"level":30,"msg":"bye"}\n', 'no database: refused'],
    ['file:///x.js:3\n  throw new Error("x")\n\nError: port is taken\n    at foo (x.js:3:1)\n\nNode.js v20.20.2\n', 'Error: port is taken'],
    ['first\nlast\n', 'last'],
    ['FATAL:  could not write: No space left on device\nPANIC:  cannot abort transaction 1\n', 'FATAL:  could not write: No space left on device'],
    ['', ''],
  ])('of %j', (log, words) => {
    expect(summarise(log)).toBe(words);
  });
});

describe('starting again', () => {
  test('later and later, never later than half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(backOffMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test('until it runs, and not after it was stopped on purpose', async () => {
    const said: string[] = [];
    const slept: number[] = [];
    const say = (text: string) => {
      said.push(text);
    };
    let starts = 0;
    const ended = { child: { exited: Promise.resolve({ code: 1, signal: null, error: undefined }) } };
    const service = {
      title: 'API',
      wanted: true,
      ...ended,
      start: () => {
        starts += 1;
        if (starts < 3) return Promise.reject(new Error('Not yet.'));
        service.wanted = false;
        return Promise.resolve();
      },
    };
    const log = { line: say, warn: say, step: () => Promise.reject(new Error('unused')) };
    await keepRunning(service, log, () => false, (delayMs) => {
      slept.push(delayMs);
      return Promise.resolve();
    });
    expect(slept).toEqual([1000, 2000, 4000]);
    expect(said).toEqual(['API stopped by itself (exit 1); it is started again in 1 s', 'Not yet. The next try is in 2 s.', 'Not yet. The next try is in 4 s.', '✓ API: running again']);
  });
});

describe('the people of the demo county', () => {
  test('a Chinese character takes two columns', () => {
    expect(cells('财政局 a')).toBe(8);
  });

  test('stand in line', () => {
    const rows = peopleTable([
      { username: 'zhang', name: '张三', duty: '填报人', unit: '甲局', password: 'p', first: true },
      { username: 'li', name: '欧阳修', duty: '组长', unit: '乙局', password: 'longer', first: true },
    ]);
    const starts = rows.map((row) => cells(row.slice(0, Math.max(row.lastIndexOf('unit'), row.lastIndexOf('甲局'), row.lastIndexOf('乙局')))));
    expect(new Set(starts).size).toBe(1);
  });
});

test.each([
  ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', 'lockfile'],
  ['getaddrinfo ENOTFOUND registry.example.org', 'cannot be reached (ENOTFOUND), so check the network'],
  ['npm error request to https://user:secret@registry.example.org:8081/pnpm failed, reason: connect ECONNREFUSED', 'registry at registry.example.org:8081 cannot be reached (ECONNREFUSED)'],
  ['ENOSPC: no space left on device', 'disk is full'],
])('a failed install (%s) says what to do', (output, advice) => {
  expect(reasonIn(output)).toContain(advice);
});

test.each([
  [undefined, { host: '127.0.0.1', reach: '127.0.0.1', shown: 'localhost' }],
  ['my-laptop', { host: '127.0.0.1', reach: '127.0.0.1', shown: 'localhost' }],
  ['0.0.0.0', { host: '0.0.0.0', reach: '127.0.0.1', shown: 'localhost' }],
  ['10.1.2.3', { host: '10.1.2.3', reach: '10.1.2.3', shown: '10.1.2.3' }],
  ['fd00::1', { host: 'fd00::1', reach: '[fd00::1]', shown: '[fd00::1]' }],
])('with HOST %s the apps listen where an address says', (HOST, expected) => {
  expect(listenOn({ HOST })).toEqual(expected);
});

describe('whatever is thrown', () => {
  const system = (code: string, more: object) => Object.assign(new Error(`${code}: something`), { code, ...more });

  test.each([
    [system('ENOSPC', { path: '/d/run.json' }), /^The disk is full \(ENOSPC at \/d\/run\.json\): free some space[^\n]+\.$/],
    [system('ENOSPC', {}), /^The disk is full \(ENOSPC\): free some space/],
    [system('EACCES', { path: '/d/run', syscall: 'rm' }), /^This user may not delete \/d\/run \(EACCES\): start as the user it belongs to/],
    [system('EPERM', { path: '/d/x', syscall: 'spawn /d/x' }), /^This user may not run \/d\/x/],
    [system('EMFILE', {}), /^Too many files are open/],
    [new StartFailure('As it is.'), /^As it is\.$/],
    [new TypeError('x is not a function'), /^It failed \(x is not a function, at [^\n]+:\d+\): this is a mistake of Hengji|^It failed \(x is not a function\): this is a mistake of Hengji/],
    ['text', /^It failed \(text\): /],
  ])('%s is one sentence that says what to do', (error, sentence) => {
    expect(sentenceOf(error, 'It failed')).toMatch(sentence);
    expect(sentenceOf(error, 'It failed')).not.toContain('\n');
  });

  test('a step that fails says so, one that was stopped says nothing', async () => {
    let said = '';
    const log = createStepLog({ write: (text) => (said += text) });
    await expect(log.step('API', () => Promise.reject(new StartFailure('no')))).rejects.toThrow('no');
    await expect(log.step('worker', () => Promise.reject(new Stopped()))).rejects.toThrow(Stopped);
    expect(said).toMatch(/^✗ API \(0\.0 s\)\n$/);
  });
});
