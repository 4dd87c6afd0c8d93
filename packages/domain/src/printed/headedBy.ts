import type { MoneyScope } from '../readDocument.js';

/** What the amounts below a heading are about, where their own words do not say. `other`: something that has a budget of its own. */
export type Subject = MoneyScope | 'other';

/** 一、 above (一), that above 1. and that above (1); a heading without a number stands lowest. */
const numberings = [/^第?[一二三四五六七八九十]{1,3}(?:、|[章节部]分?)/, /^\([一二三四五六七八九十]{1,3}\)[、.]?/, /^\d{1,2}[、.](?!\d)/, /^\(\d{1,2}\)/];

/** A name alone on its line, or as a sentence of its own before what is said: "三公"经费。全年预算12万元. */
const nameAtHead = /^([^。:;,!?\d]{2,24})(?:[。:]|$)/;

/** The whole unit's money, also beside something else: 收支及"三公"经费情况. */
const ofWhole = /整体|收支|总体|总额|(?:部门|单位)(?:预算|支出|决算)|(?:预算|资金|支出)(?:执行|使用)?(?:情况)?[及和与、]|[及和与、](?:部门)?(?:预算|资金)(?:执行|使用)/;
const ofOther = /采购|(?:运行|运转|公用|人员|日常|办公|会议|培训|差旅|工会|福利|维修|维护)[^,。]{0,6}费|出国|公务用车|公务接待/;
const scopesNamed: readonly (readonly [RegExp, MoneyScope])[] = [
  [/三公/, 'threePublic'],
  [/基本支出/, 'basic'],
  [/项目(?:支出|经费)/, 'project'],
];

function subjectOf(name: string): Subject | null {
  if (ofWhole.test(name)) return null;
  const [scope, another] = scopesNamed.flatMap(([pattern, named]) => (pattern.test(name) ? [named] : []));
  if (ofOther.test(name)) return 'other';
  return another === undefined ? (scope ?? null) : null;
}

/**
 * What each line's amounts are about by the heading it stands under, or begins with: below (四)"三公"经费 全年预算12万元 is no budget of the
 * unit. A heading reaches to the next of its rank or above; one below it that names the unit ends it as well. Texts are `plain`.
 */
export function headedBy(texts: readonly string[]): readonly (Subject | null)[] {
  let open: { readonly rank: number; readonly subject: Subject } | null = null;
  return texts.map((text) => {
    const numbered = numberings.findIndex((pattern) => pattern.test(text));
    const rank = numbered < 0 ? numberings.length : numbered;
    const name = nameAtHead.exec(numbered < 0 ? text : text.replace(numberings[numbered] ?? '', ''))?.[1];
    const own = name === undefined ? null : subjectOf(name);
    if (own !== null) open = { rank, subject: own };
    else if (open !== null && ((rank <= open.rank && (numbered >= 0 || name !== undefined)) || (name !== undefined && ofWhole.test(name)))) open = null;
    return open?.subject ?? null;
  });
}
