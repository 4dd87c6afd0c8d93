import type { SectionRecord } from '@hengji/contracts';
import { disagreements } from '@hengji/domain';
import { formatWeight } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import type { Translate } from '../../i18n/useT.js';
import { ApiError } from '../../providers/apiError.js';
import { fieldBox, rowBox, rowColumns, type BoxKey, type BoxProblem } from './draft.js';

/** The words beside a box, for a person who reads one language. */
export function labelOfBox(t: Translate, section: SectionRecord, box: BoxKey, english: boolean): string {
  if (box.startsWith('field:')) {
    const field = section.fields.find((one) => `field:${one.key}` === box);
    return field === undefined ? box : inLanguage(field, english);
  }
  const [indicator = '', column = ''] = box.slice(4).split('.');
  const row = section.rows.find((one) => one.indicator === indicator);
  const known = rowColumns.find((one) => one === column);
  return `${row === undefined ? indicator : inLanguage(row, english)} · ${known === undefined ? column : t(`section.${known}`)}`;
}

/** The box a missing entry is about: `budget`, or `indicator.column` of a row; a missing score is the judged score's box. */
export function boxOfMissing(section: SectionRecord, missing: string): BoxKey {
  const [indicator = '', column = ''] = missing.split('.');
  if (column === '' || !section.rows.some((row) => row.indicator === indicator)) return fieldBox(missing);
  const known = rowColumns.find((one) => one === column);
  return rowBox(indicator, known ?? 'enteredScore');
}

/** What the server says of a box, by the codes of its content checks. */
const faultWords = { negative: 'negative', tooLarge: 'tooLarge', inFuture: 'inFuture', notMoney: 'money', notDecimal: 'decimal', notPercent: 'percent', notCount: 'count', notDate: 'dateOf', tooLong: 'tooLong', scoreOutOfRange: 'score', reasonRequired: 'scoreReason' } as const;

function isFault(code: string): code is keyof typeof faultWords {
  return Object.hasOwn(faultWords, code);
}

/** What a sentence about a box may name: what the row weighs, the largest value of the field, the longest text. */
function limitsOf(section: SectionRecord, box: BoxKey): { readonly weight: string; readonly maximum: string; readonly max: number } {
  const row = section.rows.find((one) => box.startsWith(`row:${one.indicator}.`));
  const field = section.fields.find((one) => fieldBox(one.key) === box);
  return { weight: row === undefined ? '' : formatWeight(row.weight), maximum: field?.maximum ?? '', max: field === undefined ? 2000 : 20_000 };
}

/** The boxes as they follow one another on the page, so that a summary can be worked through from top to bottom. */
export function inFormOrder(section: SectionRecord, errors: Readonly<Record<BoxKey, string>>): Readonly<Record<BoxKey, string>> {
  const boxes = [...section.fields.map((field) => fieldBox(field.key)), ...section.rows.flatMap((row) => rowColumns.map((column) => rowBox(row.indicator, column)))];
  const known = boxes.filter((box) => errors[box] !== undefined);
  const others = Object.keys(errors).filter((box) => !boxes.includes(box));
  return Object.fromEntries([...known, ...others].map((box) => [box, errors[box] ?? '']));
}

/** The server's refusals as sentences at their boxes; it is asked last and knows best. */
export function faultErrors(t: Translate, section: SectionRecord, error: unknown, english: boolean): Readonly<Record<BoxKey, string>> {
  if (!(error instanceof ApiError) || error.problem.code !== 'invalidInput') return {};
  return Object.fromEntries(
    Object.entries(error.problem.errors).map(([path, code]) => {
      const box = boxOfMissing(section, path.replace(/\.reason$/, '.enteredReason'));
      const label = labelOfBox(t, section, box, english);
      return [box, isFault(code) ? t(`validation.${faultWords[code]}`, { label, ...limitsOf(section, box) }) : t('validation.other')];
    }),
  );
}

/** A sentence per box: what cannot be stored, and what is required and empty. */
export function sectionErrors(t: Translate, section: SectionRecord, problems: readonly BoxProblem[], english: boolean): Readonly<Record<BoxKey, string>> {
  const errors: Record<BoxKey, string> = {};
  const halves = new Set(problems.flatMap(({ box, problem }) => (problem === 'scoreReason' ? [box.slice(0, box.lastIndexOf('.'))] : [])));
  for (const missing of section.missing) {
    const box = boxOfMissing(section, missing);
    // The score stands in its box and waits only for its reason.
    if (box.endsWith('.enteredScore') && halves.has(box.slice(0, box.lastIndexOf('.')))) continue;
    errors[box] = t('validation.required', { label: labelOfBox(t, section, box, english) });
  }
  for (const { box, problem } of problems) {
    const label = labelOfBox(t, section, box, english);
    errors[box] = t(problem === 'date' ? 'validation.dateOf' : `validation.${problem}`, { label, ...limitsOf(section, box) });
  }
  for (const { field, limit } of disagreements(section.fields.map(({ key, atMost }) => ({ key, ...(atMost === undefined ? {} : { atMost }) })), section.values)) {
    const box = fieldBox(field);
    errors[box] = t('validation.moreThan', { label: labelOfBox(t, section, box, english), limit: labelOfBox(t, section, fieldBox(limit), english) });
  }
  return inFormOrder(section, errors);
}
