import type { FindingRecord } from '@hengji/contracts';
import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { ButtonLink, PageLink } from '../../components/ButtonLink.js';
import { EvidenceList } from '../../components/EvidenceList.js';
import { Facts } from '../../components/Facts.js';
import { HashText } from '../../components/HashText.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoney } from '../../format/format.js';
import { TroubleNote } from '../../components/TroubleNote.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { useIdOfPage } from '../evaluations/useEvaluation.js';
import { SignaturePanel } from '../signing/SignaturePanel.js';
import { useSigning } from '../signing/useSigning.js';
import { personName } from '../timeline/formatRecipient.js';
import { TimelineList } from '../timeline/TimelineList.js';
import { FindingDialog } from './FindingDialog.js';
import { FindingSteps } from './FindingSteps.js';
import { FindingTasks } from './FindingTasks.js';
import { aboutTasks, isFindingCommand, type FindingCommand } from './findingForms.js';
import { commandTitle, extensionText, findingStatusText, openWordText, responsibleText, toneOfFinding } from './looks.js';

/** Best first; the first allowed one is the primary button. */
const order: readonly FindingCommand[] = ['resume', 'appointActing', 'serve', 'acknowledge', 'plan', 'acceptPlan', 'addEvidence', 'verifyEvidence', 'closeFinding', 'grantExtension', 'refuseExtension', 'rejectObjection', 'upholdObjection', 'askExtension', 'handOver', 'object', 'returnFinding'];

function SignPlan({ record, plan }: { readonly record: FindingRecord; readonly plan: NonNullable<FindingRecord['plan']> }) {
  const t = useT();
  const notify = useNotify();
  const send = useSigning(
    (api, signature, key) => api.commandFinding(record.id, { type: 'signPlan', hash: signature.hash, statements: [...signature.statements], minutesNo: signature.minutesNo }, key, record.version),
    () => notify(t('evaluation.done', { title: t('commands.finding.signPlan.title') }), { type: 'success' }),
  );
  return <SignaturePanel key={plan.hash} title={t('commands.finding.signPlan.title')} hash={plan.hash} statements={record.statements} minutes="optional" send={send} submitLabel={t('sign.submit')} />;
}

function Details({ record }: { readonly record: FindingRecord }) {
  const t = useT();
  const english = useEnglish();
  const sheet = useApiQuery(['evaluations', record.evaluationId, 'scores'], (api) => api.getScoreSheet(record.evaluationId), { enabled: record.effect !== null });
  const touched = sheet.data?.rows.find((row) => row.indicator === record.effect?.indicator);
  const indicator = touched === undefined ? (record.effect?.indicator ?? '') : inLanguage(touched, english);
  const { effect } = record;
  const effectText = effect === null ? (record.noEffectReason === '' ? t('findings.noEffectAlone') : t('findings.noEffect', { reason: record.noEffectReason })) : t('findings.effectText', { indicator, points: effect.points });
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Typography sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>{record.description}</Typography>
      <Facts
        items={[
          { label: t('findings.status'), value: <StatusTag tone={toneOfFinding(record)}>{findingStatusText(t, record)}</StatusTag> },
          { label: t('findings.unit'), value: record.unit.name },
          { label: t('findings.source'), value: t(`process.findingSource.${record.source}`) },
          { label: t('findings.amount'), value: record.amountFen === null ? t('findings.unknownAmount') : formatMoney(record.amountFen, 'yuan') },
          { label: t('findings.effect'), value: effectText },
          { label: t('findings.basis'), value: record.basis === '' ? '–' : record.basis },
          { label: t('findings.raisedBy'), value: record.raisedBy.name },
          ...(record.objectUntil === null ? [] : [{ label: t('findings.objectUntil'), value: record.objectUntil }]),
          { label: t('findings.evaluation'), value: <PageLink to={`/evaluations/${record.evaluationId}`}>{t('evaluation.title', { unit: record.unit.name, year: record.year })}</PageLink> },
        ]}
      />
    </Paper>
  );
}

/** Who signed the plan: as himself, by appointment, or in whose place. */
function signedText(t: Translate, { person, onBehalfOf, acting, minutesNo }: NonNullable<FindingRecord['planSignature']>): string {
  const who = onBehalfOf !== null ? t('findings.planSignedFor', { who: person.name, absent: onBehalfOf.name }) : t(acting ? 'findings.planSignedActing' : 'findings.planSigned', { who: person.name });
  return minutesNo === null ? who : `${who} · ${t('sign.minutesNo', { number: minutesNo })}`;
}

/** One finding from serving to closing. */
export default function FindingPage() {
  const t = useT();
  const id = useIdOfPage();
  const query = useApiQuery(['findings', id], (api) => api.getFinding(id), { refetchEverySeconds: 30 });
  const [asked, setAsked] = useState<{ readonly type: FindingCommand; readonly taskId?: string } | null>(null);
  return (
    <QueryView query={query} page>
      {(record) => {
        const allowed = record.allowedActions.filter(isFindingCommand);
        const buttons = order.filter((type) => allowed.includes(type) && !aboutTasks.has(type));
        // Whose plan lies before its signer has nothing that must be done next.
        const primary = record.status === 'planned' && buttons[0] === 'plan' ? undefined : buttons[0];
        const { plan } = record;
        const openWord = openWordText(t, record.timeline);
        return (
          <Page
            title={`${t('findings.pageTitle', { number: record.number })} · ${t(`process.findingType.${record.findingType}`)}`}
            rehearsal={rehearsalOf(record)}
            actions={
              <>
                <ButtonLink to="/findings" color="secondary" variant="outlined">
                  {t('findings.title')}
                </ButtonLink>
                {[...buttons].reverse().map((type) => (
                  <Button key={type} variant={type === primary ? 'contained' : 'outlined'} color={type === 'returnFinding' ? 'error' : 'primary'} onClick={() => setAsked({ type })}>
                    {commandTitle(t, type, record)}
                  </Button>
                ))}
              </>
            }
          >
            {record.suspended ? <TroubleNote title={t('findings.suspendedNote')} trouble={record.trouble} /> : null}
            {record.slotsWithoutSigner.length > 0 ? (
              <Alert severity="warning" sx={{ mb: 2 }}>
                {t('findings.signerMissing')}
              </Alert>
            ) : null}
            {openWord === null ? null : (
              <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>
                {openWord}
              </Alert>
            )}
            {record.extension === null ? null : (
              <Alert severity="info" sx={{ mb: 2 }}>
                {extensionText(t, record.extension)}
              </Alert>
            )}
            <FindingSteps status={record.status} />
            <Details record={record} />
            <FindingTasks record={record} onAsk={(type, taskId) => setAsked({ type, taskId })} />
            <Panel title={t('findings.plan')}>
              {plan === null ? (
                <Typography color="text.secondary">{t('findings.noPlan')}</Typography>
              ) : (
                <>
                  <Facts
                    minWidth={240}
                    items={[
                      { label: t('findings.measure'), value: plan.measure },
                      { label: t('findings.deliverable'), value: plan.deliverable },
                      { label: t('findings.responsible'), value: responsibleText(t, record, plan.responsible) },
                      { label: t('findings.dueOn'), value: record.evidenceDueOn === null ? plan.dueOn : t('findings.dueOnGranted', { date: record.evidenceDueOn, old: plan.dueOn }) },
                      { label: t('findings.planHash'), value: <HashText hash={plan.hash} /> },
                    ]}
                  />
                  {record.planSignature === null ? null : (
                    <Alert severity="success" icon={false} sx={{ mt: 2 }}>
                      {signedText(t, record.planSignature)}
                    </Alert>
                  )}
                </>
              )}
            </Panel>
            {plan !== null && allowed.includes('signPlan') ? <SignPlan record={record} plan={plan} /> : null}
            <Panel title={t('findings.evidence')}>
              <EvidenceList target={{ kind: 'finding', id }} items={record.evidence} />
              {record.verifiedBy === null ? null : (
                <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
                  <Typography variant="body2">{`${t('findings.verifiedBy')} · ${record.verifiedBy.name}`}</Typography>
                </Stack>
              )}
            </Panel>
            <Panel title={t('timeline.title')}>
              <TimelineList
                entries={record.timeline.filter((entry) => entry.type !== 'taskOpened' && entry.type !== 'taskClosed')}
                names={{
                  person: personName(record.people, t('app.unknownPerson')),
                  section: (key) => key,
                  slot: (key) => words(t).duty(key),
                  stage: (index) => String(index),
                  indicator: (key) => key,
                }}
              />
            </Panel>
            {asked === null ? null : <FindingDialog record={record} type={asked.type} taskId={asked.taskId} onClose={() => setAsked(null)} />}
            <Box sx={{ height: 16 }} />
          </Page>
        );
      }}
    </QueryView>
  );
}
