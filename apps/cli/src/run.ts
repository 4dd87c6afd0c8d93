import { readCommandLine } from './commandLine.js';
import { sentenceOf } from './failures.js';
import { help, UsageError } from './usage.js';

function asksForHelp([name, ...args]: readonly string[]): boolean {
  return name === undefined || name === '--help' || name === '-h' || name === 'help' || args.includes('--help') || args.includes('-h');
}

async function dispatch(argv: readonly string[]): Promise<number> {
  // Whoever starts servers for a command asks first whether it is understood.
  const onlyRead = argv[0] === '--only-read';
  const words = onlyRead ? argv.slice(1) : argv;
  if (asksForHelp(words)) {
    if (!onlyRead) process.stdout.write(help);
    return words.length === 0 ? 2 : 0;
  }
  const understood = readCommandLine(words);
  return onlyRead ? 0 : understood();
}

async function exitCodeOf(error: unknown): Promise<number> {
  process.stderr.write(`${await sentenceOf(error)}\n`);
  return error instanceof UsageError ? 2 : 1;
}

/** Runs one command line (without node and script). Answers the exit code; what went wrong is one sentence on stderr. */
export async function run(argv: readonly string[]): Promise<number> {
  return dispatch(argv).catch(exitCodeOf);
}
