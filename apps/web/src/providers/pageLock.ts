/**
 * Whether the pages of this browser are locked. What was typed stays where it is, behind the lock; all tabs lock and open together,
 * because they share one session.
 */
let locked = false;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('hengji.lock');

function set(next: boolean): void {
  if (locked === next) return;
  locked = next;
  for (const changed of listeners) changed();
}

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => set(data === 'locked'));

export const pageLock = {
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
  locked: (): boolean => locked,
  lock: (): void => {
    set(true);
    channel?.postMessage('locked');
  },
  unlock: (): void => {
    set(false);
    channel?.postMessage('unlocked');
  },
};
