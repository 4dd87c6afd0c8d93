import type { EvaluationRecord } from '@hengji/contracts';
import { Alert, AlertTitle, Stack, Typography } from '@mui/material';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { shortHash } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';

export type SignedVersion = { readonly number: number; readonly hash: string; readonly slot: string };

/** After the signature: what was signed, and who is next until when. */
export function SignedConfirmation({ record, signed }: { readonly record: EvaluationRecord; readonly signed: SignedVersion }) {
  const t = useT();
  const { duty } = words(t);
  const next = record.tasks.find((task) => task.kind === 'sign') ?? record.tasks[0];
  const who = next === undefined ? '' : 'person' in next.assignee ? next.assignee.person.name : duty(next.assignee.duty);
  return (
    <Page title={t('sign.doneTitle')} rehearsal={rehearsalOf(record)}>
      <Alert severity="success" role="status" sx={{ mb: 2 }}>
        <AlertTitle>{t('evaluation.title', { unit: record.unit.name, year: record.year })}</AlertTitle>
        {t('sign.doneText', { number: signed.number, slot: signed.slot, hash: shortHash(signed.hash) })}
      </Alert>
      <Typography sx={{ mb: 2 }}>{next === undefined ? t('sign.nextNobody') : t('sign.nextText', { who, date: next.dueOn })}</Typography>
      <Stack direction="row" spacing={1}>
        <ButtonLink to="/inbox" variant="contained">
          {t('sign.backToInbox')}
        </ButtonLink>
        <ButtonLink to={`/evaluations/${record.id}`} variant="outlined">
          {t('sign.backToEvaluation')}
        </ButtonLink>
      </Stack>
    </Page>
  );
}
