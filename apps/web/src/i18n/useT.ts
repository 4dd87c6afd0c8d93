import { useTranslate } from 'react-admin';
import { useMemo } from 'react';
import type { MessageKey } from './messages.js';

export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = {
  /** The message in the reader's language. */
  (key: MessageKey, params?: MessageParams): string;
};

/** Typed translation: a key that no catalogue has does not compile. */
export function useT(): Translate {
  const translate = useTranslate();
  return useMemo(() => (key: MessageKey, params?: MessageParams) => translate(key, params), [translate]);
}
