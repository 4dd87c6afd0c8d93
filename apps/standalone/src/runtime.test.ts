import { expect, test } from 'vitest';
import { StartFailure } from './failure.mjs';
import { nodeIsNewEnough, refuseUnsafePath } from './runtime.mjs';

test.each(['/srv/a#b', '/srv/a?b/c'])('%s is refused', (path) => {
  expect(() => refuseUnsafePath('The clone', path, 'move it')).toThrow(StartFailure);
});

test.each(['/srv/a b', '/srv/衡绩/数据', '/srv/100%', '/srv/a%20b', '/srv/a&b;c'])('%s is fine', (path) => {
  expect(() => refuseUnsafePath('The clone', path, 'move it')).not.toThrow();
});

test('Node 20.19 is the oldest that will do', () => {
  expect(['18.20.0', '20.18.9', '20.19.0', '22.1.0'].map(nodeIsNewEnough)).toEqual([false, false, true, true]);
});
