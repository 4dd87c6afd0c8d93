import type { CampaignRecord, CampaignSubject } from '@hengji/contracts';
import { subjectStatuses } from '@hengji/domain';
import { Box, Button, Pagination, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { formatScore } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { toneOfUrgency } from '../evaluations/looks.js';
import { toneOfSubject } from './looks.js';
import { problemText } from './problemText.js';

const perPage = 50;

function isSubjectStatus(text: string): text is CampaignSubject['status'] {
  return subjectStatuses.some((status) => status === text);
}

/** Where a case stands; one that was ended stands nowhere. */
function Where({ evaluation }: Pick<CampaignSubject, 'evaluation'>) {
  const t = useT();
  return evaluation === null || evaluation.status === 'cancelled' ? '–' : `${words(t).stage(evaluation.phase, evaluation.checkpoint)} · ${t(`process.step.${evaluation.step}`)}`;
}

/** Why a subject could not be opened, over the whole width: in a column it would squeeze the others. */
function Problems({ problems, record }: Pick<CampaignSubject, 'problems'> & { readonly record: CampaignRecord }) {
  const t = useT();
  return (
    <TableRow>
      <TableCell colSpan={6} sx={{ pt: 0 }}>
        {problems.map((problem, index) => (
          // Two slots may lack a signer: the code alone names no line.
          <Typography key={`${index} ${problem.code}`} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {problemText(t, problem, record.stages)}
          </Typography>
        ))}
      </TableCell>
    </TableRow>
  );
}

/** Date and scores, once there are some. */
function Standing({ evaluation }: Pick<CampaignSubject, 'evaluation'>) {
  const t = useT();
  const score = (value: string | null) => (value === null ? '–' : formatScore(value));
  return (
    <>
      <TableCell>
        {evaluation === null || evaluation.dueOn === null ? '–' : <StatusTag tone={toneOfUrgency(evaluation.urgency)}>{`${t(`process.urgency.${evaluation.urgency}`)} ${evaluation.dueOn}`}</StatusTag>}
      </TableCell>
      <TableCell align="right">{score(evaluation?.self ?? null)}</TableCell>
      <TableCell align="right">{score(evaluation?.reviewed ?? null)}</TableCell>
    </>
  );
}

type SubjectsPanelProps = { readonly record: CampaignRecord; /** Offered where a subject could not be opened. */ readonly onRetry: ((subject: string) => void) | null };

function Subject({ row, record, onRetry }: SubjectsPanelProps & { readonly row: CampaignSubject }) {
  const t = useT();
  return (
    <>
      <TableRow sx={row.problems.length === 0 ? {} : { '& > td': { borderBottom: 0 } }}>
        <TableCell>
          {row.evaluation === null ? row.subject.name : <PageLink to={`/evaluations/${row.evaluation.id}`}>{row.subject.name}</PageLink>}
          {row.unit.id === row.subject.id ? null : (
            <Typography variant="body2" color="text.secondary">
              {t('campaigns.byParent', { unit: row.unit.name })}
            </Typography>
          )}
        </TableCell>
        <TableCell>
          <StatusTag tone={toneOfSubject(row.status)}>{row.evaluation !== null && row.evaluation.status !== 'open' ? t(`process.status.${row.evaluation.status}`) : t(`campaigns.subjectStatus.${row.status}`)}</StatusTag>
        </TableCell>
        <TableCell>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <div>
              <Where evaluation={row.evaluation} />
            </div>
            {row.status === 'failed' && onRetry !== null ? (
              <Button size="small" variant="outlined" sx={{ whiteSpace: 'nowrap', flexShrink: 0 }} onClick={() => onRetry(row.subject.id)} aria-label={`${t('campaigns.action.retrySubjects.title')} ${row.subject.name}`}>
                {t('campaigns.action.retrySubjects.title')}
              </Button>
            ) : null}
          </Stack>
        </TableCell>
        <Standing evaluation={row.evaluation} />
      </TableRow>
      {row.problems.length === 0 ? null : <Problems problems={row.problems} record={record} />}
    </>
  );
}

/** Every subject of a campaign: whether it is open, and where it stands. */
export function SubjectsPanel({ record, onRetry }: SubjectsPanelProps) {
  const t = useT();
  const [status, setStatus] = useState('');
  const [page, setPage] = useState(1);
  const moving = record.status === 'launching';
  const query = useApiQuery(
    ['campaigns', record.id, 'subjects', status, page],
    (api) => api.listSubjects(record.id, { page, perPage, ...(isSubjectStatus(status) ? { status } : {}) }),
    moving ? { refetchEverySeconds: 2 } : {},
  );
  return (
    <Panel
      title={t('campaigns.people')}
      dense
      actions={
        <Box sx={{ width: 160 }}>
          <ChoiceInput
            id="subject-status"
            label={t('campaigns.state')}
            value={status}
            blank={t('app.all')}
            choices={subjectStatuses.map((value) => ({ value, label: t(`campaigns.subjectStatus.${value}`) }))}
            onChange={(next) => {
              setStatus(next);
              setPage(1);
            }}
          />
        </Box>
      }
    >
      <QueryView query={query}>
        {({ data, total }) => (
          <>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('evaluations.unit')}</TableCell>
                  <TableCell>{t('campaigns.state')}</TableCell>
                  <TableCell>{t('evaluations.phase')}</TableCell>
                  <TableCell>{t('evaluations.due')}</TableCell>
                  <TableCell align="right">{t('evaluations.self')}</TableCell>
                  <TableCell align="right">{t('evaluations.reviewed')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((row) => (
                  <Subject key={row.subject.id} row={row} record={record} onRetry={onRetry} />
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 2, color: 'text.secondary' }}>{t('evaluations.empty')}</Typography> : null}
            {total > perPage ? <Pagination sx={{ p: 1.5 }} page={page} count={Math.ceil(total / perPage)} onChange={(_, next) => setPage(next)} getItemAriaLabel={(type, number) => (type === 'page' ? t('ra.navigation.page', { page: number ?? 0 }) : t(type === 'next' ? 'ra.navigation.next' : 'ra.navigation.previous'))} /> : null}
          </>
        )}
      </QueryView>
    </Panel>
  );
}
