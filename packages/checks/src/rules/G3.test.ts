import { expect, test } from 'vitest';
import { sentenceOf } from '../messages/sentence.js';
import { claim, form, found } from '../../test/documents.js';

test('G3 flags a total less than two points from a grade line', () => {
  expect(found('G3', form({ totals: claim('91', 'excellent') }))).toMatchObject([{ severity: 'warning', params: { line: '90', margin: '1.00' } }]);
  expect(found('G3', form({ totals: claim('88.5', 'good') }))).toHaveLength(1);
  expect(found('G3', form({ totals: claim('92', 'excellent') }))).toEqual([]);
});

test('G3 says on which side of the line a total lies, and how far', () => {
  const said = (total: string, language: 'zh' | 'en') => found('G3', form({ totals: claim(total, 'good') })).map((finding) => sentenceOf(finding, language));
  expect(said('89.1', 'zh')).toMatchObject([expect.stringContaining('总分89.1分，距等级线90分仅差0.90分，')]);
  expect(said('90.5', 'zh')).toMatchObject([expect.stringContaining('总分90.5分，距等级线90分仅高出0.50分，')]);
  expect(said('89.1', 'en')).toMatchObject([expect.stringContaining('is only 0.90 below the grade line 90')]);
});
