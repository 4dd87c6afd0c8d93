import { expect, test } from 'vitest';
import { findingText } from './finding.js';

test('a description is read without quotation marks, however it was kept', () => {
  expect(findingText(JSON.stringify({ description: '未及时做账', basis: '会计法' }))).toEqual({ description: '未及时做账', basis: '会计法', noEffectReason: '' });
  expect(findingText(JSON.stringify('限期整改')).description).toBe('限期整改');
  expect(findingText('限期整改').description).toBe('限期整改');
  expect(findingText(undefined).description).toBe('');
});
