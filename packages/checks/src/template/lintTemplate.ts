import { areGradeBands, operandsOf, type Template } from '@hengji/domain';
import { W1 } from '../rules/W1.js';
import { W2 } from '../rules/W2.js';
import { W3 } from '../rules/W3.js';
import { W6 } from '../rules/W6.js';
import { defaultThresholds } from '../thresholds.js';
import { viewOf } from '../view/view.js';
import { error, type TemplateDefect, type TemplatePlace } from './defects.js';
import { lintProcess } from './lintProcess.js';
import { lintRule } from './lintRule.js';
import { templateDocument } from './templateDocument.js';

/** What stands more than once, each once. */
function repeated(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

/**
 * Everything that keeps a template from being released, and what its makers should say besides (domain.md, "Consequences for the build" 2:
 * the worst errors of the report of 2023 are errors of its form). Weights are judged by the rules that judge a report.
 */
export function lintTemplate(template: Template): readonly TemplateDefect[] {
  return [...weightDefects(template), ...template.indicators.flatMap((indicator) => lintRule(template, indicator)), ...keyDefects(template), ...gradeDefects(template), ...lineDefects(template), ...lintProcess(template)];
}

/** Whether a template may be released: warnings are for its makers. */
export function isReleasable(defects: readonly TemplateDefect[]): boolean {
  return defects.every(({ severity }) => severity !== 'error');
}

function weightDefects(template: Template): readonly TemplateDefect[] {
  const document = templateDocument(template);
  const view = viewOf(document, defaultThresholds);
  const levels = template.levels ?? [];
  const place = (name: string | undefined, second: boolean): TemplatePlace => {
    const level = levels.find(({ dimension, subDimension }) => (second ? subDimension === name : subDimension === null && dimension === name));
    return level === undefined ? null : { dimension: level.dimension, subDimension: level.subDimension };
  };
  const described = levels.map(({ dimension, subDimension }) => JSON.stringify([dimension, subDimension]));
  return [
    // Of a report a sum under 50 may be a part; a template is always whole.
    ...W1.check(view).map(({ actual }) => error('weightsTotal', null, { sum: actual ?? '', expected: defaultThresholds.fullWeight })),
    ...W6.check(view).map(({ actual }) => error('firstLevelsTotal', null, { sum: actual ?? '', expected: defaultThresholds.fullWeight })),
    ...W3.check(view).map(({ params = {} }) => error('firstLevelSum', place(params['name'], false), params)),
    ...W2.check(view).map(({ params = {} }) => error('secondLevelSum', place(params['name'], true), params)),
    ...repeated(described).flatMap((key) => levels.filter((_, index) => described[index] === key).slice(0, 1)).map(({ dimension, subDimension }) => error('levelTwice', { dimension, subDimension }, { name: subDimension ?? dimension })),
    ...levels
      .filter((level) => !template.indicators.some((one) => one.dimension === level.dimension && (level.subDimension === null || one.subDimension === level.subDimension)))
      .map(({ dimension, subDimension }) => error('levelWithoutRows', { dimension, subDimension }, { name: subDimension ?? dimension })),
    // Weights are declared for a whole level or for none of it.
    ...(levels.some(({ subDimension }) => subDimension === null) ? [...new Set(template.indicators.map(({ dimension }) => dimension))] : [])
      .filter((dimension) => !levels.some((level) => level.subDimension === null && level.dimension === dimension))
      .map((dimension) => error('levelWithoutWeight', { dimension, subDimension: null }, { name: dimension })),
  ];
}

function keyDefects({ sections, indicators }: Template): readonly TemplateDefect[] {
  return [
    ...repeated(indicators.map(({ key }) => key)).map((key) => error('keyTwice', { indicator: key }, { key })),
    // The national framework itself has 管理制度健全性 twice, under two levels.
    ...repeated(indicators.map(({ dimension, subDimension, name }) => [dimension, subDimension ?? '', name].join(' · '))).map((name) => error('nameTwice', null, { name })),
    ...repeated(sections.map(({ key }) => key)).map((key) => error('sectionTwice', { section: key }, { key })),
    ...sections.flatMap(({ key, fields }) => repeated(fields.map((field) => field.key)).map((field) => error('keyTwice', { section: key }, { key: `${key}.${field}` }))),
  ];
}

function gradeDefects({ grades }: Template): readonly TemplateDefect[] {
  return areGradeBands(grades) ? [] : [error('gradesInvalid', null, { ...grades })];
}

/** A warning line is for a row that is better when higher, at a checkpoint that is held; and whoever is warned has a place to say why. */
function lineDefects({ indicators, sections, process, warningLines = [] }: Template): readonly TemplateDefect[] {
  const asked = sections.some(({ fields }) => fields.some(({ requiredWhenWarned }) => requiredWhenWarned === true));
  return [
    ...warningLines.flatMap(({ period, indicator }): readonly TemplateDefect[] => {
      const rule = indicators.find(({ key }) => key === indicator)?.scoringRule;
      const stage = process.stages.find((one) => one.phase === 'monitoring' && one.period === period);
      if (rule?.kind !== 'ratio' || rule.direction !== 'up') return [error('lineWithoutRate', { indicator }, { key: indicator })];
      const refs = [...operandsOf(rule.numerator), ...operandsOf(rule.denominator)];
      return stage !== undefined && refs.every(({ section }) => stage.sections.includes(section)) ? [] : [error('lineWithoutCheckpoint', { indicator }, { key: indicator })];
    }),
    ...(warningLines.length > 0 && !asked ? [error('lineWithoutAnswer', null)] : []),
  ];
}
