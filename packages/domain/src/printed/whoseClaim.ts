import type { Location } from '../readDocument.js';

/** Whose total or grade a sentence claims: what the document reports on, one project of it, a unit below it, or somebody or something else. */
export type Claimant = 'whole' | 'project' | 'below' | 'other';

/** A claim in its sentence. */
type Place = { readonly before: string; readonly found: string; readonly after: string };

/** 其中产出指标自评得分49分: what a part got. */
function isOfPart(before: string, found: string): boolean {
  if (/其中[^。;]*$/.test(before)) return true;
  return !/合计|总|综合/.test(found) && /(?:指标|产出|效益|效果|满意度|成本|投入|过程|决策|预算执行|执行率|管理|履职|能力建设|部分|方面|一项|两项)(?:情况|得分)?$/.test(before);
}

/** What is evaluated as a whole, right before 评价得分; 服务态度评价得分 is one aspect's. */
const evaluated = /(?:^|[^\p{Script=Han}])$|(?:绩效|支出|整体|部门|单位|项目|年度?|自我|总体|综合|最终|资金|经费|专项|[局委办院校站馆所会镇乡]|中心|本次|此次|经|的)$/u;

function isOfAspect(before: string, clause: string, found: string): boolean {
  return (found.startsWith('评价') && !evaluated.test(before)) || /满意度|问卷|测评|调查|考核|评议/.test(clause);
}

/** 自评得分90分(含)以上, 80分-90分: a line of the bands, and no total. */
const isBound = /^(?:\(含[^()]*\))?及?(?:以上|以下|以内|至\d|[-~到]\d)/;
/** 90分(含)以上评价等级为, 80-90分等级为. */
const afterBand = /(?:\d分?(?:\(含[^()]*\))?及?(?:以上|以下)|\d分?(?:\([^()]*\))?[-~至到]\d+(?:\.\d+)?分?(?:\([^()]*\))?(?:之间)?)的?,?(?:绩效|自评|综合)?$/;

const example = /示例|样例|举例|例如|比如|假如|假设|(?:^|[(,])例:/;
/** A sheet of a workbook that explains the form. */
const explains = /^(?:填报|填表|填写|编制)?(?:说明|须知|要求)$|示例|样例/;

/** 市财政局复核: what others came to. */
const reviewed = /(?:财政|主管部门|上级|第三方|审计)[^,。;]{0,24}(?:复核|抽查|抽评|再评价|核定|考核|复评)|(?:考核|测评|评比)(?:综合)?得分/;

function isReview(before: string, found: string): boolean {
  const at = before.search(reviewed);
  return at >= 0 && !/自评/.test(before.slice(at) + found);
}

const lastYear = /上年|去年|上一年|往年|前年|以前年/;

/** The year that a claim is about: the last one named in its own clause, else as 2022年度 or as an adverb in front (2022年,我局…) and not compared with. */
function yearOf(before: string, clause: string): number | null {
  const own = [...clause.matchAll(/(?<!\d)(20\d{2})年/g)];
  const above = [...before.matchAll(/(?<!\d|较|比|与|同|和|自|从)(20\d{2})年(?:度|(?=,))/g)];
  const named = (own.length > 0 ? own : above).at(-1)?.[1];
  return named === undefined ? null : Number(named);
}

/** 所属二级单位中,文化馆自评得分; 我局及所属单位 is the whole. */
function isOfUnitBelow(before: string, clause: string): boolean {
  const rest = before.slice(0, before.length - clause.length);
  const introduced = /(?:[中里],|:)$/.test(rest) ? clauseOf(rest.slice(0, -1)) : '';
  return [clause, introduced].some((text) => {
    const at = text.search(/所属|下属|二级(?:预算)?单位|基层(?:预算)?单位|直属单位/);
    return at >= 0 && !/[及和与含括、](?:(?:\d+|[一二三四五六七八九十]+)[个家所])?$/.test(text.slice(0, at));
  });
}

/** Characters; what stands further off says nothing of a claim. */
const farthest = 160;

/** The clause that a text ends in. */
function clauseOf(text: string): string {
  return text.slice(Math.max(...[',', '。', ';', ':'].map((mark) => text.lastIndexOf(mark))) + 1);
}

/** `year`: the reported one; null where it is not known, and then no year is another. */
export function whoseClaim({ before: above, found, after }: Place, location: Location, year: number | null): Claimant {
  // The name of a document, and what stands in brackets, are about something else.
  const before = above.slice(-farthest).replace(/《[^《》]*》|\([^()]*\)/g, '');
  const clause = clauseOf(before);
  const named = yearOf(before, clause);
  if (year !== null && named !== null && named !== year) return 'other';
  if (lastYear.test(clause) || example.test(before) || ('sheet' in location && explains.test(location.sheet.trim()))) return 'other';
  if (isBound.test(after) || afterBand.test(before) || isOfPart(before, found) || isOfAspect(before, clause, found)) return 'other';
  if (isOfUnitBelow(before, clause)) return 'below';
  if (isReview(before, found)) return 'other';
  // 我单位得分 may be that of any examination.
  if (/^(?:[我本]|得分)/.test(found) && !/自评|绩效评价/.test(before)) return 'other';
  return /项目/.test(clause) && !/整体|部门|单位|总体|全年|[我本]|项目支出绩效自?评?$/.test(clause) ? 'project' : 'whole';
}
