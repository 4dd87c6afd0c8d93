import type { Request } from 'express';

/** Seconds without any input after which a session is locked. */
export const idleSeconds = 15 * 60;

/** Seconds. Activity is written down at most so often, and the lock allows for as much. */
const writtenEverySeconds = 60;

/** Seconds since the person last touched mouse or keys, as his page tells; 0 for programs, which do not idle. */
function toldIdleness(request: Request): number {
  const told = Number(request.get('x-hengji-idle') ?? '0');
  return Number.isFinite(told) && told > 0 ? Math.min(told, 24 * 3600) : 0;
}

export type Idleness = {
  readonly locked: boolean;
  /** When the person was last active, where that is worth writing down. */
  readonly activeAt: Date | null;
};

/**
 * What this request says of its session. A page that asks by itself, to refresh a list, is no activity of its person: it tells how
 * long ago he touched anything. A session that is locked already is not brought back by any request but unlocking.
 */
export function idlenessOf(request: Request, writtenActiveAt: Date, now: Date = new Date()): Idleness {
  if (now.getTime() - writtenActiveAt.getTime() > (idleSeconds + writtenEverySeconds) * 1000) return { locked: true, activeAt: null };
  const activeAt = new Date(now.getTime() - toldIdleness(request) * 1000);
  return { locked: false, activeAt: activeAt.getTime() - writtenActiveAt.getTime() >= writtenEverySeconds * 1000 ? activeAt : null };
}
