import type { CircularRow } from '@hengji/contracts';
import { StatusTag } from '../../components/StatusTag.js';
import { useT } from '../../i18n/useT.js';

/** Whether the reader has confirmed the latest version. */
export function ReadState({ row }: { readonly row: Pick<CircularRow, 'toRead' | 'readAt'> }) {
  const t = useT();
  if (row.toRead) return <StatusTag tone="active">{t('circulars.unread')}</StatusTag>;
  return row.readAt === null ? t('circulars.notAsked') : <StatusTag tone="done">{t('circulars.read')}</StatusTag>;
}
