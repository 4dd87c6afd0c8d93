import { operations, type CampaignRecord, type Input, type Output } from '@hengji/contracts';
import { rowsOf, textOf, textsOf, type FieldSpec, type FormValues } from '../../forms/spec.js';
import type { BodySchema } from '../../forms/useForm.js';
import type { Scan } from '../../components/ScanUpload.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import type { Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

export type PlanBody = Input<'draftCampaign'>['body'];
export type Options = Output<'campaignOptions'>;
export type Unit = Output<'listUnits'>['data'][number];
type Stage = Options['templates'][number]['stages'][number];

/** What decides which questions are asked. */
export type Choices = { readonly year: number; readonly rehearsal: boolean; readonly start: number; readonly template: string };

/** Scans of the stages that were done on paper, by stage. */
export type Scans = Readonly<Record<number, readonly Scan[]>>;

type Around = {
  readonly t: Translate;
  readonly english: boolean;
  readonly options: Options;
  readonly units: readonly Unit[];
  readonly choices: Choices;
  /** A draft that is changed. */
  readonly record: CampaignRecord | null;
};

export function stageName(t: Translate, stage: Pick<Stage, 'index' | 'phase' | 'checkpoint'>): string {
  return t('campaigns.stageN', { number: stage.index + 1, stage: words(t).stage(stage.phase, stage.checkpoint) });
}

export function stagesOf({ options, choices }: Pick<Around, 'options' | 'choices'>): readonly Stage[] {
  return options.templates.find(({ id }) => id === choices.template)?.stages ?? [];
}

/** Another year or template proposes other dates: a field of its own, so that what was typed for one does not stand in the other. */
function datesName({ year, template }: Choices): string {
  return `dates of ${year} by ${template}`;
}

const parentOf = (units: readonly Unit[], unit: Unit) => units.find(({ id }) => id === unit.parent) ?? null;

/** Questions about the subordinate units; none where the county has none. */
function subordinateField({ t, units, record }: Around): readonly FieldSpec[] {
  const subordinates = units.filter(({ kind }) => kind === 'subordinate');
  if (subordinates.length === 0) return [];
  const items = subordinates.map((unit) => {
    const parent = parentOf(units, unit);
    const byParent = parent === null ? [] : [{ value: parent.id, label: t('campaigns.byParent', { unit: parent.name }) }];
    const initial = record?.draft?.find(({ subject }) => subject === unit.id)?.unit ?? '';
    return { key: unit.id, label: unit.name, initial, choices: [{ value: unit.id, label: t('campaigns.byItself') }, ...byParent] };
  });
  return [{ kind: 'perItem', name: 'subordinates', label: t('campaigns.subordinates'), hint: t('campaigns.subordinatesHelp'), required: false, keyName: 'subject', valueName: 'unit', choices: [], blank: t('campaigns.notTaking'), items }];
}

/** Projects, each with the unit it belongs to; nothing where the county has none. */
function projectField({ t, units, record }: Around): readonly FieldSpec[] {
  const projects = units.filter(({ kind }) => kind === 'project');
  if (projects.length === 0) return [];
  const choices = projects.map((unit) => ({ value: unit.id, label: projectName(t, unit) }));
  return [{ kind: 'many', name: 'projects', label: t('campaigns.projects'), hint: t('campaigns.projectsHelp'), required: false, choices, initial: record?.draft?.map(({ subject }) => subject).filter((id) => projects.some((unit) => unit.id === id)) ?? [] }];
}

/** A project is told from its namesakes by the unit it belongs to. */
export function projectName(t: Translate, { name, parentName }: Unit): string {
  return parentName === null ? name : t('campaigns.projectOf', { project: name, unit: parentName });
}

/** The questions of the form, in their order. */
export function campaignFields(around: Around): readonly FieldSpec[] {
  const { t, english, options, units, choices, record } = around;
  const { year, rehearsal, start } = choices;
  const stages = stagesOf(around);
  const departments = units.filter(({ kind }) => kind === 'department');
  const firstDay = stages[start]?.opensOn ?? stages.find(({ opensOn }) => opensOn !== null)?.opensOn ?? '';
  const before = stages.filter(({ index }) => index < start);
  const papers: readonly FieldSpec[] = [
    {
      kind: 'perItem', name: 'papers', label: t('campaigns.paper'), required: false, keyName: 'stage', valueName: 'documentNo', choices: null,
      items: before.map((stage) => ({ key: String(stage.index), label: t('campaigns.paperNo', { stage: stageName(t, stage) }), initial: record?.onPaper[stage.index]?.documentNo ?? '' })),
    },
  ];
  const own = record !== null && record.year === year && record.template === choices.template ? record.stages : stages;
  return [
    { kind: 'radio', name: 'kind', label: t('campaigns.kind'), required: true, initial: record?.rehearsal === true ? 'rehearsal' : 'formal', choices: [{ value: 'formal', label: t('campaigns.formal') }, { value: 'rehearsal', label: t('campaigns.rehearsal') }] },
    { kind: 'text', name: 'year', label: t('campaigns.year'), required: true, input: 'decimal', initial: String(record?.year ?? year) },
    { kind: 'text', name: 'title', label: t('campaigns.name'), required: true, initial: record?.title ?? t(rehearsal ? 'campaigns.titleRehearsal' : 'campaigns.titleDefault', { year }) },
    {
      kind: 'choice', name: 'template', label: t('campaigns.template'), required: true, initial: choices.template,
      choices: options.templates.map((one) => ({ value: one.id, label: t('campaigns.templateChoice', { title: inLanguage(one, english), version: one.version, date: one.releasedOn }) })),
    },
    ...(rehearsal ? [{ kind: 'text', name: 'startsOn', label: t('campaigns.startsOn'), required: true, input: 'date', initial: record?.startsOn ?? firstDay } as const] : []),
    { kind: 'many', name: 'units', label: t('campaigns.units'), required: false, choices: departments.map(({ id, name }) => ({ value: id, label: name })), initial: record?.draft?.map(({ subject }) => subject).filter((id) => departments.some((unit) => unit.id === id)) ?? [] },
    ...subordinateField(around),
    ...projectField(around),
    { kind: 'choice', name: 'startStage', label: t('campaigns.startStage'), required: true, hint: t('campaigns.startStageHelp'), initial: String(record?.startStage ?? 0), choices: stages.filter(({ phase }) => phase !== 'closed').map((stage) => ({ value: String(stage.index), label: stageName(t, stage) })) },
    ...(before.length > 0 ? papers : []),
    {
      kind: 'perItem', name: datesName(choices), label: t('campaigns.dates'), required: false, hint: t('campaigns.datesHelp'), keyName: 'stage', valueName: 'date', choices: null, input: 'date',
      items: stages.map((stage) => ({ key: String(stage.index), label: stageName(t, stage), initial: own[stage.index]?.opensOn ?? '' })),
    },
  ];
}

function valueAt(values: FormValues, name: string, key: string): string {
  return (rowsOf(values[name]).find((row) => row['key'] === key)?.['value'] ?? '').trim();
}

/** The body that the typed values make; parsed by the contract's own schema, whose complaints are put at the form's fields. */
export function planSchema({ options, choices, scans = {} }: Pick<Around, 'options' | 'choices'> & { readonly scans?: Scans }, values: FormValues): BodySchema<PlanBody> {
  const { rehearsal, start, template } = choices;
  const stages = stagesOf({ options, choices });
  const departments = textsOf(values['units']).map((subject) => ({ subject }));
  const projects = textsOf(values['projects']).map((subject) => ({ subject }));
  const subordinates = rowsOf(values['subordinates']).flatMap((row) => ((row['value'] ?? '') === '' ? [] : [{ subject: row['key'] ?? '', unit: row['value'] ?? '' }]));
  const fieldOf: Readonly<Record<string, string>> = { dates: datesName(choices), onPaper: 'papers', subjects: 'units' };
  return {
    safeParse: () => {
      const parsed = operations.draftCampaign.body.safeParse({
        title: textOf(values['title']),
        year: Number(textOf(values['year'])),
        rehearsal,
        template,
        subjects: [...departments, ...subordinates, ...projects],
        dates: stages.map(({ index }) => valueAt(values, datesName(choices), String(index)) || null),
        startsOn: rehearsal ? textOf(values['startsOn']) : null,
        startStage: start,
        onPaper: stages.slice(0, start).map(({ index }) => ({ documentNo: valueAt(values, 'papers', String(index)), scans: (scans[index] ?? []).map(({ id }) => id) })),
      });
      if (parsed.success) return parsed;
      return { success: false, error: { issues: parsed.error.issues.map(({ path, message }) => ({ path: [fieldOf[String(path[0])] ?? String(path[0])], message })) } };
    },
  };
}
