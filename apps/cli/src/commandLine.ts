import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Create } from './commands/admin.js';
import type { Release } from './commands/calendar.js';
import { playableYear } from './play/year.js';
import { UsageError } from './usage.js';

/** What a command line asks for, understood and not begun. Answers the process's exit code. */
export type Understood = () => Promise<number>;

type Options = NonNullable<ParseArgsConfig['options']>;

/** What went wrong when `parseArgs` threw, in words of ours: its own go on for three lines. */
function problemOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const named = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `has no option ${named}`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `has no use for "${/'([^']*)'/.exec(error.message)?.[1] ?? ''}"`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /argument missing|ambiguous/.test(error.message) ? `needs a value after ${named.replace(/,$/, '')}` : `takes no value after ${named.replace(/,$/, '')}`;
    default:
      return null;
  }
}

function read<const Known extends Options>(command: string, args: string[], options: Known, allowPositionals = false) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    const known = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' …' : ''}`);
    throw new UsageError(`hengji ${command} ${problem}: it takes ${known.length === 0 ? 'no options' : known.join(', ')}; "hengji --help" shows all commands.`);
  }
}

/** The only word after the command; `question` when there is none, or there are more. */
function one(positionals: readonly string[], question: string): string {
  const [given, ...more] = positionals;
  if (given === undefined || given === '' || more.length > 0) throw new UsageError(question);
  return given;
}

const readers: Readonly<Record<string, (args: string[]) => Understood>> = {
  migrate: (args) => {
    read('migrate', args, {});
    return async () => (await import('./commands/migrate.js')).migrateDatabase();
  },
  seed: (args) => {
    const { values } = read('seed', args, { demo: { type: 'boolean' }, 'people-file': { type: 'string' } });
    if (values.demo !== true) throw new UsageError('hengji seed writes demo data only: say "hengji seed --demo".');
    const peopleFile = values['people-file'] ?? null;
    return async () => (await import('./commands/seed.js')).seed(peopleFile);
  },
  admin: (args) => {
    const create = readCreate(args);
    return async () => (await import('./commands/admin.js')).createAdmin(create);
  },
  calendar: (args) => {
    const release = readRelease(args);
    return async () => (await import('./commands/calendar.js')).releaseYear(release);
  },
  play: (args) => {
    const { values } = read('play', args, { year: { type: 'string' }, json: { type: 'boolean' }, 'people-file': { type: 'string' } });
    if (values.year !== String(playableYear)) throw new UsageError(`There is data for one year to play: say "hengji play --year ${playableYear}".`);
    const peopleFile = values['people-file'] ?? null;
    if (peopleFile !== null && !existsSync(peopleFile)) throw new UsageError(`${peopleFile} does not exist: "hengji seed --demo --people-file ${peopleFile}" writes it.`);
    return async () => (await import('./commands/play.js')).playYear({ json: values.json === true, peopleFile });
  },
  check: (args) => {
    const { values, positionals } = read('check', args, { json: { type: 'boolean' }, html: { type: 'string' }, template: { type: 'string' } }, true);
    if (positionals.length === 0) throw new UsageError('Name a file to check, a folder, or - for standard input.');
    return async () => (await import('./commands/check.js')).checkFiles({ names: positionals, json: values.json === true, page: values.html ?? null, template: values.template ?? null });
  },
  verify: (args) => {
    read('verify', args, {});
    return async () => (await import('./commands/verify.js')).verify();
  },
  reconcile: (args) => {
    const { values } = read('reconcile', args, { json: { type: 'boolean' } });
    return async () => (await import('./commands/reconcile.js')).reconcile({ json: values.json === true });
  },
  repair: (args) => {
    const { positionals } = read('repair', args, {}, true);
    const given = one(positionals, 'Say which workflow to repair: "hengji repair ID" with one id of an evaluation or a finding.');
    const named = /^(evaluation|finding):(.+)$/.exec(given);
    const target = named === null ? { kind: null, id: given } : { kind: named[1] === 'finding' ? ('finding' as const) : ('evaluation' as const), id: named[2] ?? '' };
    return async () => (await import('./commands/repair.js')).repair(target);
  },
  doctor: (args) => {
    const { values } = read('doctor', args, { json: { type: 'boolean' } });
    return async () => (await import('./commands/doctor.js')).doctor({ json: values.json === true });
  },
  backup: (args) => {
    const { positionals } = read('backup', args, {}, true);
    const folder = resolve(one(positionals, 'Say where to: "hengji backup DIR" with one new folder.'));
    return async () => (await import('./commands/backup.js')).backup(folder);
  },
  restore: (args) => {
    const { positionals, values } = read('restore', args, { seal: { type: 'string' }, 'hold-mail': { type: 'boolean' } }, true);
    const folder = resolve(one(positionals, 'Say where from: "hengji restore DIR" with the folder of one backup.'));
    if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}: name the one that "hengji backup" made.`);
    return async () => (await import('./commands/restore.js')).restore({ folder, seal: values.seal ?? null, holdMail: values['hold-mail'] === true });
  },
  advance: (args) => {
    const { positionals } = read('advance', args, {}, true);
    const campaignId = one(positionals, 'Say which rehearsal to advance: "hengji advance CAMPAIGN" with the id of one campaign.');
    return async () => (await import('./commands/advance.js')).advance(campaignId);
  },
};

function readCreate([action, ...args]: readonly string[]): Create {
  const { values } = read('admin create', [...args], { name: { type: 'string' }, username: { type: 'string' }, mail: { type: 'string' }, county: { type: 'string' }, bureau: { type: 'string' } });
  const { name = '', username = '', mail = '', county = '', bureau = '' } = values;
  if (action !== 'create' || name.trim() === '' || username === '') {
    throw new UsageError('Say whom to make an administrator: "hengji admin create --name 张三 --username zhangsan", and for a new installation also --county with the name of the county.');
  }
  if (!/^[a-z][a-z0-9._-]{2,39}$/.test(username)) throw new UsageError(`"${username}" is no user name: take 3 to 40 small letters, digits, dots, hyphens and underscores, a letter first.`);
  if (mail !== '' && !/^[^\s@]+@[^\s@]+$/.test(mail)) throw new UsageError(`"${mail}" is no mail address: correct it, or leave --mail out.`);
  const given = (text: string) => (text.trim() === '' ? null : text.trim());
  return { name: name.trim(), username, mail: given(mail), county: given(county), bureau: given(bureau) };
}

function readRelease(args: readonly string[]): Release {
  const { values, positionals } = read('calendar', [...args], { year: { type: 'string' }, document: { type: 'string' }, county: { type: 'string' } }, true);
  const file = one(positionals, 'Say which notice to read: "hengji calendar FILE --year 2027", and --document with its number to release it.');
  if (file !== '-' && !existsSync(file)) throw new UsageError(`There is no file ${file}: name the text of the notice, or - for standard input.`);
  if (!/^\d{4}$/.test(values.year ?? '')) throw new UsageError('Say of which year the notice is: --year 2027.');
  const given = (text = '') => (text.trim() === '' ? null : text.trim());
  return { file, year: Number(values.year), documentNo: given(values.document), county: given(values.county) };
}

/** Understands the words after `hengji`. Throws `UsageError` for those it cannot; nothing has been done then, nor connected to. */
export function readCommandLine([name = '', ...args]: readonly string[]): Understood {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) throw new UsageError(`There is no command "${name}": it is one of ${Object.keys(readers).join(', ')}.`);
  return reader([...args]);
}
