import { Alert } from '@mui/material';
import { useT } from '../i18n/useT.js';

/** Says on every page of a practice case that it is one, with the date it believes in. */
export function RehearsalBanner({ date }: { readonly date: string | null }) {
  const t = useT();
  return (
    <Alert severity="warning" variant="outlined" icon={false} sx={{ mb: 2, borderStyle: 'dashed', backgroundColor: '#fff8ec', color: '#5a3200' }}>
      {date === null ? t('rehearsal.bannerShort') : t('rehearsal.banner', { date })}
    </Alert>
  );
}
