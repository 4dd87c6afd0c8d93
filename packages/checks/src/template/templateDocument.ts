import { addExact, exact, exactInteger, toTrimmed, type ReadDocument, type ReadItem, type ReadLevel, type Template } from '@hengji/domain';

/** A template as the form it prints, empty: so that the rules that judge the weights of a report from outside judge a template too. */
export function templateDocument({ title, indicators, levels = [] }: Pick<Template, 'title' | 'indicators' | 'levels'>): ReadDocument {
  const items = indicators.map((indicator, index): ReadItem => ({
    level1: indicator.dimension,
    level2: indicator.subDimension,
    name: indicator.name,
    weight: indicator.weight,
    score: null,
    target: indicator.target,
    actual: null,
    unit: indicator.unit ?? null,
    reason: null,
    rule: indicator.scoringRule.kind,
    evidence: indicator.evidence ?? null,
    text: indicator.name,
    isExecution: false,
    guessed: false,
    location: { line: index + 1, item: index },
  }));
  const headings = levels.map(({ dimension, subDimension, weight }, index): ReadLevel => ({
    level: subDimension === null ? 1 : 2,
    name: subDimension ?? dimension,
    parent: subDimension === null ? null : dimension,
    weight,
    location: { line: items.length + index + 1 },
  }));
  const sum = indicators.map(({ weight }) => exact(weight) ?? exactInteger(0n)).reduce(addExact, exactInteger(0n));
  return {
    kind: 'entitySelfEvaluation',
    title,
    unit: null,
    year: null,
    items,
    levels: headings,
    money: [],
    mentions: [],
    totals: { weight: toTrimmed(sum, 6), score: null, claimedTotal: null, claimedGrade: null, claims: [] },
    passages: [],
    columns: ['target', 'unit', 'weight', 'rule'],
    unread: [],
  };
}
