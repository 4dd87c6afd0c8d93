import type { ScoreSheetRecord } from '@hengji/contracts';
import type { FieldSpec } from '../../forms/spec.js';
import type { BodySchema } from '../../forms/useForm.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import type { Translate } from '../../i18n/useT.js';

/** Asks what a finding does to a score, or why it does nothing (rule X2). */
export function effectFields(t: Translate, sheet: ScoreSheetRecord | null, english: boolean): readonly FieldSpec[] {
  return [
    { kind: 'choice', name: 'indicator', label: t('findings.hasEffect'), required: false, choices: (sheet?.rows ?? []).map((row) => ({ value: row.indicator, label: inLanguage(row, english) })), empty: 'omit' },
    { kind: 'text', name: 'points', label: t('findings.points'), required: false, input: 'decimal', empty: 'omit' },
    { kind: 'text', name: 'noEffectReason', label: t('findings.noEffectReason'), required: false, asked: t('findings.noEffectWhen'), multiline: true },
  ];
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A body whose row and points go as one thing, as the contract has it. */
export function withEffect<Body>(t: Translate, schema: BodySchema<Body>): BodySchema<Body> {
  return {
    safeParse: (value) => {
      const { indicator, points, ...rest } = recordOf(value);
      const touched = typeof indicator === 'string' && indicator !== '';
      if (touched && (typeof points !== 'string' || points === '')) return { success: false, error: { issues: [{ path: ['points'], message: t('validation.required', { label: t('findings.points') }) }] } };
      const parsed = schema.safeParse({ ...rest, effect: touched ? { indicator, points } : null });
      return parsed.success ? parsed : { success: false, error: { issues: parsed.error.issues.map((issue) => ({ path: issue.path[0] === 'effect' ? ['points'] : issue.path, message: issue.message })) } };
    },
  };
}
