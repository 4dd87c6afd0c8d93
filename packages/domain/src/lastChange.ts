import type { PersonId } from './identifiers.js';

/** The version that the last change to something left, and who made it. */
export type LastChange = { readonly version: number; readonly by: PersonId };

/**
 * Whether somebody else changed it since the actor looked (`seen`; absent where he did not say). His own last change was on what he saw, or
 * it would have been refused: his page has only not caught up with it.
 */
export function isOvertaken(last: LastChange | undefined, seen: number | undefined, actor: PersonId | null): boolean {
  return last !== undefined && seen !== undefined && seen < last.version && last.by !== actor;
}
