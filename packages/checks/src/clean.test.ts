import { describe, expect, test } from 'vitest';
import { cleanDocuments } from '../test/clean.js';
import { check } from './check.js';
import { sentenceOf } from './messages/sentence.js';

/** Notes that a document in order may get: what its form has no place for, and the spaces that a scan leaves. */
const expectedNotes = ['S1 noColumn', 'E2 noColumn', 'E3 noSurvey', 'N2 default', 'S5 default', 'C3 prose', 'C3 blank', 'C3 empty', 'C1 default', 'C2 none', 'T6 spaces'];

describe.each(Object.entries(cleanDocuments))('%s', (_, document) => {
  const { findings } = check(document);

  test('has no error and no warning', () => {
    expect(findings.filter(({ severity }) => severity !== 'note').map((finding) => sentenceOf(finding, 'zh'))).toEqual([]);
  });

  test('gets only notes about what its form has no place for, each once', () => {
    const notes = findings.map(({ rule, variant }) => `${rule} ${variant}`);
    expect(notes.filter((note) => !expectedNotes.includes(note))).toEqual([]);
    expect(new Set(notes).size).toBe(notes.length);
  });
});
