import type { TemplateMovePreview as Preview } from '@hengji/contracts';
import { Alert, Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { StatusTag } from '../../components/StatusTag.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { ChangesTable } from '../templates/ChangesPanel.js';

type Evaluation = Preview['evaluations'][number];

function stagesText(t: Translate, stages: Evaluation['kept']): string {
  return stages.map(({ phase, checkpoint }) => words(t).stage(phase, checkpoint)).join(t('app.listSeparator'));
}

/** What a move comes to in one evaluation, or why it keeps its version. */
function Effect({ evaluation: { refused, kept, moved, returned, withoutApprovedTarget, lost } }: { readonly evaluation: Evaluation }) {
  const t = useT();
  if (refused !== null) return <StatusTag tone="warning">{refused}</StatusTag>;
  const separator = t('app.listSeparator');
  return (
    <>
      <Typography variant="body2">{kept.length === 0 ? t('campaigns.templateMoves.noKept') : t('campaigns.templateMoves.keptStages', { stages: stagesText(t, kept) })}</Typography>
      <Typography variant="body2">{t('campaigns.templateMoves.movedStages', { stages: stagesText(t, moved) })}</Typography>
      {returned.length === 0 ? null : <Typography variant="body2">{t('campaigns.templateMoves.returned', { sections: returned.join(separator) })}</Typography>}
      {withoutApprovedTarget.length === 0 ? null : <Typography variant="body2">{t('campaigns.templateMoves.withoutTarget', { rows: withoutApprovedTarget.join(separator) })}</Typography>}
      {lost.length === 0 ? (
        <Typography variant="body2">{t('campaigns.templateMoves.nothingLost')}</Typography>
      ) : (
        <>
          <Typography variant="body2" color="error">
            {t('campaigns.templateMoves.lost', { count: lost.length })}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {lost.map(({ part, place, value }) => (
              <Typography component="li" variant="body2" key={`${part} ${place}`} sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {t('campaigns.templateMoves.lostLine', { place, part: t(`campaigns.templateMoves.part.${part}`), value })}
              </Typography>
            ))}
          </Box>
        </>
      )}
    </>
  );
}

function Rows({ rows }: Pick<Preview, 'rows'>) {
  const t = useT();
  const told = rows.filter(({ kind }) => kind !== 'kept');
  const changes = rows.flatMap((row) => row.changes);
  return (
    <>
      {told.length === 0 ? (
        <Typography sx={{ mb: 2 }}>{t('campaigns.templateMoves.allFit')}</Typography>
      ) : (
        <Panel title={t('campaigns.templateMoves.rowsTitle')} dense>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t('campaigns.templateMoves.oldRow')}</TableCell>
                <TableCell>{t('campaigns.templateMoves.newRow')}</TableCell>
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {told.map(({ kind, from, to }) => (
                <TableRow key={`${kind} ${from?.key ?? ''} ${to?.key ?? ''}`}>
                  <TableCell>{from?.name ?? '–'}</TableCell>
                  <TableCell>{to?.name ?? '–'}</TableCell>
                  <TableCell>{t(`campaigns.templateMoves.kind.${kind}`)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Panel>
      )}
      {changes.length === 0 ? null : (
        <Panel title={t('campaigns.templateMoves.changesTitle')} dense>
          <ChangesTable changes={changes} />
        </Panel>
      )}
    </>
  );
}

/** What a move would come to: the rows, then each department. */
export function TemplateMovePreview({ preview }: { readonly preview: Preview }) {
  const t = useT();
  if (preview.refused !== null) return <Alert severity="error">{preview.refused}</Alert>;
  const moved = preview.evaluations.filter(({ refused }) => refused === null).length;
  return (
    <>
      <Alert severity={moved === 0 ? 'warning' : 'info'} sx={{ mb: 2 }}>
        {moved === 0 ? t('campaigns.templateMoves.nobody') : t('campaigns.templateMoves.summary', { moved, refused: preview.evaluations.length - moved })}
      </Alert>
      <Rows rows={preview.rows} />
      <Panel title={t('campaigns.templateMoves.previewTitle')} dense>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('campaigns.templateMoves.unit')}</TableCell>
              <TableCell>{t('campaigns.templateMoves.stage')}</TableCell>
              <TableCell>{t('campaigns.templateMoves.effect')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {preview.evaluations.map((evaluation) => (
              <TableRow key={evaluation.id} sx={{ '& td': { verticalAlign: 'top' } }}>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{evaluation.unit.name}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{words(t).stage(evaluation.stage.phase, evaluation.stage.checkpoint)}</TableCell>
                <TableCell>
                  <Effect evaluation={evaluation} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Panel>
    </>
  );
}
