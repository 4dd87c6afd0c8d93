import { reportingKinds, type Rule } from '../rule.js';

const counted = /(\d+)个((?:事业单位|政府工作部门|党政部门|部门|乡镇|街道|行政村|自然村|社区|学校|医疗机构|预算单位)(?:法人)?)/g;
/** What tells the whole class from a part of it that was just dealt with. */
const wholeOf = /全县|全市|全区|全省|县级|市级|区级|所有|全部|全面|共(?:有|计|涉及)?|覆盖|完成/;
const partOf = /新增|新设|撤销|变更|注销|减少|整合|其中|试点|抽取|抽查|部分|首批|平均|除/;

/** The same class of body with different totals and no word on the scope: may be right, so this asks. */
export const X4: Rule = {
  id: 'X4',
  severity: 'note',
  source: 'domain.md A4 X4',
  kinds: reportingKinds,
  check: ({ sentences }) => {
    const seen = new Map<string, { readonly count: string; readonly passage: number }>();
    const told = new Set<string>();
    return sentences.flatMap(({ text, location, passage, inRow }) =>
      [...text.matchAll(counted)].flatMap((match) => {
        const [, count = '', thing = ''] = match;
        const before = text.slice(Math.max(0, match.index - 40), match.index).split(/[;。]/).at(-1) ?? '';
        if (inRow || !wholeOf.test(before) || partOf.test(before)) return [];
        const kind = thing.replace(/法人$/, '');
        const first = seen.get(kind);
        if (first === undefined) {
          seen.set(kind, { count, passage });
          return [];
        }
        if (first.count === count || first.passage === passage || told.has(kind)) return [];
        told.add(kind);
        return [{ location, expected: first.count, actual: count, params: { thing: kind, one: first.count, other: count } }];
      }),
    );
  },
};
