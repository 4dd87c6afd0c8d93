import type { MoneyScope } from '../readDocument.js';

/**
 * What the amounts below a heading are about, where their own words do not say. `other`: something that has a budget of its own; `oneProject`:
 * a project or activity among those of the unit, whose 项目预算 is its own as well.
 */
export type Subject = MoneyScope | 'other' | 'oneProject';

/** Whose report it is: in that of one project its name heads the report's own money. */
export type Reported = 'unit' | 'oneProject';

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

/** 老旧小区改造项目, 社区治理经费; 本项目 is whatever was spoken of before. */
const project = /^(?![本该此])(?<what>\p{Script=Han}{2,}?)(?:项目|工程|课题|(?:专项|工作|补助)?经费|(?:补助|奖补|补贴|专项)资金)$/u;
/** The unit, its money, and the chapters of a report: what they head is about the whole. */
const ofReport = /预算|决算|资金|支出|收[入支]|经费|财[政务]|执行|投入|拨款|支付|部门|单位|[我全本]局|整体|总体|概[况述]|情况|状况|基本|主要|绩效|目标|评价|自评|履职|产出|效益|成[本效]|进[度展]|结[果论]|分析|保障|管理|年度|[全本]年|完成|机构|职[能责]/;
/** 预算安排280万元 directly behind a heading; 全年支出 would be the whole's by its words. */
const amountDirectly = /^(?:20\d{2}年)?(?:项目)?(?:计划)?(?:预算|安排|投入)[^,。;:]{0,6}?\d/;

/** Whether a heading names one thing of the unit's: by its word, or, where its money follows directly, by being about nothing else. */
function namesOneThing(name: string, behind: string): boolean {
  const what = project.exec(name)?.groups?.['what'];
  return what === undefined ? name.length >= 4 && amountDirectly.test(behind) && !ofReport.test(name) : !ofReport.test(what);
}

function subjectOf(name: string): Subject | null {
  if (ofWhole.test(name)) return null;
  const [scope, another] = scopesNamed.flatMap(([pattern, named]) => (pattern.test(name) ? [named] : []));
  if (ofOther.test(name)) return 'other';
  return another === undefined ? (scope ?? null) : null;
}

/**
 * What each line's amounts are about by the heading it stands under, or begins with: below (四)"三公"经费 全年预算12万元 is no budget of the
 * unit. A heading reaches to the next of its rank or above; one below it that names the unit ends it as well. A project's name before its own
 * sentence heads no more than its line. Texts are `plain`.
 */
export function headedBy(texts: readonly string[], reported: Reported = 'unit'): readonly (Subject | null)[] {
  let open: { readonly rank: number; readonly subject: Subject } | null = null;
  return texts.map((text) => {
    const numbered = numberings.findIndex((pattern) => pattern.test(text));
    const rank = numbered < 0 ? numberings.length : numbered;
    const content = numbered < 0 ? text : text.replace(numberings[numbered] ?? '', '');
    const head = nameAtHead.exec(content);
    const name = head?.[1];
    const own = name === undefined ? null : subjectOf(name);
    const behind = content.slice(head?.[0].length ?? 0);
    // A name without a number and alone on its line may be half of a title.
    const oneThing = reported === 'unit' && own === null && name !== undefined && (numbered >= 0 || behind !== '') && namesOneThing(name, behind);
    if (own !== null) open = { rank, subject: own };
    else if (oneThing && behind === '') open = { rank, subject: 'oneProject' };
    else if (open !== null && ((rank <= open.rank && (numbered >= 0 || name !== undefined)) || (name !== undefined && ofWhole.test(name)))) open = null;
    return oneThing ? 'oneProject' : (open?.subject ?? null);
  });
}
