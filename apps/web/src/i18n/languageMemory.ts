import { isLanguage } from './i18nProvider.js';
import type { Language } from '@hengji/contracts';

const prefix = 'hengji.language.';

/** The language a person chose on this machine. Kept apart from the app's store, which signing out empties. */
export function rememberedLanguage(personId: string): Language | null {
  const kept = localStorage.getItem(prefix + personId);
  return isLanguage(kept) ? kept : null;
}

export function rememberLanguage(personId: string, language: Language): void {
  localStorage.setItem(prefix + personId, language);
}
