import { expect, test } from 'vitest';
import { FileName, lineText, longText } from './text.js';

const firstError = (answer: { readonly success: boolean; readonly error?: { readonly issues: readonly { readonly message: string }[] } }) => (answer.success ? null : (answer.error?.issues[0]?.message ?? ''));

test.each([
  ['a line break', '甲\n乙'],
  ['a carriage return', '甲\r乙'],
  ['a tab', '甲\t乙'],
  ['NUL', '甲\0乙'],
  ['an escape', '甲\u001b[31m乙'],
  ['a right-to-left override', 'gnp.\u202Exls'],
  ['an isolate', '甲\u2066乙'],
  ['a mark of direction', '甲\u200F乙'],
  ['a line separator', '甲\u2028乙'],
  ['a zero-width space', '甲\u200B乙'],
  ['half a character', '甲\uD800乙'],
])('a line of text holds no %s', (_, text) => {
  expect(firstError(lineText(60).safeParse(text))).toBe('textHasControls');
});

test('a line of text keeps what people write, and is measured in signs', () => {
  for (const text of ['张三', "O'Brien-Müller", '衡编办发〔2024〕3号', '𠮷田', '科长（主持工作）']) expect(lineText(60).parse(` ${text} `)).toBe(text);
  expect(firstError(lineText(2).safeParse('三个字'))).toBe('textTooLong');
  expect(firstError(lineText(2).safeParse('  '))).toBe('textRequired');
});

test('a longer text keeps its lines, whichever way they end, and nothing else that is not seen', () => {
  expect(longText(100).parse('一\r\n二\r三\n四\t五')).toBe('一\n二\n三\n四 五');
  for (const text of ['甲\0', '甲\u202E乙', '甲\u0007']) expect(firstError(longText(100).safeParse(text))).toBe('textHasControls');
});

test.each(['..', '../../etc/passwd', 'a/b.pdf', 'a\\b.pdf', '.', '报告\u202Efdp.exe', '报\n告.pdf'])('a file is not called %j', (name) => {
  expect(FileName.safeParse(name).success).toBe(false);
});

test('files keep the names that people give them', () => {
  for (const name of ['2023年自评报告（定稿）..pdf', '三公 经费.xlsx', '.附件.docx']) expect(FileName.parse(name)).toBe(name);
});
