import type { ReadDocument } from '@hengji/domain';

type Claim = ReadDocument['totals']['claims'][number];

/** What forms call the ratings. */
export const ratingWords = { excellent: '优', good: '良', fair: '中', poor: '差' } as const;

/** Claims that are held against the rows: in a department's report not those of one project. */
export function ownClaims(document: ReadDocument): readonly Claim[] {
  return document.totals.claims.filter(({ ofProject }) => ofProject !== true);
}

/** Claims about the overall result: not those of one project or indicator in a department's report, nor the sentence that explains the bands. */
export function overallClaims(document: ReadDocument): readonly Claim[] {
  return ownClaims(document).filter(({ text }) => {
    if (/分为|[0-9]\s*(?:[(（]含[)）])?\s*[-—~至]\s*[0-9]+\s*分?\s*[)）为]|[-—~至]\s*[0-9]+\s*分(?=评价|为)|以上为|以下为/.test(text)) return false;
    if (document.kind === 'projectSelfEvaluation' || /整体|部门|单位|总体|全年/.test(text)) return true;
    return !/项目(?!支出绩效自评)|指标|该项|财政局|财政厅|主管部门|上年|去年/.test(text);
  });
}
