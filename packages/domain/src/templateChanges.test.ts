import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refuseTemplate } from './registry/rules.js';
import type { IndicatorDefinition, Template } from './template.js';
import { sameTemplate, templateChanges } from './templateChanges.js';

const department: Template = JSON.parse(readFileSync(new URL('../../../prisma/seed/template.department.json', import.meta.url), 'utf8'));
const next: Template = { ...department, version: department.version + 1 };
const withRow = (key: string, change: Partial<IndicatorDefinition>): Template => ({ ...next, indicators: next.indicators.map((row) => (row.key === key ? { ...row, ...change } : row)) });
const told = (after: Template) => templateChanges(department, after).map((change) => [change.kind, 'row' in change ? change.row.key : '', 'part' in change ? change.part : '', 'before' in change && typeof change.before === 'string' && typeof change.after === 'string' ? `${change.before}→${change.after}` : '']);

describe('what changed between two versions', () => {
  it('is nothing where only the number differs', () => {
    expect(templateChanges(department, next)).toEqual([]);
    expect(sameTemplate(department, next)).toBe(true);
  });

  it.each<[string, Template, readonly (readonly string[])[]]>([
    ['a weight', withRow('workEfficiency', { weight: '7' }), [['row', 'workEfficiency', 'weight', '8→7']]],
    ['a rule', withRow('workEfficiency', { scoringRule: { kind: 'threeBands' } }), [['rule', 'workEfficiency', '', '']]],
    ['English words alone', withRow('workEfficiency', { nameEn: 'Efficiency' }), [['rowOther', 'workEfficiency', '', '']]],
    ['a row that went', { ...next, indicators: next.indicators.filter(({ key }) => key !== 'talentPool') }, [['rowRemoved', 'talentPool', '', '']]],
    ['a row under a new key', withRow('talentPool', { key: 'reserve' }), [['rowAdded', 'reserve', '', ''], ['rowRemoved', 'talentPool', '', '']]],
    ['the order', { ...next, indicators: [...next.indicators].reverse() }, [['rowsOrder', '', '', '']]],
    ['a level', { ...next, levels: (next.levels ?? []).map((level) => (level.subDimension === '档案管理' ? { ...level, weight: '4' } : level)) }, [['level', '', '', '3→4']]],
    ['grades', { ...next, grades: { ...next.grades, good: '75' } }, [['whole', '', 'grades', '']]],
  ])('is told: %s', (_, after, changes) => {
    expect(told(after)).toEqual(changes);
    expect(sameTemplate(department, after)).toBe(false);
  });
});

describe('a release', () => {
  const changed = withRow('workEfficiency', { target: '更快' });
  it('takes the number after the newest of its key', () => {
    expect(refuseTemplate({ template: changed, releasable: true }, department)).toBeNull();
    expect(refuseTemplate({ template: { ...changed, version: 1 }, releasable: true }, null)).toBeNull();
    for (const version of [department.version, department.version + 2]) expect(refuseTemplate({ template: { ...changed, version }, releasable: true }, department)).toMatchObject({ code: 'templateNumberTaken' });
    expect(refuseTemplate({ template: changed, releasable: true }, null)).toMatchObject({ code: 'templateNumberTaken' });
  });

  it('needs a template that holds and says something new', () => {
    expect(refuseTemplate({ template: changed, releasable: false }, department)).toMatchObject({ code: 'templateDefective' });
    expect(refuseTemplate({ template: next, releasable: true }, department)).toMatchObject({ code: 'templateUnchanged' });
  });
});
