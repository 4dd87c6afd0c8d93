import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { ChecksPanel } from '../checks/ChecksPanel.js';
import { hasChecks } from '../checks/looks.js';
import { CommandDialog } from '../evaluations/CommandDialog.js';
import { EvaluationFindings } from '../evaluations/EvaluationFindings.js';
import { EvaluationSummary } from '../evaluations/EvaluationSummary.js';
import { dangerous, type EvaluationCommand } from '../evaluations/commandForms.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';
import { LastYearPanel } from '../lastYear/LastYearPanel.js';
import { ScorePanel } from '../scores/ScorePanel.js';
import { RevisionView } from '../signing/RevisionView.js';
import { verdicts } from './isUnderReview.js';

/** What the bureau may do here besides its verdict. */
const besides = ['adjustGoals', 'rescore', 'decideResultUse'] as const;

/** The bureau's review: what was handed in, the scores beside it, the findings, and the verdict. */
export default function ReviewPage() {
  const t = useT();
  const id = useIdOfPage();
  const { stage } = words(t);
  const query = useEvaluation(id);
  const number = query.data?.revision?.number ?? 0;
  const frozen = useApiQuery(['evaluations', id, 'revisions', number], (api) => api.getRevision(id, number), { enabled: number > 0 });
  const [asked, setAsked] = useState<EvaluationCommand | null>(null);
  return (
    <QueryView query={query} page>
      {(record) => {
        const given = verdicts.filter((verdict) => record.allowedActions.includes(verdict));
        const more = besides.filter((type) => record.allowedActions.includes(type));
        const scored = record.phase === 'selfAssessment' || record.phase === 'financeReview' || record.phase === 'rectification' || record.score.self !== null;
        return (
          <Page
            title={t('review.title', { unit: record.unit.name, year: record.year, phase: stage(record.phase, record.checkpoint) })}
            rehearsal={rehearsalOf(record)}
            actions={
              <ButtonLink to={`/evaluations/${id}`} variant="outlined" color="secondary">
                {t('section.backToEvaluation')}
              </ButtonLink>
            }
          >
            <EvaluationSummary record={record} />
            {given.length + more.length === 0 ? <Alert severity="info" sx={{ mb: 2 }}>{t('review.noVerdict')}</Alert> : null}
            {scored ? (
              <Box sx={{ mb: 2 }}>
                <ScorePanel record={record} />
              </Box>
            ) : null}
            {record.phase === 'draft' ? <LastYearPanel record={record} /> : null}
            {hasChecks(record) ? <ChecksPanel record={record} /> : null}
            {number === 0 ? null : (
              <Panel title={t('review.revision')}>
                <QueryView query={frozen}>{(data) => <RevisionView revision={data} />}</QueryView>
              </Panel>
            )}
            <EvaluationFindings record={record} />
            {given.length + more.length === 0 ? null : (
              <Panel title={t('review.verdict')}>
                <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
                  {t('review.verdictHelp')}
                </Typography>
                <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
                  {given.map((type, index) => (
                    <Button key={type} variant={index === 0 ? 'contained' : 'outlined'} color={dangerous.has(type) ? 'error' : 'primary'} onClick={() => setAsked(type)}>
                      {t(`commands.evaluation.${type}.title`)}
                    </Button>
                  ))}
                  {more.map((type) => (
                    <Button key={type} variant="outlined" color="secondary" onClick={() => setAsked(type)}>
                      {t(`commands.evaluation.${type}.title`)}
                    </Button>
                  ))}
                </Stack>
              </Panel>
            )}
            {asked === null ? null : <CommandDialog record={record} type={asked} onClose={() => setAsked(null)} />}
          </Page>
        );
      }}
    </QueryView>
  );
}
