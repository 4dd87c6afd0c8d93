import { readDemoCase } from '@hengji/database';
import { expect, it } from 'vitest';
import { playableYear } from './year.js';

it('the year that can be played is the one of the demo case', () => {
  expect(playableYear).toBe(readDemoCase().year);
});
