import type { Language } from '@hengji/contracts';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { I18nProvider } from 'react-admin';
import { setClientLanguage } from '../providers/client.js';
import { first } from './zh/first.js';

export const defaultLanguage: Language = 'zh-CN';

export function isLanguage(text: unknown): text is Language {
  return text === 'zh-CN' || text === 'en';
}

const provider = polyglotI18nProvider(
  // Chinese is in the first bundle; English is fetched when somebody wants it.
  (locale) => (locale === 'en' ? import('./en/index.js').then(({ en }) => en) : first),
  defaultLanguage,
  [
    { locale: 'zh-CN', name: '中文' },
    { locale: 'en', name: 'English' },
  ],
  { allowMissing: import.meta.env.PROD },
);

type Words = { readonly [key: string]: string | Words };

/** Chinese words that came with a page; English is fetched whole. */
const late = new Map<string, string>();

/** Called by the module of a page whose words only it needs: the first page need not load them. */
export function addWords(words: Words, path = ''): void {
  for (const [key, word] of Object.entries(words)) {
    if (typeof word === 'string') late.set(`${path}${key}`, word);
    else addWords(word, `${path}${key}.`);
  }
}

/** Tells the page and the server which language is read: `<html lang>`, and the language of the API's sentences. */
export function announceLanguage(locale: string): void {
  const language = isLanguage(locale) ? locale : defaultLanguage;
  document.documentElement.lang = language;
  setClientLanguage(language);
}

export const i18nProvider: I18nProvider = {
  ...provider,
  translate: (key, options) => {
    const word = late.get(key);
    return provider.translate(key, word === undefined ? options : { ...options, _: word });
  },
  changeLocale: async (locale) => {
    await provider.changeLocale(locale);
    announceLanguage(locale);
  },
};
