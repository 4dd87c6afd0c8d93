/**
 * When this person last touched anything, in any tab of this browser. The server locks a session by it, and not by requests: a page
 * that refreshes a list is nobody at work.
 */
const key = 'hengji.touched';

/** ms. Other tabs hear of it at most so often. */
const toldEvery = 5_000;

let touchedAt = Date.now();
let toldAt = 0;

/** Somebody is here. */
export function touch(): void {
  touchedAt = Date.now();
  if (touchedAt - toldAt < toldEvery) return;
  toldAt = touchedAt;
  try {
    localStorage.setItem(key, String(touchedAt));
  } catch {
    // A full storage costs only what other tabs would have heard.
  }
}

/** Whole seconds since then. */
export function idleSeconds(): number {
  const now = Date.now();
  const elsewhere = Number(localStorage.getItem(key));
  // A clock that was set back must not make a machine that nobody touches look busy.
  const last = elsewhere > touchedAt && elsewhere <= now ? elsewhere : touchedAt;
  return Math.max(0, Math.floor((now - last) / 1000));
}

/** Listens for input until the answer is called. Moving the mouse is no input: cats and trucks do that. */
export function watchInput(): () => void {
  const events = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const;
  for (const event of events) window.addEventListener(event, touch, { passive: true, capture: true });
  return () => {
    for (const event of events) window.removeEventListener(event, touch, { capture: true });
  };
}
