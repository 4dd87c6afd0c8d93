/** What was typed and not yet saved, kept in this browser until it is: a closed tab loses nothing. Wiped on signing out. */
const prefix = 'hengji.draft.';

/** By box: what was typed, in which unit of money, what the server held when it was typed, and what was sent since without an answer. */
export type KeptDraft = Readonly<Record<string, { readonly text: string; readonly unit: 'yuan' | 'wanyuan'; readonly base: string; readonly sent?: readonly string[] }>>;

function keyOf(person: string, evaluation: string, section: string): string {
  return `${prefix}${person}.${evaluation}.${section}`;
}

function isBox(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const sent = 'sent' in value ? value.sent : [];
  if (!Array.isArray(sent) || !sent.every((one) => typeof one === 'string')) return false;
  return 'text' in value && typeof value.text === 'string' && 'base' in value && typeof value.base === 'string' && 'unit' in value && (value.unit === 'yuan' || value.unit === 'wanyuan');
}

function isDraft(value: unknown): value is KeptDraft {
  return typeof value === 'object' && value !== null && Object.values(value).every(isBox);
}

export function keptDraft(person: string, evaluation: string, section: string): KeptDraft | null {
  const text = localStorage.getItem(keyOf(person, evaluation, section));
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

export function keepDraft(person: string, evaluation: string, section: string, draft: KeptDraft): void {
  const key = keyOf(person, evaluation, section);
  if (Object.keys(draft).length === 0) localStorage.removeItem(key);
  else {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A full storage costs only the second copy; the page still holds what was typed.
    }
  }
}

export function wipeDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
