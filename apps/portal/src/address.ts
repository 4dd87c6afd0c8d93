import { createHash } from 'node:crypto';
import type { Language } from './words.js';

/** Where pages live. `base` is the path of HENGJI_PORTAL_URL without a slash at its end; a proxy in front takes it off again. */
export type Place = { readonly base: string; readonly language: Language; readonly rehearsal: boolean };

/** A link within the portal, which keeps its language and stays on its side of the wall between real and rehearsed. Unescaped. */
export function addressOf(place: Place, path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  if (place.language === 'en') search.set('lang', 'en');
  const text = search.toString();
  return `${place.base}${place.rehearsal ? '/rehearsal' : ''}${path}${text === '' ? '' : `?${text}`}`;
}

/** Of a text in UTF-8, as `sha256sum` prints it. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
