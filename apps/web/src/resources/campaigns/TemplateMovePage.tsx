import type { CampaignCommandBody, CampaignRecord, TemplateMovePreview as Preview } from '@hengji/contracts';
import { Alert, Box, Button, Paper, Stack, Typography } from '@mui/material';
import { Fragment, useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { FormField } from '../../forms/FormField.js';
import type { FormValue, FormValues } from '../../forms/spec.js';
import { useForm } from '../../forms/useForm.js';
import { formatDay } from '../../format/format.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { useT } from '../../i18n/useT.js';
import { templates } from '../../i18n/zh/pages/templates.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { useIdOfPage } from '../evaluations/useEvaluation.js';
import { takingPart, type Taking } from './takingPart.js';
import { chosen, moveFields, orderSchema, questionOf, unmatched, type InUse, type Question } from './templateMoveForm.js';
import { TemplateMovePreview } from './TemplateMovePreview.js';

addWords(templates);

type Loaded = { readonly record: CampaignRecord; readonly inUse: readonly InUse[]; readonly open: readonly Taking[] };
type Seen = { readonly asked: string; readonly preview: Preview };

/** The order is given for what its preview showed, and for nothing else. */
function MoveForm({ record, inUse, open }: Loaded) {
  const t = useT();
  const notify = useNotify();
  const navigate = useNavigate();
  const [versions, setVersions] = useState<FormValues>({});
  const [seen, setSeen] = useState<Seen | null>(null);
  // The schema reads what the form holds at the moment of the check.
  const late: { question: Question | null } = { question: null };
  const form = useForm(moveFields(t, { inUse, open }, versions), orderSchema(() => late.question));
  late.question = questionOf({ inUse, open }, form.values, record.template);
  const look = useApiMutation((api, question: Question) => api.previewTemplateMove(record.id, question).then((preview): Seen => ({ asked: JSON.stringify(question), preview })), { onDone: setSeen });
  const send = useApiMutation((api, body: z.input<typeof CampaignCommandBody>, key) => api.commandCampaign(record.id, body, key, record.version), {
    onDone: () => {
      notify(t('campaigns.action.done', { title: t('campaigns.action.moveTemplate.title') }), { type: 'success' });
      void navigate(`/campaigns/${record.id}`);
    },
  });
  const { takeServerErrors } = form;
  const { error } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new answer is news
  }, [error]);
  const change = (name: string, value: FormValue) => {
    form.change(name, value);
    if (name === 'from') {
      // Another version has other ones above it.
      setVersions({ from: value });
      form.change('to', chosen(inUse, { from: value }).to?.id ?? '');
    } else if (name === 'to') setVersions((before) => ({ ...before, to: value }));
  };
  const { from, to } = chosen(inUse, form.values);
  const current = seen !== null && late.question !== null && seen.asked === JSON.stringify(late.question) ? seen.preview : null;
  const ready = current !== null && current.refused === null && current.evaluations.some(({ refused }) => refused === null);
  const fields = moveFields(t, { inUse, open }, versions);
  if (open.length === 0) return <Alert severity="info">{t('campaigns.templateMoves.nothingOpen')}</Alert>;
  if (from === null || to === null) return <Alert severity="info">{t('campaigns.templateMoves.none')}</Alert>;
  const matched = late.question?.rows?.map((row) => row.to) ?? [];
  const added = unmatched(from, to).now.filter(({ key }) => !matched.includes(key));
  return (
    <>
      <Paper
        variant="outlined"
        component="form"
        noValidate
        sx={{ p: 3, mb: 2, maxWidth: 760 }}
        onSubmit={(event) => {
          event.preventDefault();
          const body = ready ? form.check() : null;
          if (body !== null) send.mutate(body);
        }}
      >
        <FormErrorSummary errors={form.summary} attempt={form.attempt} />
        {error === null ? null : <ProblemAlert error={error} typed />}
        {fields.map((spec) => (
          <Fragment key={spec.name}>
            {spec.name === 'subjects' && added.length > 0 ? (
              <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
                {t('campaigns.templateMoves.newRows', { names: added.map(({ name }) => name).join(t('app.listSeparator')) })}
              </Typography>
            ) : null}
            <FormField form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => change(spec.name, value)} />
          </Fragment>
        ))}
        <Stack direction="row" spacing={2} sx={{ mt: 2 }}>
          <Button variant={ready ? 'outlined' : 'contained'} loading={look.isPending} onClick={() => (late.question === null ? undefined : look.mutate(late.question))}>
            {t('campaigns.templateMoves.preview')}
          </Button>
          <Button type="submit" variant={ready ? 'contained' : 'outlined'} disabled={!ready} loading={send.isPending}>
            {t('campaigns.templateMoves.order')}
          </Button>
        </Stack>
      </Paper>
      <Box aria-live="polite">
        {look.error === null ? null : <ProblemAlert error={look.error} />}
        {seen !== null && current === null ? <Alert severity="info">{t('campaigns.templateMoves.outdated')}</Alert> : null}
        {current === null ? null : <TemplateMovePreview preview={current} />}
      </Box>
    </>
  );
}

/** A campaign goes on by a newer version of its template: which rows stand for which, what it comes to in each department, then the order. */
export default function TemplateMovePage() {
  const t = useT();
  const id = useIdOfPage();
  const loaded = useApiQuery(['campaigns', id, 'template move'], async (api): Promise<Loaded> => {
    const [record, { inUse }, taking] = await Promise.all([api.getCampaign(id), api.templateMoveOptions(id), takingPart(api, id)]);
    return { record, inUse, open: taking.filter((one) => one.open) };
  });
  return (
    <QueryView query={loaded} page>
      {(known) => (
        <Page title={t('campaigns.templateMoves.pageTitle', { title: known.record.title })} lead={t('campaigns.templateMoves.lead')} rehearsal={known.record.rehearsal ? { date: formatDay(known.record.processNow) } : null}>
          <MoveForm {...known} />
        </Page>
      )}
    </QueryView>
  );
}
