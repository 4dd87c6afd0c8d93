import type { Formula, Operand } from '../words/formulas.js';
import type { Row } from './rows.js';
import type { View } from './view.js';

/** A row that is a quotient by its name, with what its text gives of the operands. */
export type BoundRow = { readonly row: Row; readonly formula: Formula; readonly missing: readonly Operand[]; readonly figures: number };

const figurePattern = { people: /\d+(?:人|名|个)?/g, money: /\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)/g, count: /\d+(?:项|件|个|次|份|条)?/g } as const;

/** A unit's own authorised posts, as the profile states them; posts that were given to others (核增, 划入) are theirs. */
const ownPosts = /(?:核定|批准|现有|共有|人员|总|机关|编委)(?:\p{Script=Han}{0,6})?编制(?:数|总数|人数|总额)?(?:共计?|为|是|:)?\d+|编制(?:数|总数|人数)[^\d,。;]{0,4}\d+|核定(?:行政|事业|全额)?编制|(?<=^|[,;。:、])编制\d+(?:人|名|个)/u;

/** 年末在职36人,上年37人: staff of two years in one cell. */
const staffOfTwoYears = /(?:上年|去年|年初|上一年)[^,;。]{0,8}?\d+(?:人|名|个)/;

/** Rows of a table that say themselves what they were computed from, and that it is staff over staff; no cell and no sentence names the posts. */
function staffOverStaff({ document, rows, sentences, thresholds }: View): readonly BoundRow[] {
  const posts = /编制[^,;。]{0,8}\d|\d+(?:名|个)?(?:\p{Script=Han}{0,4})编制/u;
  if (document.columns === null || sentences.some(({ text }) => posts.test(text))) return [];
  return rows.flatMap((row): readonly BoundRow[] => {
    const formula = thresholds.formulas.find(({ name, unit }) => unit === 'people' && name.test(row.item.name));
    if (formula === undefined || row.score === null || !staffOfTwoYears.test(row.said)) return [];
    const figures = (row.said.match(/\d+(?:人|名|个)/g) ?? []).length;
    return figures < 2 ? [] : [{ row, formula, missing: formula.operands.filter(({ name }) => name === '编制数'), figures }];
  });
}

/**
 * Rows whose name demands operands (template data), with those that neither the row nor the document gives. Only rows in running text:
 * a form prints the rate in its cell and has no room for what it is made of, unless the cell itself says that it is something else.
 */
export function boundRows(view: View): readonly BoundRow[] {
  if (!view.prose) return staffOverStaff(view);
  const statesPosts = view.sentences.some(({ text, inRow }) => !inRow && !/核增|划入|核减/.test(text) && ownPosts.test(text));
  return view.rows.flatMap((row): readonly BoundRow[] => {
    const formula = view.thresholds.formulas.find(({ name }) => name.test(row.item.name));
    if (formula === undefined || row.withoutBase || row.score === null) return [];
    const said = row.said.replace(/\d+(?:\.\d+)?%/g, '');
    const given = (operand: Operand) => operand.words.some((word) => said.includes(word)) || (operand.name === '编制数' && (statesPosts || ownPosts.test(said)));
    return [{ row, formula, missing: formula.operands.filter((operand) => !given(operand)), figures: (said.match(figurePattern[formula.unit]) ?? []).length }];
  });
}
