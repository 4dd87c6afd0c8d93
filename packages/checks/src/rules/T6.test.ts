import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T6 finds what a conversion left behind', () => {
  expect(found('T6', report('[bookmark: _GoBack]2023年我局完成工作。'))).toMatchObject([{ severity: 'note', variant: 'markup' }]);
  expect(found('T6', report('主要做法（100字以内）：加强管理。'))).toMatchObject([{ variant: 'placeholder' }]);
  expect(found('T6', report('我局严格部门预算管理，加强项目过程环节管理，对项目 支出开展进度跟踪，科学编制资金使用计划。'))).toMatchObject([{ variant: 'spaces' }]);
  expect(found('T6', report('单 位：云溪县档案局', '我局严格部门预算管理，加强项目过程环节管理，对项目支出开展进度跟踪，科学编制资金使用计划。'))).toEqual([]);
});

test('T6 leaves gaps between fields alone: only a running sentence has words that a space tears apart', () => {
  expect(found('T6', report('填报人：李华    联系电话：0731-5512345    单位负责人：王强（签字）    填报日期：2024年3月15日'))).toEqual([]);
  expect(found('T6', report('发布日期：2024-09-20 来源：云溪县档案局 浏览次数：1024 字体：【大 中 小】 主办：云溪县人民政府办公室 网站标识码4301'))).toEqual([]);
  expect(found('T6', report('经办人：李华，联系电话：0731-5512345，审核人：王强，填报单位：云溪县档案局 填报日期：2024年3月15日'))).toEqual([]);
  expect(found('T6', report('主要做法：我局严格部门预算管理，加强项目过程环节管理，对项目 支出开展进度跟踪，科学编制资金使用计划。'))).toMatchObject([{ variant: 'spaces' }]);
});
