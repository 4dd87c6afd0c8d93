import { expect, test } from 'vitest';
import { ruleIds } from '../finding.js';
import { en, enTerms } from './en.js';
import { sentenceOf } from './sentence.js';
import { zh, zhTerms } from './zh.js';

const paramsOf = (sentence: string | undefined) => [...new Set(sentence?.match(/\{\w+\}/g) ?? [])].sort();

test('both languages have the same sentences with the same parameters, and the same terms', () => {
  for (const rule of ruleIds) {
    expect(Object.keys(en[rule])).toEqual(Object.keys(zh[rule]));
    for (const variant of Object.keys(zh[rule])) expect([rule, variant, paramsOf(en[rule][variant])]).toEqual([rule, variant, paramsOf(zh[rule][variant])]);
  }
  expect(Object.keys(enTerms)).toEqual(Object.keys(zhTerms));
});

test('a term is said in the language, and what was read is left as it was printed', () => {
  expect(sentenceOf({ rule: 'R3', variant: 'default', params: { missing: '@owner,@deadline' } }, 'en')).toBe('The measures do not state: owner, deadline. Add it to each.');
  expect(sentenceOf({ rule: 'T2', variant: 'default', params: { word: '企业' } }, 'zh')).toContain('“企业”');
});

test('a missing sentence or parameter is a fault of the catalogue and not passed over', () => {
  expect(() => sentenceOf({ rule: 'W1', variant: 'unknown', params: {} }, 'zh')).toThrow(RangeError);
  expect(() => sentenceOf({ rule: 'W1', variant: 'default', params: {} }, 'zh')).toThrow(RangeError);
});
