import { cpus } from 'node:os';
import type { Stack } from '../support/stack.js';
import type { Parameters } from './parameters.js';
import type { Played } from './run.js';

export type Figures = {
  readonly seed: string;
  readonly sequence: string;
  readonly cores: number;
  readonly evaluations: number;
  readonly people: number;
  readonly seconds: number;
  readonly kills: Readonly<Record<string, number>>;
  /** Who ended without being killed, and was started again by whoever watches. */
  readonly ended: Readonly<Record<string, number>>;
  readonly asked: number;
  readonly accepted: number;
  readonly refused: number;
  /** Commands that were sent more than once because something was away, and how often the most patient one was. */
  readonly repeated: number;
  readonly mostRepeats: number;
  readonly idle: number;
  readonly advances: number;
  readonly commands: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly phases: Readonly<Record<string, number>>;
  readonly events: number;
  readonly findings: number;
  readonly receipts: number;
  readonly mails: Readonly<Record<string, number>>;
};

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Readonly<Record<string, number>> {
  const counted = new Map<string, number>();
  for (const item of items) counted.set(keyOf(item), (counted.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries([...counted].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export async function figuresOf(stack: Stack, { seed }: Parameters, evaluations: number, people: number, { asked, idle, advances, kills, ended, seconds, sequence }: Played): Promise<Figures> {
  const accepted = asked.filter(({ answer }) => answer.kind === 'accepted');
  const [row] = await stack.sql<{ events: number; findings: number; receipts: number }>('SELECT (SELECT count(*)::int FROM process_event) AS events, (SELECT count(*)::int FROM finding) AS findings, (SELECT count(*)::int FROM receipt) AS receipts');
  const phases = await stack.sql<{ phase: string; n: number }>("SELECT CASE WHEN status = 'open' THEN phase ELSE status END AS phase, count(*)::int AS n FROM evaluation GROUP BY 1 ORDER BY 1");
  const mails = await stack.sql<{ status: string; n: number }>('SELECT status, count(*)::int AS n FROM mail GROUP BY 1 ORDER BY 1');
  return {
    seed, sequence, cores: cpus().length, evaluations, people, seconds: Math.round(seconds), kills, ended,
    asked: asked.length, accepted: accepted.length, refused: asked.length - accepted.length,
    repeated: asked.filter(({ repeats }) => repeats > 0).length, mostRepeats: Math.max(0, ...asked.map(({ repeats }) => repeats)), idle, advances,
    commands: countBy(accepted, ({ command }) => command),
    refusals: countBy(asked.flatMap(({ answer }) => (answer.kind === 'refused' ? [answer.code] : [])), (code) => code),
    phases: Object.fromEntries(phases.map(({ phase, n }) => [phase, n])),
    events: row?.events ?? 0, findings: row?.findings ?? 0, receipts: row?.receipts ?? 0,
    mails: Object.fromEntries(mails.map(({ status, n }) => [status, n])),
  };
}
