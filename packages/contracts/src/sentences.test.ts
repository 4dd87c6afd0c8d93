import { expect, test } from 'vitest';
import { sentence } from './sentences.js';

test('a refusal names the phase in words, lists in the language’s own way, and leaves no placeholder', () => {
  expect(sentence('wrongPhase', { phase: 'financeReview', step: 'review' }, 'zh-CN')).toContain('财政复核');
  expect(sentence('wrongPhase', { phase: 'financeReview', step: 'review' }, 'en')).toContain('finance review');
  expect(sentence('sectionsMissing', { sections: ['预算执行', '人员编制'] }, 'zh-CN')).toContain('预算执行、人员编制');
  expect(sentence('sectionIncomplete', { section: '预算执行', count: 2, fields: ['预算数', '执行数'] }, 'zh-CN')).not.toMatch(/[{}]/);
});

test('a parameter that is missing leaves no code in the sentence', () => {
  expect(sentence('deductionTooLarge', {}, 'en')).not.toMatch(/undefined|[{}]/);
});
