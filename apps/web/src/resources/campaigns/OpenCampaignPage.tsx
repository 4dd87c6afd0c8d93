import { operations, type Input } from '@hengji/contracts';
import { Alert, Button, Paper } from '@mui/material';
import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { FormField } from '../../forms/FormField.js';
import { rowsOf, textOf, type FieldSpec } from '../../forms/spec.js';
import { useForm, type BodySchema } from '../../forms/useForm.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { customaryStages, proposedDate, type PlannedStage } from './stagePlan.js';

type Body = Input<'openCampaign'>['body'];
type UnitChoice = { readonly id: string; readonly name: string; readonly kind: string };

function textIn(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found = new Map<string, unknown>(Object.entries(value)).get(name);
  return typeof found === 'string' ? found : '';
}

/** Opening a year for departments, or practising one from any day on. */
function OpenCampaignForm({ units, stages }: { readonly units: readonly UnitChoice[]; readonly stages: readonly PlannedStage[] }) {
  const t = useT();
  const notify = useNotify();
  const navigate = useNavigate();
  const { stage } = words(t);
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [rehearsal, setRehearsal] = useState(false);
  const [start, setStart] = useState(0);
  const send = useApiMutation((api, body: Body, key) => api.openCampaign(body, key), {
    onDone: (opened) => {
      notify(t('campaigns.opened', { count: opened.evaluations.length }), { type: 'success' });
      void navigate(`/campaigns/${opened.id}`);
    },
  });
  const nameOf = (one: PlannedStage) => t('campaigns.stageN', { number: one.index + 1, stage: stage(one.phase, one.checkpoint) });
  const fields: readonly FieldSpec[] = [
    { kind: 'radio', name: 'kind', label: t('campaigns.kind'), required: true, initial: 'formal', choices: [{ value: 'formal', label: t('campaigns.formal') }, { value: 'rehearsal', label: t('campaigns.rehearsal') }] },
    { kind: 'text', name: 'year', label: t('campaigns.year'), required: true, input: 'decimal', initial: String(year) },
    { kind: 'text', name: 'title', label: t('campaigns.name'), required: true, initial: t(rehearsal ? 'campaigns.titleRehearsal' : 'campaigns.titleDefault', { year }) },
    ...(rehearsal ? [{ kind: 'text', name: 'startsOn', label: t('campaigns.startsOn'), required: true, input: 'date', initial: proposedDate(stages[start] ?? customaryStages[0] ?? { index: 0, phase: 'draft', checkpoint: null }, year) } as const] : []),
    { kind: 'many', name: 'units', label: t('campaigns.units'), required: true, choices: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { kind: 'choice', name: 'startStage', label: t('campaigns.startStage'), required: true, hint: t('campaigns.startStageHelp'), initial: '0', choices: stages.filter((one) => one.phase !== 'closed').map((one) => ({ value: String(one.index), label: nameOf(one) })) },
    ...(start > 0 ? [{ kind: 'perItem', name: 'papers', label: t('campaigns.paper'), required: true, keyName: 'stage', valueName: 'documentNo', choices: null, items: stages.filter((one) => one.index < start).map((one) => ({ key: String(one.index), label: t('campaigns.paperNo', { stage: nameOf(one) }) })) } as const] : []),
    { kind: 'perItem', name: `dates${year}`, label: t('campaigns.dates'), required: false, hint: t('campaigns.datesHelp'), keyName: 'stage', valueName: 'date', choices: null, input: 'date', items: stages.map((one) => ({ key: String(one.index), label: nameOf(one), initial: proposedDate(one, year) })) },
  ];
  const schema: BodySchema<Body> = {
    safeParse: (value) => {
      const papers = rowsOf(form.values['papers']);
      const missing = start > 0 && papers.filter((row) => (row['value'] ?? '').trim() !== '').length < start;
      if (missing) return { success: false, error: { issues: [{ path: ['papers'], message: t('validation.lines') }] } };
      const { units } = form.values;
      const dates = stages.map((one) => (rowsOf(form.values[`dates${year}`]).find((row) => row['key'] === String(one.index))?.['value'] ?? '').trim());
      const parsed = operations.openCampaign.body.safeParse({
        title: textIn(value, 'title'),
        year: Number(textIn(value, 'year')),
        rehearsal,
        units: typeof units === 'string' || units === undefined ? [] : [...units],
        dates: dates.map((date) => (date === '' ? null : date)),
        startsOn: rehearsal ? textIn(value, 'startsOn') : null,
        startStage: start,
        onPaper: papers.slice(0, start).map((row) => ({ documentNo: (row['value'] ?? '').trim() })),
      });
      if (parsed.success) return parsed;
      return { success: false, error: { issues: parsed.error.issues.map((issue) => ({ path: issue.path[0] === 'dates' ? [`dates${year}`] : issue.path[0] === 'onPaper' ? ['papers'] : issue.path, message: issue.message })) } };
    },
  };
  const form = useForm(fields, schema);
  const { takeServerErrors } = form;
  const { error } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new answer is news
  }, [error]);
  const change = (name: string, value: Parameters<typeof form.change>[1]) => {
    form.change(name, value);
    if (name === 'kind') setRehearsal(value === 'rehearsal');
    if (name === 'year' && /^20\d\d$/.test(textOf(value))) setYear(Number(textOf(value)));
    if (name === 'startStage') setStart(Number(textOf(value)) || 0);
  };
  return (
    <Page title={t('campaigns.openTitle')} failed={form.summary.length > 0} rehearsal={rehearsal ? { date: null } : null}>
      <Paper
        variant="outlined"
        component="form"
        noValidate
        sx={{ p: 3, maxWidth: 760 }}
        onSubmit={(event) => {
          event.preventDefault();
          const body = form.check();
          if (body !== null) send.mutate(body);
        }}
      >
        <FormErrorSummary errors={form.summary} attempt={form.attempt} />
        {error === null ? null : <ProblemAlert error={error} typed />}
        {units.length === 0 ? <Alert severity="warning">{t('evaluations.empty')}</Alert> : null}
        {fields.map((spec) => (
          <FormField key={spec.name} form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => change(spec.name, value)} />
        ))}
        <Button type="submit" variant="contained" size="large" loading={send.isPending} sx={{ mt: 2 }}>
          {t('campaigns.submit')}
        </Button>
      </Paper>
    </Page>
  );
}

export default function OpenCampaignPage() {
  const units = useApiQuery(['units'], (api) => api.listUnits());
  const known = useApiQuery(['stages of a case'], async (api) => {
    const { data } = await api.listEvaluations({ perPage: 1 });
    const [first] = data;
    return first === undefined ? customaryStages : (await api.getEvaluation(first.id)).stages.map(({ index, phase, checkpoint }): PlannedStage => ({ index, phase, checkpoint }));
  });
  return (
    <QueryView query={units} page>
      {({ data }) => (
        <QueryView query={known} page>
          {(stages) => <OpenCampaignForm units={data.filter((unit) => unit.kind === 'department')} stages={stages} />}
        </QueryView>
      )}
    </QueryView>
  );
}
