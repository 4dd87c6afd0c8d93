import { assertNever, fenToYuan, fieldProblem, formatWanyuan, isCivilDate, parseMoney, type MoneyUnit } from '@hengji/domain';
import type { SectionRecord } from '@hengji/contracts';
import { inLanguage } from '../i18n/inLanguage.js';
import { formatMoney } from './format.js';

export type Field = SectionRecord['fields'][number];

/** What a value is read by. */
type Bounded = Pick<Field, 'type' | 'signed' | 'maximum'>;

/** Why what was typed cannot be stored; the words are in the catalogue under `validation`. */
export type TypedProblem = 'money' | 'moneyTooFine' | 'moneyTooLarge' | 'decimal' | 'percent' | 'count' | 'date' | 'tooLong' | 'negative' | 'tooLarge';

export type Typed = { readonly ok: true; readonly stored: string } | { readonly ok: false; readonly problem: TypedProblem };

/** Separators, full-width digits and spaces of a pasted number. */
function cleaned(text: string): string {
  return text.normalize('NFKC').replace(/[\s,，]/g, '').replace(/[−–]/g, '-');
}

/** The longest text a field stores; the server's limit. */
export const maximumText = 20_000;

/**
 * What a person typed, as it is stored: money in 分, decimals as plain decimal text. Nothing typed is an empty value.
 * `unit` is what a bare number means in a money box.
 */
export function storedValue(field: Bounded, text: string, unit: MoneyUnit): Typed {
  const read = readValue(field, text, unit);
  if (!read.ok) return read;
  // The field's own bounds; what its form demands was said above.
  const problem = fieldProblem({ type: field.type, ...(field.signed === undefined ? {} : { signed: field.signed }), ...(field.maximum === undefined ? {} : { maximum: field.maximum }) }, read.stored);
  return problem === 'negative' || problem === 'tooLarge' ? { ok: false, problem } : read;
}

function readValue(field: Bounded, text: string, unit: MoneyUnit): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, stored: '' };
  switch (field.type) {
    case 'money': {
      const fen = parseMoney(trimmed, unit);
      if (fen !== null) return { ok: true, stored: fen.toString() };
      // A number that is right but finer than 分 is told so; the rest is no number.
      if (/^[-+]?[¥￥]?[\d,，\s]{16,}(\.\d{1,2})?$/.test(trimmed.normalize('NFKC'))) return { ok: false, problem: 'moneyTooLarge' };
      return { ok: false, problem: /^[-+]?[¥￥]?\s*[\d,，\s]+\.\d{3,}/.test(trimmed.normalize('NFKC')) ? 'moneyTooFine' : 'money' };
    }
    case 'decimal':
      return /^-?\d{1,18}(\.\d{1,6})?$/.test(cleaned(trimmed)) ? { ok: true, stored: cleaned(trimmed) } : { ok: false, problem: 'decimal' };
    case 'percent': {
      const plain = cleaned(trimmed).replace(/%$/, '');
      return /^\d{1,6}(\.\d{1,6})?$/.test(plain) ? { ok: true, stored: plain } : { ok: false, problem: 'percent' };
    }
    case 'count':
      return /^\d{1,12}$/.test(cleaned(trimmed)) ? { ok: true, stored: cleaned(trimmed) } : { ok: false, problem: 'count' };
    case 'date':
      return isCivilDate(trimmed) ? { ok: true, stored: trimmed } : { ok: false, problem: 'date' };
    case 'text':
    case 'longText':
      return text.length > maximumText ? { ok: false, problem: 'tooLong' } : { ok: true, stored: text };
    case 'boolean':
    case 'choice':
      return { ok: true, stored: trimmed };
    default:
      return assertNever(field.type);
  }
}

/** A stored value as it stands in its box while it is being edited: plain, without separators. */
export function typedText(field: Pick<Field, 'type'>, stored: string, unit: MoneyUnit): string {
  if (field.type !== 'money' || !/^-?\d{1,18}$/.test(stored)) return stored;
  return unit === 'yuan' ? fenToYuan(BigInt(stored)) : formatWanyuan(BigInt(stored)).replaceAll(',', '');
}

/** A stored value for reading. Words for yes, no and choices are the caller's. */
export function shownText(field: Pick<Field, 'type' | 'choices'>, stored: string, unit: MoneyUnit, words: { readonly yes: string; readonly no: string; readonly english: boolean }): string {
  switch (field.type) {
    case 'money':
      return formatMoney(stored, unit);
    case 'boolean':
      return stored === 'true' ? words.yes : stored === 'false' ? words.no : stored;
    case 'choice': {
      const choice = field.choices?.find((one) => one.value === stored);
      return choice === undefined ? stored : inLanguage(choice, words.english);
    }
    case 'percent':
      return stored === '' ? '' : `${stored}%`;
    case 'decimal':
    case 'count':
    case 'date':
    case 'text':
    case 'longText':
      return stored;
    default:
      return assertNever(field.type);
  }
}
