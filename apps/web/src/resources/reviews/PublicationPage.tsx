import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { CommandDialog } from '../evaluations/CommandDialog.js';
import { RevisionPanel } from '../evaluations/RevisionPanel.js';
import { TasksPanel } from '../evaluations/TasksPanel.js';
import { WaitingNotes } from '../evaluations/WaitingNotes.js';
import { dangerous, type EvaluationCommand } from '../evaluations/commandForms.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { PackagePanel } from './PackagePanel.js';
import { publicationSteps, type StepState } from './publicationSteps.js';
import { SecrecyText } from './SecrecyText.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';

type StepProps = { readonly title: string; readonly state: StepState; readonly detail: ReactNode; readonly actions: ReactNode };

function Step({ title, state, detail, actions }: StepProps) {
  const t = useT();
  return (
    <Box component="li" sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 320px' }}>
          <Typography component="h3" variant="h3">
            {title}
          </Typography>
          <Typography variant="body2" color="text.secondary" component="div">
            {detail}
          </Typography>
        </Box>
        <StatusTag tone={state === 'todo' ? 'active' : 'done'}>{t(`publication.${state}`)}</StatusTag>
        {actions}
      </Stack>
    </Box>
  );
}

/** What stands between a reviewed year and the public: secrecy review, signature, accounts, publication. */
export default function PublicationPage() {
  const t = useT();
  const query = useEvaluation(useIdOfPage());
  const [asked, setAsked] = useState<EvaluationCommand | null>(null);
  const button = (record: EvaluationRecord, type: EvaluationCommand) =>
    record.allowedActions.includes(type) ? (
      <Button key={type} variant="contained" color={dangerous.has(type) ? 'error' : 'primary'} onClick={() => setAsked(type)}>
        {t(`commands.evaluation.${type}.title`)}
      </Button>
    ) : null;
  return (
    <QueryView query={query} page>
      {(record) => {
        const { secrecy, accounts, publication } = record;
        const steps = publicationSteps(record);
        return (
          <Page
            title={t('publication.title', { unit: record.unit.name, year: record.year })}
            {...(secrecy?.result === 'withhold' ? {} : { lead: t('publication.legal') })}
            rehearsal={rehearsalOf(record)}
            actions={
              <ButtonLink to={`/evaluations/${record.id}`} variant="outlined" color="secondary">
                {t('section.backToEvaluation')}
              </ButtonLink>
            }
          >
            <WaitingNotes record={record} />
            <Panel title={t('publication.steps')}>
              <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                <Step
                  title={t('publication.secrecy')}
                  state={steps.secrecy}
                  detail={<SecrecyText secrecy={secrecy} />}
                  actions={button(record, 'reviewSecrecy')}
                />
                {steps.sign === null ? null : (
                  <Step
                    title={t('publication.sign')}
                    state={steps.sign}
                    detail={record.revision === null && publication === null ? t('evaluation.notSigned') : t('evaluation.revisionNumber', { number: publication?.number ?? record.revision?.number ?? 0 })}
                    actions={
                      <>
                        {button(record, 'submitForSigning')}
                        {record.allowedActions.includes('sign') ? (
                          <ButtonLink to={`/evaluations/${record.id}/sign`} variant="contained">
                            {t('commands.evaluation.sign.title')}
                          </ButtonLink>
                        ) : null}
                      </>
                    }
                  />
                )}
                {steps.accounts === null ? null : <Step title={t('publication.accounts')} state={steps.accounts} detail={accounts === null ? t('evaluation.noAccounts') : t('evaluation.accounts', { date: accounts.approvedOn, documentNo: accounts.documentNo })} actions={button(record, 'recordAccountsApproval')} />}
                <Step
                  title={t('publication.publish')}
                  state={steps.publish}
                  detail={
                    steps.withheldAt !== null ? (
                      t('evaluation.withheldOn', { date: formatDay(steps.withheldAt) })
                    ) : publication === null ? (
                      t(secrecy?.result === 'withhold' ? 'publication.toWithhold' : 'publication.legal')
                    ) : (
                      <>
                        {t('evaluation.published', { date: formatDay(publication.publishedAt) })}{' '}
                        <Link href={publication.url} target="_blank" rel="noreferrer">
                          {t('evaluation.viewPublished')}
                        </Link>
                        {publication.corrections === 0 ? '' : ` · ${t('evaluation.corrections', { count: publication.corrections })}`}
                      </>
                    )
                  }
                  actions={
                    <>
                      {button(record, 'publish')}
                      {button(record, 'withholdPublication')}
                      {button(record, 'correctPublication')}
                    </>
                  }
                />
              </Box>
            </Panel>
            {record.phase === 'publication' ? <PackagePanel record={record} /> : null}
            <TasksPanel record={record} />
            <RevisionPanel record={record} />
            {asked === null ? null : <CommandDialog record={record} type={asked} onClose={() => setAsked(null)} />}
          </Page>
        );
      }}
    </QueryView>
  );
}
