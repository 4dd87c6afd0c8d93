import type { SectionRecord } from '@hengji/contracts';
import type { Translate } from '../../i18n/useT.js';
import { ApiError } from '../../providers/apiError.js';
import { fieldBox, rowBox, rowColumns, type BoxKey, type BoxProblem } from './draft.js';

/** The words beside a box, for a person who reads one language. */
export function labelOfBox(t: Translate, section: SectionRecord, box: BoxKey, english: boolean): string {
  if (box.startsWith('field:')) {
    const field = section.fields.find((one) => `field:${one.key}` === box);
    return field === undefined ? box : english ? field.labelEn : field.label;
  }
  const [indicator = '', column = ''] = box.slice(4).split('.');
  const row = section.rows.find((one) => one.indicator === indicator);
  const known = rowColumns.find((one) => one === column);
  return `${(english ? row?.nameEn : row?.name) ?? indicator} · ${known === undefined ? column : t(`section.${known}`)}`;
}

/** The box a missing entry is about: `budget`, or `indicator.column` of a row; a missing score is the judged score's box. */
export function boxOfMissing(section: SectionRecord, missing: string): BoxKey {
  const [indicator = '', column = ''] = missing.split('.');
  if (column === '' || !section.rows.some((row) => row.indicator === indicator)) return fieldBox(missing);
  const known = rowColumns.find((one) => one === column);
  return rowBox(indicator, known ?? 'enteredScore');
}

/** What the server says of a box, by the codes of its content checks. */
const faultWords = { notMoney: 'money', notDecimal: 'decimal', notPercent: 'percent', notCount: 'count', notDate: 'date', tooLong: 'tooLong', scoreOutOfRange: 'score', reasonRequired: 'scoreReason' } as const;

function isFault(code: string): code is keyof typeof faultWords {
  return Object.hasOwn(faultWords, code);
}

/** The server's refusals as sentences at their boxes; it is asked last and knows best. */
export function faultErrors(t: Translate, section: SectionRecord, error: unknown, english: boolean): Readonly<Record<BoxKey, string>> {
  if (!(error instanceof ApiError) || error.problem.code !== 'invalidInput') return {};
  return Object.fromEntries(
    Object.entries(error.problem.errors).map(([path, code]) => {
      const box = boxOfMissing(section, path.replace(/\.reason$/, '.enteredReason'));
      const label = labelOfBox(t, section, box, english);
      const weight = section.rows.find((row) => box.startsWith(`row:${row.indicator}.`))?.weight ?? '';
      return [box, isFault(code) ? t(`validation.${faultWords[code]}`, { label, weight, max: 2000 }) : t('validation.other')];
    }),
  );
}

/** A sentence per box: what cannot be stored, and what is required and empty. */
export function sectionErrors(t: Translate, section: SectionRecord, problems: readonly BoxProblem[], english: boolean): Readonly<Record<BoxKey, string>> {
  const errors: Record<BoxKey, string> = {};
  for (const missing of section.missing) {
    const box = boxOfMissing(section, missing);
    errors[box] = t('validation.required', { label: labelOfBox(t, section, box, english) });
  }
  for (const { box, problem } of problems) {
    const label = labelOfBox(t, section, box, english);
    const weight = section.rows.find((row) => box.startsWith(`row:${row.indicator}.`))?.weight ?? '';
    errors[box] = problem === 'date' || problem === 'scoreReason' || problem === 'scoreFirst' ? t(`validation.${problem}`) : problem === 'tooLong' ? t('validation.tooLong', { max: 2000 }) : problem === 'score' ? t('validation.score', { weight }) : t(`validation.${problem}`, { label });
  }
  return errors;
}
