import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X3 asks about statements that seem to contradict each other', () => {
  expect(found('X3', report('2023年我局未进行审计。', '市审计局提出的问题已整改。'))).toMatchObject([{ severity: 'note', variant: 'audit' }]);
  expect(found('X3', report('针对未编制权责清单的问题，对2019年编制的权责清单进行了梳理。'))).toMatchObject([{ variant: 'document' }]);
  expect(found('X3', report('2023年我局未进行审计。', '审计未发现问题。'))).toEqual([]);
  expect(found('X3', report('本年度审计机关未对本单位开展审计，未对本单位进行审计，无审计发现问题。'))).toEqual([]);
});
