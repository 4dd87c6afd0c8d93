import { gradeOfCell, numberOfCell, type Rating } from '@hengji/domain';
import { plain, tight } from './wording.js';

/** 99.5分,等级:优; 99.5(优); 99.5分优. */
const both = /^(\d{1,3}(?:\.\d+)?)分?[,;(、]?(?:自评|评价|绩效|评定)*(?:等级|等次|级别|结论|结果)?(?:评定)?[为是:]*"?(优秀?|良好?|中等?|较?差|不?合格)"?(?:级|等|等次|等级)?\)?$/;

/** The score and its grade in one cell that says nothing else. `text`: the word as printed. */
export function scoreAndGradeOf(cell: string): { readonly score: string; readonly grade: Rating; readonly text: string } | null {
  const [, score = '', text = ''] = both.exec(tight(cell)) ?? [];
  const grade = gradeOfCell(text);
  return score === '' || grade === null ? null : { score, grade, text };
}

/** The score of a cell that holds nothing else but its grade. */
export function scoreOfCell(cell: string): string | null {
  return numberOfCell(plain(cell)) ?? scoreAndGradeOf(cell)?.score ?? null;
}
