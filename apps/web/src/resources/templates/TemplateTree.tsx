import type { TemplateRecord } from '@hengji/contracts';
import { Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useT } from '../../i18n/useT.js';
import { ruleText, targetText, type IndicatorView } from './templateText.js';

type Level = TemplateRecord['levels'][number];

const head = { position: 'sticky', top: 0, zIndex: 2, whiteSpace: 'nowrap' } as const;

/** The tree of the form as the table that is printed: levels with what they weigh, and how each row gets its score. */
export function TemplateTree({ levels }: { readonly levels: readonly Level[] }) {
  const t = useT();
  const columns = [t('templates.dimension'), t('templates.subDimension'), t('templates.indicator'), t('templates.weight'), t('templates.target'), t('templates.rules'), t('templates.owner'), t('templates.evidence')];
  return (
    <TableContainer component={Paper} variant="outlined" sx={{ mb: 2, maxHeight: '75vh', '@media print': { maxHeight: 'none' } }} tabIndex={0} role="region" aria-label={t('templates.tree')}>
      <Table size="small" sx={{ minWidth: 1000, '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            {columns.map((label, index) => (
              <TableCell key={label} component="th" scope="col" sx={head} align={index === 3 ? 'right' : 'left'}>
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {levels.map((level) => (
            <LevelRows key={level.name} level={level} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function LevelRows({ level }: { readonly level: Level }) {
  const t = useT();
  const weighed = (name: string, weight: string | null) => (weight === null ? name : t('templates.levelWeight', { name, weight }));
  const height = level.parts.reduce((sum, { rows }) => sum + rows.length, 0);
  return level.parts.map((part, partIndex) =>
    part.rows.map((row, index) => (
      <TableRow key={row.key}>
        {partIndex > 0 || index > 0 ? null : (
          <TableCell component="th" scope="rowgroup" rowSpan={height} sx={{ fontWeight: 600, minWidth: 84 }}>
            {weighed(level.name, level.weight)}
          </TableCell>
        )}
        {index > 0 ? null : (
          <TableCell rowSpan={part.rows.length} sx={{ minWidth: 84 }}>
            {part.name === null ? '–' : weighed(part.name, part.weight)}
          </TableCell>
        )}
        <IndicatorCells row={row} />
      </TableRow>
    )),
  );
}

function IndicatorCells({ row }: { readonly row: IndicatorView }) {
  const t = useT();
  return (
    <>
      <TableCell component="th" scope="row" sx={{ minWidth: 110, fontWeight: 500 }}>
        {row.name}
      </TableCell>
      <TableCell align="right">{row.weight}</TableCell>
      <TableCell sx={{ minWidth: 110 }}>{targetText(t, row)}</TableCell>
      <TableCell sx={{ minWidth: 220 }}>
        {ruleText(t, row.rule).map((sentence) => (
          <Typography variant="body2" key={sentence}>
            {sentence}
          </Typography>
        ))}
        {row.notApplicable === null ? null : (
          <Typography variant="body2" color="text.secondary">
            {t('templates.notApplicable.label', { policy: t(`templates.notApplicable.${row.notApplicable}`) })}
          </Typography>
        )}
      </TableCell>
      <TableCell sx={{ minWidth: 80 }}>{row.owner ?? '–'}</TableCell>
      <TableCell sx={{ minWidth: 180 }}>
        {row.evidence === null ? null : <Typography variant="body2">{t('templates.evidenceText', { text: row.evidence })}</Typography>}
        {row.source === null ? null : (
          <Typography variant="body2" color="text.secondary">
            {t('templates.sourceText', { text: row.source })}
          </Typography>
        )}
      </TableCell>
    </>
  );
}
