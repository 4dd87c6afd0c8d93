import { expect, test } from 'vitest';
import { report } from '../../test/documents.js';
import { defaultThresholds } from '../thresholds.js';
import { viewOf } from './view.js';

const identities = (lines: number) => viewOf(report(...Array.from({ length: lines }, (_, at) => `2023年部门整体支出预算${3000 + at}.5万元，部门整体支出决算${2000 + at}.25万元。`)), defaultThresholds).identities;

test('a report that contradicts itself hundreds of times has as many identities as figures, not as pairs of them', () => {
  expect(identities(300).length).toBeLessThan(300 * 5);
});

test('a few figures of one quantity are all held against each other', () => {
  expect(identities(3).filter(({ kind }) => kind === 'ratio')).toHaveLength(9);
});
