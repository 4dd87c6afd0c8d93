import { expect, test } from 'vitest';
import { found, report, sheetOf } from '../../test/documents.js';

test('S5 notes one unspent amount that costs two rows points', () => {
  const rows = (project: string) => report('年度预算执行率（10分）：部门整体支出预算100万元，部门整体支出决算90万元，得分9分。', '基本支出预算执行率（5分）：基本支出预算60万元，决算50万元，得分4.17分。', '项目支出预算执行率（5分）：项目支出预算40万元，决算' + project + '万元，得分5分。');
  expect(found('S5', rows('40'))).toMatchObject([{ severity: 'note', params: { gap: '100,000.00元' } }]);
  expect(found('S5', report('基本支出预算执行率（5分）：基本支出预算60万元，决算50万元，得分4.17分。', '项目支出预算执行率（5分）：项目支出预算40万元，决算35万元，得分4.38分。'))).toEqual([]);
});

test('S5 pairs no rows of two forms', () => {
  const projectForm = (name: string, project: string) => [
    ['项目名称', name, '', '', '', '', ''],
    ['资金', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
    ['资金总额', project, project, String(Number(project) - 5), '10', '', '9'],
    ['一级指标', '二级指标', '三级指标', '指标值', '完成值', '分值', '得分'],
    ['产出', '数量', '改造库房', '≥2间', '2间', '80', '80'],
    ['效益', '社会', '查档便利', '≥95%', '96%', '10', '10'],
    ['总分', '', '', '', '', '100', '99'],
  ];
  const forms = sheetOf(['项目支出绩效自评表', '（2023年度）'], [...projectForm('库房改造', '100'), ...projectForm('档案数字化', '50')]);
  expect(forms.forms).toHaveLength(2);
  expect(found('S5', forms)).toEqual([]);
});
