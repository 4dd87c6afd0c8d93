/** What is looked at, in the order it is told. */
export const checkNames = ['configuration', 'node', 'postgresql', 'databaseClock', 'databaseRole', 'migrations', 'temporal', 'temporalClock', 'namespace', 'workers', 'mail', 'publicUrl', 'files', 'disk'] as const;
export type CheckName = (typeof checkNames)[number];

/** `skipped`: it could not be looked at, because something before it failed or is not set. Only `failed` makes the command fail. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';

export type Check = {
  readonly name: CheckName;
  readonly state: CheckState;
  /** What was seen; no value that could be a secret. */
  readonly detail: string;
  /** What to do; null where nothing is to be done. */
  readonly todo: string | null;
};

export function ok(name: CheckName, detail: string): Check {
  return { name, state: 'ok', detail, todo: null };
}

export function warning(name: CheckName, detail: string, todo: string): Check {
  return { name, state: 'warning', detail, todo };
}

export function failed(name: CheckName, detail: string, todo: string): Check {
  return { name, state: 'failed', detail, todo };
}

export function skipped(name: CheckName, detail: string, todo: string | null = null): Check {
  return { name, state: 'skipped', detail, todo };
}

/** The first line of an error, without addresses that hold passwords. */
export function reasonOf(error: unknown): string {
  const text = error instanceof AggregateError && error.errors.length > 0 ? reasonOf(error.errors[0]) : error instanceof Error ? error.message || error.name : String(error);
  return (text.split('\n')[0] ?? text).replace(/\b[a-z]+:\/\/[^\s@]*@/gi, '').slice(0, 300);
}

const second = 1000;
/** ms. Below it nobody notices; deadlines are days. */
const driftToBear = 2 * second;
/** ms. Sessions, leases and "now" go wrong. */
const driftToFail = 60 * second;

/** How far another clock is from ours, at least: a clock read within the time between question and answer agrees. */
export function driftMs({ clockMs, askedMs, answeredMs }: { readonly clockMs: number; readonly askedMs: number; readonly answeredMs: number }): number {
  return clockMs < askedMs ? clockMs - askedMs : clockMs > answeredMs ? clockMs - answeredMs : 0;
}

export function judgeClock(name: 'databaseClock' | 'temporalClock', whose: string, read: Parameters<typeof driftMs>[0]): Check {
  const drift = driftMs(read);
  const seconds = (Math.abs(drift) / second).toFixed(1);
  const detail = drift === 0 ? 'agrees with this machine' : `${seconds} s ${drift < 0 ? 'behind' : 'ahead of'} this machine`;
  const todo = `Set the clocks of this machine and of ${whose} by one time server (NTP): deadlines, sessions and leases compare them.`;
  if (Math.abs(drift) >= driftToFail) return failed(name, detail, todo);
  return Math.abs(drift) > driftToBear ? warning(name, detail, todo) : ok(name, detail);
}
