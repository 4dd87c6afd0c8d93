import type { Language } from '@hengji/contracts';
import type { Request } from 'express';

/** Chinese unless the reader asks for English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['zh-CN', 'zh', 'en']) === 'en' ? 'en' : 'zh-CN';
}
