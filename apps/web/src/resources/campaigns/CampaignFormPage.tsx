import type { CampaignRecord } from '@hengji/contracts';
import { Alert, Button, Paper } from '@mui/material';
import { Fragment, useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { ScanUpload } from '../../components/ScanUpload.js';
import { FormField } from '../../forms/FormField.js';
import { textOf, type FormValue } from '../../forms/spec.js';
import { useForm, type BodySchema } from '../../forms/useForm.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { campaignFields, planSchema, stageName, stagesOf, type Choices, type Options, type PlanBody, type Scans, type Unit } from './campaignForm.js';

type FormProps = { readonly units: readonly Unit[]; readonly options: Options; readonly choices: Choices; readonly record: CampaignRecord | null; readonly onChoice: (changes: Partial<Choices>) => void };

/** The plan of a year. Saving it opens nothing: it is checked first. */
function CampaignForm({ units, options, choices, record, onChoice }: FormProps) {
  const t = useT();
  const english = useEnglish();
  const notify = useNotify();
  const navigate = useNavigate();
  // What the person saw when he began; somebody else may have revised the plan behind the form.
  const [seen] = useState(record?.version ?? 0);
  const send = useApiMutation(
    async (api, body: PlanBody, key) => {
      if (record === null) return (await api.draftCampaign(body, key)).id;
      await api.commandCampaign(record.id, { type: 'revise', plan: body }, key, seen);
      return record.id;
    },
    {
      onDone: (id) => {
        notify(t('campaigns.saved'), { type: 'success' });
        void navigate(`/campaigns/${id}`);
      },
    },
  );
  const [scans, setScans] = useState<Scans>(() => Object.fromEntries((record?.onPaper ?? []).map((paper, stage) => [stage, paper.scans])));
  const fields = campaignFields({ t, english, options, units, choices, record });
  // The schema reads what the form holds at the moment of the check.
  const late: { schema: BodySchema<PlanBody> | null } = { schema: null };
  const form = useForm<PlanBody>(fields, { safeParse: (value) => (late.schema ?? planSchema({ options, choices, scans }, {})).safeParse(value) });
  late.schema = planSchema({ options, choices, scans }, form.values);
  const { takeServerErrors } = form;
  const { error } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new answer is news
  }, [error]);
  const change = (name: string, value: FormValue) => {
    form.change(name, value);
    if (name === 'kind') onChoice({ rehearsal: value === 'rehearsal' });
    if (name === 'year' && /^20\d\d$/.test(textOf(value))) onChoice({ year: Number(textOf(value)) });
    if (name === 'template') onChoice({ template: textOf(value) });
    if (name === 'startStage') onChoice({ start: Number(textOf(value)) || 0 });
  };
  return (
    <Page title={record === null ? t('campaigns.openTitle') : t('campaigns.editTitle', { title: record.title })} failed={form.summary.length > 0} rehearsal={choices.rehearsal ? { date: null } : null}>
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
        {options.templates.length === 0 ? <Alert severity="warning">{t('campaigns.problem.templateUnknown')}</Alert> : null}
        {fields.map((spec) => (
          <Fragment key={spec.name}>
            <FormField form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => change(spec.name, value)} />
            {spec.name === 'papers'
              ? stagesOf({ options, choices }).slice(0, choices.start).map((stage) => (
                  <ScanUpload
                    key={stage.index}
                    label={t('campaigns.paperScans', { stage: stageName(t, stage) })}
                    scans={scans[stage.index] ?? []}
                    onAdd={(scan) => setScans((before) => ({ ...before, [stage.index]: [...(before[stage.index] ?? []), scan] }))}
                    onRemove={(id) => setScans((before) => ({ ...before, [stage.index]: (before[stage.index] ?? []).filter((one) => one.id !== id) }))}
                  />
                ))
              : null}
          </Fragment>
        ))}
        <Button type="submit" variant="contained" size="large" loading={send.isPending} sx={{ mt: 2 }}>
          {t('campaigns.submit')}
        </Button>
      </Paper>
    </Page>
  );
}

type Loaded = { readonly units: readonly Unit[]; readonly record: CampaignRecord | null };

/** The form stays while another year's options are on their way, so that nothing typed is lost. */
function WithOptions({ units, record }: Loaded) {
  const [choices, setChoices] = useState<Choices>(() => ({ year: record?.year ?? new Date().getFullYear(), rehearsal: record?.rehearsal ?? false, start: record?.startStage ?? 0, template: record?.template ?? '' }));
  const options = useApiQuery(['campaign options', choices.year], (api) => api.campaignOptions(choices.year), { keepPrevious: true });
  return (
    <QueryView query={options} page>
      {(known) => (
        <CampaignForm
          units={units}
          options={known}
          choices={choices.template === '' ? { ...choices, template: known.templates[0]?.id ?? '' } : choices}
          record={record}
          onChoice={(changes) => setChoices((before) => ({ ...before, ...changes }))}
        />
      )}
    </QueryView>
  );
}

/** A new year or rehearsal, or a draft that is changed. */
export default function CampaignFormPage() {
  const { id } = useParams();
  const loaded = useApiQuery(['campaigns', id ?? 'new', 'form'], async (api): Promise<Loaded> => {
    const [units, record] = await Promise.all([api.listUnits(), id === undefined ? null : api.getCampaign(id)]);
    return { units: units.data, record };
  });
  return (
    <QueryView query={loaded} page>
      {({ units, record }) => <WithOptions units={units} record={record} />}
    </QueryView>
  );
}
