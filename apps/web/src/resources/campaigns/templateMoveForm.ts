import { CampaignCommandBody, type Input, type TemplateMoveOptions } from '@hengji/contracts';
import type { z } from 'zod';
import { rowsOf, textOf, textsOf, type FieldSpec, type FormValues } from '../../forms/spec.js';
import type { BodySchema } from '../../forms/useForm.js';
import type { Translate } from '../../i18n/useT.js';
import type { Taking } from './takingPart.js';

export type InUse = TemplateMoveOptions['inUse'][number];
type Version = InUse['newer'][number];
export type Question = Input<'previewTemplateMove'>['body'];

type Known = { readonly inUse: readonly InUse[]; readonly open: readonly Taking[] };

/** The versions that are chosen; the first where nothing was chosen yet. */
export function chosen(inUse: readonly InUse[], values: FormValues): { readonly from: InUse | null; readonly to: Version | null } {
  const from = inUse.find(({ id }) => id === textOf(values['from'])) ?? inUse[0] ?? null;
  return { from, to: from?.newer.find(({ id }) => id === textOf(values['to'])) ?? from?.newer[0] ?? null };
}

/** Rows of the old version that the new one has no key of, and rows of the new one that the old one had not. */
export function unmatched(from: InUse, to: Version): { readonly old: InUse['rows']; readonly now: Version['rows'] } {
  const without = (rows: Version['rows'], other: Version['rows']) => rows.filter(({ key }) => !other.some((one) => one.key === key));
  return { old: without(from.rows, to.rows), now: without(to.rows, from.rows) };
}

function versionLabel(t: Translate, { title, version, releasedOn }: Version): string {
  return t('campaigns.templateMoves.version', { title, version, date: releasedOn });
}

/** Answers about rows belong to two versions: what was said for others must not stand here. */
function rowsName(from: InUse, to: Version): string {
  return `rows of ${from.id} in ${to.id}`;
}

export function moveFields(t: Translate, { inUse, open }: Known, values: FormValues): readonly FieldSpec[] {
  const { from, to } = chosen(inUse, values);
  if (from === null || to === null) return [];
  const { old, now } = unmatched(from, to);
  const choices = now.map(({ key, name, weight }) => ({ value: key, label: t('campaigns.templateMoves.rowWeight', { name, weight }) }));
  const items = old.map(({ key, name, weight }) => ({ key, label: t('campaigns.templateMoves.rowWeight', { name, weight }) }));
  const rows: readonly FieldSpec[] = items.length === 0 || choices.length === 0 ? [] : [{ kind: 'perItem', name: rowsName(from, to), label: t('campaigns.templateMoves.rows'), hint: t('campaigns.templateMoves.rowsHelp'), required: false, keyName: 'from', valueName: 'to', choices, blank: t('campaigns.templateMoves.noRow'), items }];
  return [
    { kind: 'choice', name: 'from', label: t('campaigns.templateMoves.from'), required: true, initial: from.id, choices: inUse.map((one) => ({ value: one.id, label: t('campaigns.templateMoves.inUse', { version: versionLabel(t, one), count: one.evaluations }) })) },
    { kind: 'choice', name: 'to', label: t('campaigns.templateMoves.to'), required: true, initial: to.id, choices: from.newer.map((one) => ({ value: one.id, label: versionLabel(t, one) })) },
    ...rows,
    { kind: 'many', name: 'subjects', label: t('campaigns.field.subjects'), required: true, initial: open.map(({ id }) => id), choices: open.map(({ id, name }) => ({ value: id, label: name })) },
    { kind: 'text', name: 'documentNo', label: t('campaigns.field.documentNo'), required: true },
    { kind: 'text', name: 'reason', label: t('campaigns.field.reason'), required: true, multiline: true },
  ];
}

/** What the preview is asked, and the order too: all who are open are meant as all, so that those that open later go by the new version. */
export function questionOf({ inUse, open }: Known, values: FormValues, campaignTemplate: string): Question | null {
  const { from, to } = chosen(inUse, values);
  if (from === null || to === null) return null;
  const rows = rowsOf(values[rowsName(from, to)]).flatMap((row) => ((row['value'] ?? '') === '' ? [] : [{ from: row['key'] ?? '', to: row['value'] ?? '' }]));
  const subjects = [...textsOf(values['subjects'])];
  const everybody = subjects.length === open.length && from.id === campaignTemplate;
  return { from: from.id, to: to.id, rows, subjects: everybody || subjects.length === 0 ? null : subjects };
}

/** The body of the order: what was previewed, with its document and reason. */
export function orderSchema(question: () => Question | null): BodySchema<z.input<typeof CampaignCommandBody>> {
  return {
    safeParse: (value) => {
      const said = typeof value === 'object' && value !== null ? value : {};
      const typed = { documentNo: 'documentNo' in said ? said.documentNo : '', reason: 'reason' in said ? said.reason : '' };
      return CampaignCommandBody.safeParse({ type: 'moveTemplate', ...question(), ...typed });
    },
  };
}
