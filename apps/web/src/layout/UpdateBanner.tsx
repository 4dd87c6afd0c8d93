import { Alert, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { servedPage } from '../providers/servedPage.js';
import { useT } from '../i18n/useT.js';

function scriptOf(html: string): string | null {
  return /assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? null;
}

/** To read the whole document again for it at every drawing of the frame would take longer than the drawing. */
const running = scriptOf(document.head.innerHTML);

/** Tabs stay open for days: says so when the server has a newer version. Asks four times an hour. */
export function UpdateBanner() {
  const t = useT();
  const { data } = useQuery({ queryKey: ['served page'], queryFn: servedPage, refetchInterval: 15 * 60_000, initialData: '', retry: false, enabled: running !== null });
  const served = scriptOf(data);
  if (served === null || served === running) return null;
  return (
    <Alert
      severity="info"
      sx={{ mt: 2 }}
      action={
        <Button color="inherit" size="small" onClick={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      }
    >
      {t('app.updated')}
    </Alert>
  );
}
