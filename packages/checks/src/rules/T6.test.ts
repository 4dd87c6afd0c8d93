import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T6 finds what a conversion left behind', () => {
  expect(found('T6', report('[bookmark: _GoBack]2023年我局完成工作。'))).toMatchObject([{ severity: 'note', variant: 'markup' }]);
  expect(found('T6', report('主要做法（100字以内）：加强管理。'))).toMatchObject([{ variant: 'placeholder' }]);
  expect(found('T6', report('我局严格部门预算管理，加强项目过程环节管理，对项目 支出开展进度跟踪，科学编制资金使用计划。'))).toMatchObject([{ variant: 'spaces' }]);
  expect(found('T6', report('单 位：云溪县档案局', '我局严格部门预算管理，加强项目过程环节管理，对项目支出开展进度跟踪，科学编制资金使用计划。'))).toEqual([]);
});
