import { styleText } from 'node:util';
import type { Check, CheckName, CheckState } from './check.js';

const titles: Readonly<Record<CheckName, string>> = {
  configuration: 'Configuration',
  node: 'Node',
  postgresql: 'PostgreSQL',
  databaseClock: 'Clock of PostgreSQL',
  databaseRole: 'Rights in PostgreSQL',
  migrations: 'Schema',
  temporal: 'Temporal',
  temporalClock: 'Clock of Temporal',
  namespace: 'Namespace',
  workers: 'Workers',
  mail: 'Mail',
  publicUrl: 'Public address',
  files: 'Uploaded files',
  disk: 'Disk',
};

const marks = { ok: '✓', warning: '!', failed: '✗', skipped: '–' } as const satisfies Readonly<Record<CheckState, string>>;
const colours = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'gray' } as const;

/** A line per check, and under it what to do; `colour` only on a terminal. */
export function printChecks(checks: readonly Check[], colour: boolean): string {
  const lines = checks.map(({ name, state, detail, todo }) => {
    const mark = colour ? styleText(colours[state], marks[state], { validateStream: false }) : marks[state];
    return `${mark} ${titles[name]}: ${detail}\n${todo === null ? '' : `    → ${todo}\n`}`;
  });
  const count = (state: CheckState) => checks.filter((check) => check.state === state).length;
  return `${lines.join('')}${count('failed')} failed, ${count('warning')} warnings, ${count('skipped')} not looked at\n`;
}
