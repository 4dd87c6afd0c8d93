import type { EvaluationRecord } from '@hengji/contracts';
import { useIsFetching } from '@tanstack/react-query';
import { useState } from 'react';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { HashText } from '../../components/HashText.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView, Waiting } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { ChecksPanel } from '../checks/ChecksPanel.js';
import { hasChecks } from '../checks/looks.js';
import { CommandDialog } from '../evaluations/CommandDialog.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';
import { OverriddenNote } from '../scores/OverriddenNote.js';
import { SupportedRows } from '../scores/SupportedRows.js';
import { RevisionView } from './RevisionView.js';
import { SignatureList } from './SignatureList.js';
import { SignedConfirmation, type SignedVersion } from './SignedConfirmation.js';
import { SignForm } from './SignForm.js';

/** The slot with the reader's part in it: by appointment, or for an absent colleague. */
function inWhatPart(t: Translate, slot: EvaluationRecord['signatures'][number], english: boolean): string {
  const title = inLanguage(slot, english);
  const absent = slot.inPlaceOf === null ? '' : `（${t('evaluation.onBehalf', { name: slot.inPlaceOf.name })}）`;
  return `${title}${absent}${slot.appointed === null ? '' : `（${t('sign.acting')}）`}`;
}

/** Whether all that the page reads of the case stands there; it stays so when something is read again. */
function useAllShown(id: string, report: unknown): boolean {
  const reading = useIsFetching({ queryKey: ['evaluations', id] });
  const [shown, setShown] = useState(false);
  const complete = report !== undefined && reading === 0;
  if (complete && !shown) setShown(true);
  return shown;
}

/** Sign-off: the frozen version, who signed it already, the statements, the password once more. */
export default function SignPage() {
  const t = useT();
  const id = useIdOfPage();
  const english = useEnglish();
  const { stage } = words(t);
  const { data: me } = useGetIdentity();
  const query = useEvaluation(id);
  const number = query.data?.revision?.number ?? 0;
  const frozen = useApiQuery(['evaluations', id, 'revisions', number], (api) => api.getRevision(id, number), { enabled: number > 0 });
  const allShown = useAllShown(id, frozen.data);
  const [signed, setSigned] = useState<SignedVersion | null>(null);
  const [refusing, setRefusing] = useState(false);
  return (
    <QueryView query={query} page>
      {(record) => {
        if (signed !== null) return <SignedConfirmation record={record} signed={signed} />;
        const { revision } = record;
        const slot = record.signatures.find((one) => one.mine);
        const title = t('sign.title', { unit: record.unit.name, year: record.year, phase: stage(record.phase, record.checkpoint) });
        const slotTitle = slot === undefined ? '' : inWhatPart(t, slot, english);
        const barred = revision !== null && me !== undefined && revision.preparers.some((one) => one.id === String(me.id)) && record.signatures.some((one) => one.signedAt === null);
        return (
          <Page title={title} rehearsal={rehearsalOf(record)} actions={<ButtonLink to={`/evaluations/${id}`} variant="outlined" color="secondary">{t('section.backToEvaluation')}</ButtonLink>}>
            {revision === null ? (
              <Alert severity="info">{t('sign.notYours')}</Alert>
            ) : (
              <>
                <Panel title={t('sign.what')}>
                  <Facts
                    minWidth={240}
                    items={[
                      { label: t('evaluation.revision'), value: t('sign.version', { number: revision.number }) },
                      { label: t('sign.fingerprint'), value: <HashText hash={revision.hash} /> },
                      ...(frozen.data === undefined ? [] : [{ label: t('evaluations.phase'), value: t('sign.frozenAt', { time: formatMoment(frozen.data.createdAt) }) }]),
                      ...(slot === undefined ? [] : [{ label: t('sign.slotLabel'), value: slotTitle }]),
                    ]}
                  />
                  <Typography variant="body2" color="text.secondary" sx={{ my: 1 }}>
                    {t('sign.preparers', { names: revision.preparers.map((one) => one.name).join(t('app.listSeparator')) })}
                  </Typography>
                  <Typography variant="h3" component="h3">
                    {t('sign.slots')}
                  </Typography>
                  <SignatureList
                    items={record.signatures.map((one) => ({
                      key: one.slot,
                      slot: inLanguage(one, english),
                      person: one.person?.name ?? null,
                      onBehalfOf: one.onBehalfOf?.name ?? null,
                      acting: one.acting,
                      appointed: one.appointed?.name ?? null,
                      signedAt: one.signedAt === null ? null : formatMoment(one.signedAt),
                      open: one.open,
                      minutesNo: frozen.data?.signatures.find((other) => other.slot === one.slot && !other.void)?.minutesNo ?? null,
                    }))}
                  />
                </Panel>
                <OverriddenNote evaluationId={id} />
                <SupportedRows evaluationId={id} />
                {hasChecks(record) ? <ChecksPanel record={record} /> : null}
                <Panel title={t('sign.report')}>
                  <QueryView query={frozen}>{(data) => <RevisionView revision={data} />}</QueryView>
                </Panel>
                {slot === undefined || !record.allowedActions.includes('sign') ? (
                  <Alert severity={barred ? 'warning' : 'info'}>{t(barred ? 'sign.prepared' : 'sign.notYours')}</Alert>
                ) : !allShown ? (
                  // Nobody signs what has not come yet; and what comes late must not push a box away from under the pointer.
                  <Waiting />
                ) : (
                  <SignForm
                    key={revision.hash}
                    record={record}
                    revision={revision}
                    slot={slot}
                    onSigned={() => setSigned({ number: revision.number, hash: revision.hash, slot: slotTitle })}
                    refuse={
                      record.allowedActions.includes('refuseToSign') ? (
                        <Button variant="outlined" color="error" onClick={() => setRefusing(true)}>
                          {t('sign.refuse')}
                        </Button>
                      ) : null
                    }
                  />
                )}
                {refusing ? <CommandDialog record={record} type="refuseToSign" onClose={() => setRefusing(false)} /> : null}
                <Box sx={{ height: 24 }} />
              </>
            )}
          </Page>
        );
      }}
    </QueryView>
  );
}
