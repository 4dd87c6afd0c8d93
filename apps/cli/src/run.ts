import { CommandFailure, help, UsageError } from './usage.js';

/** Each takes the arguments after its name and answers the process's exit code. Loaded when called: `migrate` needs no Temporal client. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  migrate: async (args) => (await import('./commands/migrate.js')).migrateDatabase(args),
  seed: async (args) => (await import('./commands/seed.js')).seed(args),
  play: async (args) => (await import('./commands/play.js')).playYear(args),
  check: async (args) => (await import('./commands/check.js')).checkFiles(args),
  verify: async (args) => (await import('./commands/verify.js')).verify(args),
  repair: async (args) => (await import('./commands/repair.js')).repair(args),
  backup: async (args) => (await import('./commands/backup.js')).backup(args),
  restore: async (args) => (await import('./commands/restore.js')).restore(args),
  advance: async (args) => (await import('./commands/advance.js')).advance(args),
};

async function dispatch([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${name}": it is one of ${Object.keys(commands).join(', ')}.`);
  return command([...args]);
}

/** parseArgs throws TypeErrors with a code for what the caller typed wrong. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (isArgumentError(error)) {
    process.stderr.write(`${error.message.split(/[.\n]/)[0] ?? error.message}.\n`);
    return 2;
  }
  if (error instanceof CommandFailure) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** Runs one command line (without node and script). Answers the exit code; what went wrong is one sentence on stderr. */
export async function run(argv: readonly string[]): Promise<number> {
  return dispatch(argv).catch(exitCodeOf);
}
