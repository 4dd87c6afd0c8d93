/**
 * The people of this page take turns: one signs out, the next signs in. What one has asked may be answered after he has left, and must neither
 * sign out who came after him nor bring that one to the page where the other was.
 */
let turn = 0;
let nobody = false;
const outdated = new WeakSet<object>();

export function turnNow(): number {
  return turn;
}

/** Whoever was here leaves, or his session has ended. */
export function endTurn(): void {
  turn += 1;
  nobody = true;
}

/** Whoever signed in is here, maybe by another tab. What was asked before he came is not his. */
export function beginTurn(asked: number): void {
  if (asked !== turn) return;
  if (nobody) turn += 1;
  nobody = false;
}

/** An error that answers what was asked in `asked`. */
export function tellTurn(error: unknown, asked: number): void {
  if (asked !== turn && typeof error === 'object' && error !== null) outdated.add(error);
}

/** Whether an answer "not signed in" concerns nobody who is here. */
export function concernsNobody(error: unknown): boolean {
  return nobody || (typeof error === 'object' && error !== null && outdated.has(error));
}
