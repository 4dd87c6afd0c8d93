import { plainOf, plainText } from '../plainText.js';
import type { Rating } from '../ratings.js';
import type { ReadTotals } from '../readDocument.js';
import type { PrintedLine } from './mentions.js';

type Claim = ReadTotals['claims'][number];

const gradeWords: Readonly<Record<string, Rating>> = { 优: 'excellent', 优秀: 'excellent', 良: 'good', 良好: 'good', 中: 'fair', 中等: 'fair', 合格: 'fair', 差: 'poor', 较差: 'poor', 不合格: 'poor' };

/** 自评得分91分, 综合得分为95.5分, 总分:92: the overall result, not one row's. */
const totalPattern = /(?:(?:自评|综合|最终|评价|绩效|整体|总体)(?:评价|自评|评分|得分|总分|总得分|结果)*(?:得分|总分|评分|分值|分数)|总得?分|自评(?:结果)?)(?:合计)?(?:约?为|是|:|,)?"?(\d{1,3}(?:\.\d+)?)"?分/g;

const gradePattern = /(?:评价)?(?:结果|等级|等次|级别|结论|绩效|评定|评级)(?:评定|评价|等级|等次)*(?:为|是|:|属于|比较|定为|达到|较)?"?(优秀|优|良好|良|中等|中|差|较差|不合格|合格)"?(?:级|等|档|等次|等级)?(?=[。;,、)!"\s]|$|的)/g;

/** 其中产出指标自评得分49分: what a part got. */
function isOfPart(before: string, found: string): boolean {
  if (/其中[^。;]*$/.test(before)) return true;
  return !/合计|总|综合/.test(found) && /(?:指标|产出|效益|效果|满意度|成本|投入|过程|决策|预算执行|执行率|管理|履职|能力建设|部分|方面|一项|两项)(?:情况|得分)?$/.test(before);
}

/** Every place where running text claims a total or a grade of the whole. */
export function claimsOf(lines: readonly PrintedLine[]): readonly Claim[] {
  return lines.flatMap((line) => {
    // (满分20分,自评19.2分) is what one part got.
    const text = plainOf(line).replace(/\([^()]*(?:满分|分值|权重)[^()]*\)/g, '');
    return text
      .split(/(?<=[。;!])/)
      .flatMap((sentence): readonly Claim[] => {
        const total = [...sentence.matchAll(totalPattern)].findLast((match) => !isOfPart(sentence.slice(0, match.index), match[0]))?.[1] ?? null;
        const word = [...sentence.matchAll(gradePattern)].at(-1)?.[1];
        const grade = word === undefined ? null : (gradeWords[word] ?? null);
        return total === null && grade === null ? [] : [{ total, grade, text: sentence.trim(), location: line.location }];
      });
  });
}

/** 优☑ 良□ 中□ 差□, or ☑优 □良 □中 □差: the one that is ticked. */
function ticked(text: string): string | null {
  const bare = text.replace(/\s/g, '');
  if (!/[□☐○]/.test(bare)) return null;
  return (/^[☑√✓✔■□☐○]/.test(bare) ? /[☑√✓✔■](\p{Script=Han}+)/u : /(\p{Script=Han}+)[(]?[☑√✓✔■]/u).exec(bare)?.[1] ?? null;
}

/** A grade word that fills its cell: 优, 优秀, ☑优. */
export function gradeOfCell(text: string): Rating | null {
  const choice = ticked(plainText(text));
  if (choice !== null) return gradeWords[choice] ?? null;
  return gradeWords[plainText(text).replace(/^[☑√✓■]\s*/, '').replace(/级$/, '')] ?? null;
}
