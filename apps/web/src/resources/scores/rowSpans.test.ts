import { expect, test } from 'vitest';
import { rowSpans } from './rowSpans.js';

test('cells of the first and second level cover their rows', () => {
  const rows = [
    { dimension: '预算执行', subDimension: null },
    { dimension: '部门管理', subDimension: '资金投入' },
    { dimension: '部门管理', subDimension: '资金投入' },
    { dimension: '部门管理', subDimension: '财务管理' },
    // The same word under another first level is another cell.
    { dimension: '能力建设', subDimension: '财务管理' },
  ];
  expect(rowSpans(rows).map(({ dimension }) => dimension)).toEqual([1, 3, 0, 0, 1]);
  expect(rowSpans(rows).map(({ subDimension }) => subDimension)).toEqual([1, 2, 0, 1, 1]);
});
