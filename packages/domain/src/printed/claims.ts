import { plainOf, plainText } from '../plainText.js';
import type { Rating } from '../ratings.js';
import type { ReadTotals } from '../readDocument.js';
import type { PrintedLine } from './mentions.js';
import { whoseClaim, type Claimant } from './whoseClaim.js';

type Claim = ReadTotals['claims'][number];

const gradeWords: Readonly<Record<string, Rating>> = { 优: 'excellent', 优秀: 'excellent', 良: 'good', 良好: 'good', 中: 'fair', 中等: 'fair', 合格: 'fair', 差: 'poor', 较差: 'poor', 不合格: 'poor' };

/** 我单位得分, 本馆2023年度得分: the whole's where the sentence speaks of self-evaluation. */
const ownScore = '[我本](?:单位|部门|\\p{Script=Han}{0,4}[局办委院校站馆所会镇乡队处社]|\\p{Script=Han}{0,4}(?:中心|街道))(?:\\d{4}年度?)?(?:部门)?(?:整体)?(?:支出)?(?:绩效)?得分';

const gradeSaid = '(?:等级|等次|结果|结论)(?:为|:)"?(?:优秀?|良好?|中等?|较?差|不?合格)"?(?:等级|等次|[级等档])?';

/** 自评等级为优,得分91分; 自评结果:优(91分), but no band such as 优(90分以上). */
const gradedScore = `(?:(?<=${gradeSaid},)得分|(?<=${gradeSaid}\\()(?=\\d{1,3}(?:\\.\\d+)?分\\)))`;

/** 以上合计95分,自评等级为优: a sum of anything, and the overall one where its grade follows at once. */
const graded = '(?=(?:约?为|是)?[:,]?"?\\d{1,3}(?:\\.\\d+)?"?分,?(?:(?:自评|评价|绩效|综合|最终|评定)*(?:等级|等次|结果|结论)(?:评定)?(?:为|:)|(?:自评|综合评定|评定|评价)为"?(?:优|良|中|差)))';
const gradedSum = `(?:合计(?:得分|得)?|[我本](?:单位|部门|\\p{Script=Han}{0,4}[局办委院校站馆所会镇乡队处社])得)${graded}`;

/** 自评总分为100分,实际得分95.5分: what could be reached, and what was. */
const ofHundred = '(?<=总分(?:为|是|:)?100分[,;])(?:实际|最终|自评)?得分';

/** 自评得分91分, 综合得分为95.5分, 总分:92: the overall result, not one row's. */
const totalPattern = new RegExp(`(?:(?:自评|综合|最终|评价|绩效|整体|总体)(?:评价|自评|评分|得分|总分|总得分|结果){0,4}(?:得分|总分|评分|分值|分数)|总得?分|自评分|自评(?:结果)?|${ownScore}|${gradedScore}|${gradedSum}|${ofHundred})(?:合计)?(?:约?为|是)?[:,]?"?(?!100分[,;](?:实际|最终|自评)?得分)(\\d{1,3}(?:\\.\\d+)?)"?分`, 'gu');

/** 自评得分:97.7 as a field of its own, without 分: a figure that many rows may have. 总分:100 is what can be reached. */
const barePattern = /(?:^|[,;:])(?:(?:绩效)?(?:综合(?=[得评])|自评(?:综合)?|评价(?=得分:))(?:总分|总得分|得分|评分|分)|总得分|总分(?=[为是:](?!100(?:\.0+)?(?:$|[,。;(]))))(?:为|是|:)?(\d{1,3}(?:\.\d+)?)(?=$|[,。;(])/;

const gradePattern =
  /(?:(?:评价)?(?:结果|等级|等次|级别|结论|绩效|评定|评级)(?:评定|评价|等级|等次)*(?:为|是|:|属于|比较|定为|达到|较)?|(?:总体|综合|整体|自我|绩效)评价(?:为|是|:)|(?<=(?:(?:自评|综合|最终|评价)(?:总?得分|总分)|总得?分)(?:为|是|:)?"?\d{1,3}(?:\.\d+)?"?分)\()["【]?(优秀|优|良好|良|中等|中|差|较差|不合格|合格)["】]?(?:级|等|档|等次|等级)?(?=[。;,、)!"\s]|\(\d{1,3}(?:\.\d+)?分\)|$|的)/g;

/** 自评总分95.5分,属于"优"等次; …,自评等级为"优": behind a total, whatever stands between. */
const gradeBehind = /(?:属于|评定为|评为|自评为|(?:自评|评价|绩效|综合|评定)(?:等级|等次|结果|结论)(?:评定)?(?:为|是|:)?)"?(优秀?|良好?|中等?|较?差|不?合格)"?(?:等级|等次|级|等|档)?(?=[。;,、)]|$)/g;

const tickedPattern = /(?:等级|等次|级别|评级|结论|结果)(?:\([^()]*\))?(?:为|:)?(?=[☑√✓✔■□☐○优])([^,。;]*)$/;

/** Characters before a word in which its sentence says what it is about. */
const farthest = 160;

/** Whether a word is one of the overall result: 总体评价为良 is, where it is the performance that is evaluated. */
function isOfPerformance(before: string, found: string): boolean {
  return !/^(?:总体|综合|整体|自我)评价/.test(found) || /绩效|自评|整体支出/.test(before.slice(-farthest));
}

/**
 * Text in which a gap between two fields is a mark: 自评总分：91分 评价等级：良 填报日期：…. A gap in a word that a scan spread is none,
 * since what stands before it has no colon.
 */
function fieldsOf({ text }: PrintedLine): string {
  return text.replace(/([:：][^\s:：]{1,20})\s+(?=[\p{Script=Han}()（）]{2,10}[:：])/gu, '$1，');
}

function textOf(line: PrintedLine): string {
  const text = fieldsOf(line);
  // (满分20分,自评19.2分) is what one part got.
  const own = (text === line.text ? plainOf(line) : plainText(text)).replace(/\([^()]*(?:满分|分值|权重)[^()]*\)/g, '');
  return own.replace(unitBefore, '$1$2$3分');
}

/** 自评总分(分):98.6 is 自评总分:98.6分; 总分(分):100 is what can be reached. */
const unitBefore = /((?:自评|综合|最终|评价|绩效)(?:评价)?(?:总分|总得分|得分|评分))\(分\)([为是:]?)(\d{1,3}(?:\.\d+)?)(?:分|(?![\d.%年月日个项]))/g;

/** A claim as its sentence makes it: what it says, and of whom. */
type Stated = { readonly value: string; readonly at: number; readonly whose: Claimant };

function statedIn(sentence: string, pattern: RegExp, line: PrintedLine, year: number | null): readonly Stated[] {
  return [...sentence.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return { value: match[1] ?? '', at: match.index, whose: whoseClaim({ before: sentence.slice(0, match.index), found: match[0], after: sentence.slice(end) }, line.location, year) };
  });
}

function tickedIn(sentence: string): string | null {
  const [, boxes = ''] = tickedPattern.exec(sentence) ?? [];
  return boxes === '' ? null : ticked(boxes);
}

/** One project's total is told and marked as its own. */
function isOwn(whose: Claimant): boolean {
  return whose === 'whole' || whose === 'project';
}

type Bare = { readonly bare: true; readonly claim: Claim } | { readonly bare: false; readonly claim: Claim };

function claimsIn(line: PrintedLine, year: number | null): readonly Bare[] {
  // A total that is another's stands for the grade behind it too: 所属文化馆自评得分88分;等级为良.
  let last: Claimant = 'whole';
  return textOf(line)
    .split(/(?<=[。;!])/)
    .flatMap((sentence): readonly Bare[] => {
      const begun = last;
      // 所属文化馆自评得分88分;图书馆自评得分89分: a list goes on until it names the whole.
      const totals = statedIn(sentence, totalPattern, line, year).map((one): Stated => (begun === 'below' && one.whose === 'whole' && !/[我本]|部门|整体|汇总|总|综合/.test(sentence.slice(0, one.at)) ? { ...one, whose: 'below' } : one));
      const total = totals.findLast(({ whose }) => isOwn(whose)) ?? null;
      let next = 0;
      const grades = statedIn(sentence, gradePattern, line, year).filter(({ at, whose, value }) => {
        while ((totals[next]?.at ?? at) < at) next += 1;
        const beside = totals[next - 1]?.whose ?? begun;
        return value !== '' && isOwn(whose) && isOwn(beside) && isOfPerformance(sentence.slice(0, at), sentence.slice(at));
      });
      last = sentence.endsWith(';') ? (totals.at(-1)?.whose ?? begun) : 'whole';
      const behind = total === null ? undefined : [...sentence.slice(total.at).matchAll(gradeBehind)].at(-1)?.[1];
      const word = grades.at(-1)?.value ?? behind ?? (isOwn(begun) ? tickedIn(sentence) : null);
      const grade = word === null ? null : (gradeWords[word] ?? null);
      const bare = total === null && isOwn(begun) ? (barePattern.exec(sentence)?.[1] ?? null) : null;
      if (total === null && grade === null && bare === null) return [];
      const whose = total?.whose ?? grades.at(-1)?.whose ?? 'whole';
      const claim: Claim = { total: total?.value ?? bare, grade, text: sentence.trim(), ...(whose === 'project' ? { ofProject: true } : {}), location: line.location };
      return [{ bare: bare !== null, claim }];
    });
}

/**
 * Every place where running text claims a total or a grade of what is reported on. Totals of other years, of units below, of reviews by
 * others and of surveys are none, nor is what explains how to grade; those of one project are marked. `year`: the reported one, where
 * it is known.
 */
export function claimsOf(lines: readonly PrintedLine[], year: number | null): readonly Claim[] {
  const found = lines.flatMap((line) => claimsIn(line, year));
  const several = new Set(found.flatMap(({ bare, claim }) => (bare ? [claim.total] : []))).size > 1;
  return found.flatMap(({ bare, claim }) => (bare && several ? [] : [claim]));
}

/** Whether a line says a total of anything at all, of whomever. */
export function statesTotal(line: PrintedLine): boolean {
  return textOf(line).search(totalPattern) >= 0;
}

const tick = /[☑√✓✔■]/g;

/** 优☑ 良□ 中□ 差□, or ☑优 □良 □中 □差, or 优(√)良( ): the one that is ticked; null where none is, or several are. */
function ticked(text: string): string | null {
  const bare = text.replace(/\s/g, '');
  if (!/[□☐○]|\(\)/.test(bare) || (bare.match(tick) ?? []).length !== 1) return null;
  return (/^[☑√✓✔■□☐○]/.test(bare) ? /[☑√✓✔■](\p{Script=Han}+)/u : /(\p{Script=Han}+)[(]?[☑√✓✔■]/u).exec(bare)?.[1] ?? null;
}

/** A grade word that fills its cell: 优, 优秀, ☑优. */
export function gradeOfCell(text: string): Rating | null {
  const choice = ticked(plainText(text));
  if (choice !== null) return gradeWords[choice] ?? null;
  return gradeWords[plainText(text).replace(/^[☑√✓■]\s*/, '').replace(/级$/, '')] ?? null;
}
