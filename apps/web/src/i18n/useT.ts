import { useTranslate } from 'react-admin';
import { useMemo } from 'react';
import type { MessageKey } from './messages.js';

export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = {
  /** The message in the reader's language. */
  (key: MessageKey, params?: MessageParams): string;
};

/** The number that chooses between "one" and "many" of a message, by the name under which the library looks for it. */
function numbered(params: MessageParams | undefined): MessageParams | undefined {
  return params?.['count'] === undefined ? params : { ...params, smart_count: Number(params['count']) };
}

/** Typed translation: a key that no catalogue has does not compile. */
export function useT(): Translate {
  const translate = useTranslate();
  return useMemo(() => (key: MessageKey, params?: MessageParams) => translate(key, numbered(params)), [translate]);
}
