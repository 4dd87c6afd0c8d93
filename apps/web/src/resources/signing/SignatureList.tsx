import { Box, Typography } from '@mui/material';
import { useT } from '../../i18n/useT.js';

export type SignatureItem = { readonly key: string; readonly slot: string; readonly person: string | null; readonly onBehalfOf: string | null; readonly acting: boolean; readonly appointed: string | null; readonly signedAt: string | null; readonly open: boolean; readonly minutesNo?: string | null; readonly voided?: boolean };

/** Who signed what when, in the order of signing. */
export function SignatureList({ items }: { readonly items: readonly SignatureItem[] }) {
  const t = useT();
  if (items.length === 0) return <Typography color="text.secondary">{t('sign.noSignatures')}</Typography>;
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
      {items.map((item) => (
        <Typography component="li" variant="body2" key={item.key} aria-current={item.open ? 'step' : undefined} sx={{ py: 0.25, fontWeight: item.open ? 600 : 400 }}>
          {item.slot}{' · '}
          {item.signedAt === null ? (
            `${t('evaluation.notSigned')}${item.appointed === null ? '' : `（${t('sign.appointed', { name: item.appointed })}）`}`
          ) : (
            <>
              {item.person ?? ''}
              {item.onBehalfOf === null ? '' : `（${t('evaluation.onBehalf', { name: item.onBehalfOf })}）`}
              {item.acting ? `（${t('sign.acting')}）` : ''} · {t('evaluation.signedOn', { date: item.signedAt })}
              {item.minutesNo === null || item.minutesNo === undefined ? '' : ` · ${t('sign.minutesNo', { number: item.minutesNo })}`}
              {item.voided === true ? t('sign.voided') : ''}
            </>
          )}
        </Typography>
      ))}
    </Box>
  );
}
