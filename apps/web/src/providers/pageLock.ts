/**
 * Whether the pages of this browser are locked. What was typed stays where it is, behind the lock; all tabs of one session lock and
 * open together.
 */
let locked = false;
/** A tab that is left open under an earlier session, and that nobody touches, must not lock whoever has signed in since. */
let session: string | null = null;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('hengji.lock');

function set(next: boolean): void {
  if (locked === next) return;
  locked = next;
  for (const changed of listeners) changed();
}

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'unlocked') set(false);
  else if (data === `locked ${session}`) set(true);
});

export const pageLock = {
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
  locked: (): boolean => locked,
  /** The session that this page is seen in from now on. */
  enter: (id: string): void => {
    session = id;
  },
  lock: (): void => {
    set(true);
    channel?.postMessage(`locked ${session}`);
  },
  unlock: (): void => {
    set(false);
    channel?.postMessage('unlocked');
  },
};
