/** What was typed and not yet saved, kept in this browser until it is: a closed tab loses nothing. Wiped on signing out. */
const prefix = 'hengji.draft.';

export type KeptDraft = { readonly fields: Readonly<Record<string, string>>; readonly rows: Readonly<Record<string, string>> };

function keyOf(person: string, evaluation: string, section: string): string {
  return `${prefix}${person}.${evaluation}.${section}`;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

function isDraft(value: unknown): value is KeptDraft {
  return typeof value === 'object' && value !== null && 'fields' in value && 'rows' in value && isTexts(value.fields) && isTexts(value.rows);
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
  if (Object.keys(draft.fields).length + Object.keys(draft.rows).length === 0) localStorage.removeItem(key);
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
