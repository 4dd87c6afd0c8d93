import { Typography } from '@mui/material';
import { formatTime } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import type { DraftState } from './draftStore.js';

/** 「已保存 14:32」: what of the page the server holds. */
export function SaveState({ state }: { readonly state: DraftState }) {
  const t = useT();
  const text = () => {
    if (state.saving) return t('section.saving');
    if (state.error !== null) return t('section.saveFailed');
    if (state.problems.length > 0) return t('section.notSavable', { count: state.problems.length });
    if (Object.keys(state.typed).length > 0) return t('section.unsaved');
    return state.savedAt === null ? '' : t('section.saved', { time: formatTime(new Date(state.savedAt).toISOString()) });
  };
  return (
    <Typography component="span" role="status" variant="body2" color="text.secondary">
      {[text(), state.section.version === 0 ? '' : t('section.version', { version: state.section.version })].filter((part) => part !== '').join(' · ')}
    </Typography>
  );
}
