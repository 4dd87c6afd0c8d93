import { compareExact, exact, plainText, type IndicatorDefinition, type ReadDocument, type ReadItem, type ReadLevel, type Template } from '@hengji/domain';
import { isSlipOf, shortestSlip } from '../words/slips.js';

/** A row or a level whose weight is not the template's. */
export type OtherWeight<Place> = { readonly place: Place; readonly actual: string; readonly expected: string };

/** The template that a document is said to be made on, beside what the document has. Rows are the same by their name. */
export type Form = {
  readonly template: Template;
  /** Rows of the document that are the template's; none where it was made on another form. */
  readonly rows: ReadonlyMap<ReadItem, IndicatorDefinition>;
  /** Rows of the template that the document lacks, and rows of its own. */
  readonly missing: readonly IndicatorDefinition[];
  readonly own: readonly ReadItem[];
  readonly otherRows: readonly OtherWeight<ReadItem>[];
  readonly otherLevels: readonly OtherWeight<ReadLevel>[];
  /**
   * `rows`: it has most of the template's rows. `levels`: rows of its own under the template's levels, as every project has them.
   * `other`: it was made on another form.
   */
  readonly fit: 'rows' | 'levels' | 'other';
  /** Rows with a name of the template, whatever the form. */
  readonly known: number;
};

/** A name without what people set around it: 「“三公”经费控制率」. */
export function bareName(name: string): string {
  return plainText(name).replace(/["'“”‘’《》\s]/g, '');
}

/** 产出指标 and 产出, 预算执行率 and 预算执行 name one level. */
function bareLevel(name: string): string {
  return bareName(name).replace(/\(.*\)$/, '').replace(/(?:指标|情况|率)$/, '');
}

function sameWeight(one: string, other: string): boolean {
  const [a, b] = [exact(one), exact(other)];
  return a !== null && b !== null && compareExact(a, b) === 0;
}

function isExecution({ dimension, name }: IndicatorDefinition): boolean {
  return bareLevel(dimension) === '预算执行' && /预算执行/.test(name);
}

/** By name and level, then by name alone, then but for a slip; the execution row by what it is. Every row of the template once. */
function matchRows(document: ReadDocument, template: Template): ReadonlyMap<ReadItem, IndicatorDefinition> {
  const found = new Map<ReadItem, IndicatorDefinition>();
  const open = new Set(template.indicators);
  const match = (fits: (item: ReadItem, indicator: IndicatorDefinition) => boolean) => {
    for (const item of document.items) {
      const indicator = found.has(item) ? undefined : [...open].find((one) => fits(item, one));
      if (indicator === undefined) continue;
      found.set(item, indicator);
      open.delete(indicator);
    }
  };
  const named = (item: ReadItem, indicator: IndicatorDefinition) => bareName(item.name) === bareName(indicator.name);
  match((item, indicator) => named(item, indicator) && item.level2 !== null && bareLevel(item.level2) === bareLevel(indicator.subDimension ?? ''));
  match(named);
  match((item, indicator) => item.isExecution && isExecution(indicator));
  match((item, indicator) => bareName(item.name).length >= shortestSlip && isSlipOf(bareName(item.name), bareName(indicator.name)));
  return found;
}

/** What the template says a level weighs; null where it says nothing of one of that name. */
function levelWeight(template: Template, { level, name, parent }: ReadLevel): string | null {
  const same = (template.levels ?? []).find((one) =>
    level === 1 ? one.subDimension === null && bareLevel(one.dimension) === bareLevel(name) : one.subDimension !== null && bareLevel(one.subDimension) === bareLevel(name) && bareLevel(one.dimension) === bareLevel(parent ?? ''),
  );
  return same?.weight ?? null;
}

export function formOf(document: ReadDocument, template: Template): Form {
  const named = matchRows(document, template);
  const first = (template.levels ?? []).filter(({ subDimension }) => subDimension === null);
  const levels = document.levels.filter((level) => level.level === 1 && levelWeight(template, level) !== null).length + (document.items.some((item) => item.isExecution) ? 1 : 0);
  const fit = named.size * 2 >= template.indicators.length ? 'rows' : levels * 2 > first.length ? 'levels' : 'other';
  const rows: Form['rows'] = fit === 'other' ? new Map() : named;
  const otherRows = [...rows].flatMap(([place, { weight }]) => (place.weight === null || sameWeight(place.weight, weight) ? [] : [{ place, actual: place.weight, expected: weight }]));
  const told = (level: ReadLevel) => otherRows.some(({ place }) => (level.level === 1 ? place.level1 === level.name : place.level2 === level.name && place.level1 === level.parent));
  const otherLevels = document.levels.flatMap((level) => {
    const expected = levelWeight(template, level);
    // How the points of a level are spread over its own rows is the project's affair; and one wrong row is one slip.
    if (fit === 'other' || (fit === 'levels' && level.level === 2) || expected === null || level.weight === null || sameWeight(level.weight, expected) || told(level)) return [];
    return [{ place: level, actual: level.weight, expected }];
  });
  const used = new Set(rows.values());
  return { template, rows, missing: template.indicators.filter((indicator) => !used.has(indicator)), own: document.items.filter((item) => !rows.has(item)), otherRows, otherLevels, fit, known: named.size };
}
