import { expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const head = '一级指标    二级指标    三级指标        年度指标值   实际完成值   分值   得分   备注';

function levelsOf(...rows: readonly string[]) {
  const { items } = understand(flowOfText(['2023年度项目支出绩效自评表', head, '产出指标    数量指标    清运点位        ≥12个        13个         50     50', ...rows].join('\n')));
  return items.slice(1).map(({ level1, level2, name, weight, score }) => [level1, level2, name, weight, score].join('|'));
}

test('a level as wide as its column is one, though a single space stands behind it', () => {
  expect(levelsOf('满意度指标 满意度      居民满意度      ≥90%         92%          50     50')).toEqual(['满意度指标|满意度|居民满意度|50|50']);
  expect(levelsOf('社会效益指标 社会效益  受益人口        ≥900人       910人        50     48     阴雨')).toEqual(['社会效益指标|社会效益|受益人口|50|48']);
});

test('a row below a level that goes on, and a word that a scan spread, are no such level', () => {
  expect(levelsOf('            质量指标    清运达标率      ≥95%         96%          50     50')).toEqual(['产出指标|质量指标|清运达标率|50|50']);
  expect(levelsOf('质量 指标   清运达标率      ≥95%         96%          50     50')).toEqual(['产出指标|质量指标|清运达标率|50|50']);
});
