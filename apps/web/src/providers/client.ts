import { createClient, type Language } from '@hengji/contracts';
import { idleSeconds } from './idle.js';

let language: Language = 'zh-CN';

/** The language the server answers in from now on. */
export function setClientLanguage(next: Language): void {
  language = next;
}

export function clientLanguage(): Language {
  return language;
}

/** The one client of the API; only the providers use it. */
export const client = createClient({ baseUrl: '/api', headers: () => ({ 'accept-language': language, 'x-hengji-idle': String(idleSeconds()) }) });
