import { existsSync, readFileSync } from 'node:fs';
import { flowOfText, understand } from '@hengji/documents';
import { describe, expect, test } from 'vitest';
import { check } from './check.js';
import { sentenceOf } from './messages/sentence.js';

/** A committed twin with the figures and defects of a real report, and that report where a checkout has it beside it. */
const reports = ['../test/golden/report-2023-twin.txt', '../../../../shared/seed/report-2023.txt'].map((path) => new URL(path, import.meta.url)).filter((path) => existsSync(path));

describe.each(reports.map((path) => [path.pathname.split('/').at(-1), path] as const))('%s', (_, path) => {
  const document = understand(flowOfText(readFileSync(path, 'utf8')));
  const { findings, summary, reconciled } = check(document);
  const rulesOf = (severity: string) => new Set(findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule));

  test('is read as 17 rows of 115 points with 106, and claims 91 and 优', () => {
    expect(document.items).toHaveLength(17);
    expect(document.totals).toMatchObject({ weight: '115', score: '106', claimedTotal: '91', claimedGrade: 'excellent' });
  });

  test('has exactly the six errors', () => {
    expect([...rulesOf('error')].sort()).toEqual(['U1', 'W1', 'W2', 'W3', 'W4', 'X1']);
    expect(summary.error).toBe(6);
  });

  test('comes to 91 in three ways', () => {
    expect(reconciled).toEqual([
      { way: 'deductions', total: '91' },
      { way: 'capped', total: '91' },
      { way: 'rescaled', total: '91' },
    ]);
  });

  test('has the warnings of its close reading, and none on what was checked and holds', () => {
    expect([...rulesOf('warning')]).toEqual(expect.arrayContaining(['B1', 'E2', 'E3', 'F1', 'G2', 'G3', 'M1', 'M2', 'P1', 'R1', 'R2', 'R3', 'S2', 'S4', 'T2', 'X2', 'Z1', 'Z2', 'Z3', 'Z4']));
    const silent = ['U2', 'N1', 'W5', 'W6', 'G1', 'S3', 'S6', 'T7'];
    expect(findings.filter(({ rule }) => silent.includes(rule))).toEqual([]);
  });

  test('is asked about slips, gaps and coincidences', () => {
    expect([...rulesOf('note')]).toEqual(expect.arrayContaining(['C1', 'C2', 'C3', 'C5', 'C6', 'N2', 'S5', 'T3', 'T4', 'T5', 'T6', 'X3', 'X4', 'X5']));
  });

  test('every finding is said in both languages', () => {
    for (const finding of findings) for (const language of ['zh', 'en'] as const) expect(sentenceOf(finding, language)).not.toMatch(/[{}@]|undefined/);
  });

  test('one deduction has one cause: rows with a rule of their own are not told twice', () => {
    const rows = findings.filter(({ rule }) => ['S4', 'F1', 'E1', 'E2', 'E3'].includes(rule)).map(({ location }) => JSON.stringify(location));
    expect(new Set(rows).size).toBe(rows.length);
  });
});
