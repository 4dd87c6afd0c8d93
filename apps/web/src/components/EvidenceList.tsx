import type { EvidenceView } from '@hengji/contracts';
import { Box, Button, Link, Typography } from '@mui/material';
import { formatBytes, formatMoment } from '../format/format.js';
import { useT } from '../i18n/useT.js';
import { evidenceUrl } from '../providers/api.js';

type EvidenceListProps = {
  readonly target: { readonly kind: 'evaluation' | 'finding'; readonly id: string };
  readonly items: readonly EvidenceView[];
  /** What a file's row is called; absent where the list is of one row, or of a finding. */
  readonly rowName?: (indicator: string) => string;
  /** Takes a file out again; absent where nobody may. */
  readonly onRemove?: (item: EvidenceView) => void;
};

/** Files with who brought them and when; each can be downloaded. */
export function EvidenceList({ target, items, rowName, onRemove }: EvidenceListProps) {
  const t = useT();
  if (items.length === 0) return <Typography color="text.secondary">{t('section.noEvidence')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {items.map((item) => (
        <li key={item.id}>
          <Link href={evidenceUrl(target, item.id)} download={item.name} sx={{ fontWeight: 500 }}>
            {item.name}
          </Link>{' '}
          <Typography component="span" variant="body2" color="text.secondary">
            {rowName === undefined || item.indicator === null ? '' : `${t('section.supports', { row: rowName(item.indicator) })} · `}
            {formatBytes(item.bytes)} · {t('section.by', { who: item.uploadedBy.name, time: formatMoment(item.uploadedAt) })}
          </Typography>
          {onRemove === undefined ? null : (
            <Button size="small" color="error" onClick={() => onRemove(item)} aria-label={t('section.removeTitle', { name: item.name })}>
              {t('section.remove')}
            </Button>
          )}
        </li>
      ))}
    </Box>
  );
}
