import type { IrregularityRecord, OperationsRecord } from '@hengji/contracts';
import { Alert, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { Facts } from '../../components/Facts.js';
import { Panel } from '../../components/Panel.js';
import { StatusTag, type Tone } from '../../components/StatusTag.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';

const tones: Readonly<Record<IrregularityRecord['outcome'], Tone>> = { none: 'warning', failed: 'bad', done: 'done' };

/** What the last run found: first what a person must see to, then what was mended. */
export function LastReconciliation({ last }: { readonly last: NonNullable<OperationsRecord['last']> }) {
  const t = useT();
  const { items, left, compared } = last;
  const mended = items.filter(({ outcome }) => outcome === 'done').length;
  return (
    <>
      {left > 0 ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('operations.left', { count: left })}
        </Alert>
      ) : (
        <Alert severity="success" sx={{ mb: 2 }}>
          {mended > 0 ? t('operations.allMended', { compared, count: mended }) : t('operations.sound', { compared })}
        </Alert>
      )}
      <Panel title={t('operations.last')}>
        <Facts
          items={[
            { label: t('operations.endedAt'), value: formatMoment(last.endedAt) },
            { label: t('operations.origin'), value: last.by === null ? t(`operations.from.${last.origin}`) : t('operations.byPerson', { name: last.by.name }) },
            { label: t('operations.compared'), value: t('operations.comparedCount', { count: compared }) },
          ]}
        />
      </Panel>
      {items.length === 0 ? null : (
        <Panel title={t('operations.items')} dense>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell sx={{ width: 112 }}>{t('operations.state')}</TableCell>
                <TableCell sx={{ width: '45%' }}>{t('operations.what')}</TableCell>
                <TableCell>{t('operations.todo')}</TableCell>
                <TableCell sx={{ width: 72 }} />
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map((item) => (
                <Item key={item.what} item={item} />
              ))}
            </TableBody>
          </Table>
        </Panel>
      )}
    </>
  );
}

function placeOf({ evaluation, finding, campaign }: IrregularityRecord): string | null {
  if (evaluation !== null) return `/evaluations/${evaluation}`;
  if (finding !== null) return `/findings/${finding}`;
  return campaign === null ? null : `/campaigns/${campaign}`;
}

function Item({ item }: { readonly item: IrregularityRecord }) {
  const t = useT();
  const place = placeOf(item);
  return (
    <TableRow sx={{ verticalAlign: 'top' }}>
      <TableCell>
        <StatusTag tone={tones[item.outcome]}>{t(`operations.outcome.${item.outcome}`)}</StatusTag>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{item.what}</TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{item.todo}</TableCell>
      <TableCell>
        {place === null ? null : (
          <Link component={RouterLink} to={place} aria-label={`${t('app.details')} ${item.what}`}>
            {t('app.details')}
          </Link>
        )}
      </TableCell>
    </TableRow>
  );
}
