import type { TemplateDefectView } from '@hengji/contracts';
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { StatusTag } from '../../components/StatusTag.js';
import { useT } from '../../i18n/useT.js';
import { templateWords } from './templateWords.js';

/** What the linter says of a template, errors first, each with its place. */
export function DefectsPanel({ defects }: { readonly defects: readonly TemplateDefectView[] }) {
  const t = useT();
  const errors = defects.filter(({ severity }) => severity === 'error');
  const warnings = defects.filter(({ severity }) => severity === 'warning');
  const counts = [errors.length === 0 ? null : t('templates.errors', { count: errors.length }), warnings.length === 0 ? null : t('templates.warnings', { count: warnings.length })].filter((text) => text !== null);
  return (
    <Panel title={t('templates.defects')} dense>
      <Typography sx={{ px: 2, pb: 1 }}>{counts.length === 0 ? t('templates.noDefects') : counts.join(t('app.listSeparator'))}</Typography>
      {defects.length === 0 ? null : (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell />
              <TableCell>{t('templates.place')}</TableCell>
              <TableCell>{t('templates.what')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {[...errors, ...warnings].map(({ code, severity, place, params }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two defects may say the same of the same place
              <TableRow key={index}>
                <TableCell sx={{ width: 80 }}>
                  <StatusTag tone={severity === 'error' ? 'bad' : 'warning'}>{t(`templates.${severity}`)}</StatusTag>
                </TableCell>
                <TableCell sx={{ minWidth: 140 }}>{place ?? t('templates.whole')}</TableCell>
                <TableCell>{templateWords(t).defect(code, params)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
