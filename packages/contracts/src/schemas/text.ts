import { z } from 'zod';

/**
 * Signs that a reader does not see and that change what he sees: controls, marks and overrides of direction, zero-width spaces,
 * separators of lines, halves of a character. In a name or a title they forge lines of mails and logs, or turn a file's ending around.
 * Joiners stay: scripts of China are written with them.
 */
const unseen = '\\p{Cc}\\p{Cs}\\u00AD\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB';
const inLine = new RegExp(`[${unseen}]`, 'u');
const inText = new RegExp(`(?!\\n)[${unseen}]`, 'u');

/** One line: a name, a title, a number of a document. Trimmed, at most `maximum` UTF-16 units; `required` is the code for an empty one. */
export function lineText(maximum: number, required = 'textRequired') {
  return optionalLine(maximum).min(1, { error: required });
}

/** As `lineText`, and may be empty. */
export function optionalLine(maximum: number) {
  return z
    .string()
    .trim()
    .max(maximum, { error: 'textTooLong' })
    .refine((text) => !inLine.test(text), { error: 'textHasControls' });
}

/** What stands in a form's box while it is being typed: as `optionalText`, and blanks at its ends stay. */
export function boxText(maximum: number) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n').replaceAll('\t', ' '))
    .max(maximum, { error: 'textTooLong' })
    .refine((text) => !inText.test(text), { error: 'textHasControls' });
}

/** A trimmed text of several lines, which all end with a newline; a tab, as copied from a table, becomes a space. May be empty. */
export function optionalText(maximum: number) {
  return boxText(maximum).trim();
}

/** As `optionalText`; `required` is the code for an empty one. */
export function longText(maximum: number, required = 'textRequired') {
  return optionalText(maximum).min(1, { error: required });
}

/** What was typed into a search box. */
export const SearchText = optionalLine(100);

/** The name of a file, without a folder. */
export const FileName = lineText(200, 'fileNameInvalid').refine((name) => !/[\\/]/.test(name) && !/^\.{1,2}$/.test(name), { error: 'fileNameInvalid' });
