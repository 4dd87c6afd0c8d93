import { Alert, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../i18n/useT.js';

/** The page as the server has it now; its script names change with every release. */
async function servedPage(): Promise<string> {
  const response = await fetch('/', { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

function scriptOf(html: string): string | null {
  return /assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? null;
}

/** Tabs stay open for days: says so when the server has a newer version. Asks four times an hour. */
export function UpdateBanner() {
  const t = useT();
  const running = scriptOf(document.documentElement.innerHTML);
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
