import { expect, test } from 'vitest';
import { form, found, money, report } from '../../test/documents.js';

test('U1 proposes the converted value where parts and printed rate fit ten thousand times less', () => {
  const findings = found('U1', form({ money: [money('total', '1752007.7', '167.958448'), money('basic', '164.20077', '156.958448'), money('project', '11', '11')] }));
  expect(findings).toMatchObject([{ severity: 'error', actual: '1752007.7万元', proposal: '175.20077万元', location: { line: 10 } }]);
});

test('U1 blames the one figure that mends most, not its neighbours', () => {
  const findings = found('U1', form({ money: [money('total', '175.20077', '167.958448'), money('basic', '1642007.7', '156.958448'), money('project', '11', '11')] }));
  expect(findings).toMatchObject([{ actual: '1642007.7万元', proposal: '164.20077万元' }]);
});

test('U1 tells 万元 labelled 元 in running text', () => {
  expect(found('U1', report('2023年部门整体支出预算为320.5元，部门整体支出决算为310.2万元。'))).toMatchObject([{ actual: '320.5元', proposal: '320.5万元' }]);
});

test('U1 is silent where units differ and amounts agree, and where a budget was hardly spent', () => {
  expect(found('U1', report('2023年部门整体支出预算为3205000元，部门整体支出决算为310.2万元。'))).toEqual([]);
  expect(found('U1', form({ money: [money('total', '300', '4')] }))).toEqual([]);
});
