import { expect, test } from 'vitest';
import { canonicalJson } from './canonicalJson.js';
import { revisionJson, type EvidenceRef, type RevisionContent } from './content.js';
import { rowsOfSection, supportsRow } from './evidence.js';
import type { IndicatorDefinition } from './template.js';

const row = (key: string, ownerSection?: string): IndicatorDefinition => ({
  key, dimension: '产出', subDimension: null, name: key, nameEn: key, weight: '10', measureKind: 'qualitative', target: '', scoringRule: { kind: 'entered' }, ...(ownerSection === undefined ? {} : { ownerSection }),
});
const rows = [row('execution', 'budget'), row('register', 'assets'), row('procurement', 'assets'), row('impact')];

test('a section’s files may be shown for the rows it answers for; those of the table of rows for any', () => {
  const of = (section: string) => rowsOfSection({ indicators: rows }, section).map(({ key }) => key);
  expect(of('assets')).toEqual(['register', 'procurement']);
  expect(of('personnel')).toEqual([]);
  expect([of('goals'), of('assessment')]).toEqual([rows.map(({ key }) => key), rows.map(({ key }) => key)]);
});

test('a file supports the row it names, or every row of its section where it names none', () => {
  const supported = (section: string | null, indicator: string | null) => rows.filter((one) => supportsRow({ section, indicator }, one)).map(({ key }) => key);
  expect(supported('assets', null)).toEqual(['register', 'procurement']);
  expect(supported('assets', 'register')).toEqual(['register']);
  expect(supported('assessment', 'procurement')).toEqual(['procurement']);
  // A finding's files lie in no section: a row without one is not theirs.
  expect([supported('assessment', null), supported(null, null)]).toEqual([[], []]);
});

test('what a version says of a file without a row is what it said before rows could be named; with rows, the order of writing does not count', () => {
  const frozen = (evidence: readonly EvidenceRef[]): string => {
    const content: RevisionContent = {
      schema: 'hengji.revision/1', evaluation: 'e', unit: '县委编办', year: 2023, phase: 'selfAssessment', checkpoint: null, period: 'yearEnd', template: { id: 't', sha256: 't' }, calendar: { id: 'c', sha256: 'c' },
      figures: {}, indicators: [], evidence, score: null,
    };
    return canonicalJson(revisionJson(content));
  };
  const file = { section: 'assets', name: '台账.xlsx', sha256: 'a', bytes: 1 };
  expect(frozen([file])).toContain('"evidence":[{"bytes":1,"name":"台账.xlsx","section":"assets","sha256":"a"}]');
  const [one, other] = [{ ...file, indicator: 'register' }, { ...file, indicator: 'procurement' }];
  expect(frozen([one, file, other])).toContain('"indicator":"procurement"');
  expect(frozen([other, one, file])).toBe(frozen([one, file, other]));
  expect(frozen([one])).not.toBe(frozen([other]));
});
