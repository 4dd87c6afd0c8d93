import { plainOf } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

const goalWords = /总体(?:绩效)?目标|年度(?:绩效|总体)?目标|绩效总目标|整体绩效目标|年度主要任务|预期目标/;
/** What a form calls them. */
const goalCell = /^(?:当年|年初|全年|年度|本年度?)(?:\([^()]*\))?(?:整体|总体)?(?:设定)?的?(?:绩效)?目标(?:值)?(?:\([^()]*\))?$/;
/** (三)绩效目标。…: a paragraph that begins with its own heading. */
const goalHead = /^(?:\([一二三四五六七八九十]+\)|\d{1,2}[.、])(?:项目|年度|部门)?绩效目标[。:]./;
/** Beside one of these it heads a column of the rows' own targets. */
const headOfRows = /值$|权重|得分/;
const assessed = /目标|任务|完成|实现|达成/;

/** A heading may end in a full stop. */
const headingMark = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])/;
const longestHeading = 40;

/** The overall goal is stated, and what became of it is said; a chapter of that name which speaks only of money does neither. */
export const C2: Rule = {
  id: 'C2',
  severity: 'note',
  source: 'domain.md A4 C2',
  kinds: reportingKinds,
  check: ({ document, sentences, blank }) => {
    if (blank || document.items.length === 0) return [];
    const plain = document.passages.map(plainOf);
    if (!plain.some((text, index) => goalWords.test(text) || goalHead.test(text) || (document.passages[index]?.role === 'cell' && goalCell.test(text) && !plain.slice(index + 1, index + 3).some((next) => headOfRows.test(next))))) return [{ location: null, variant: 'none' }];
    const isHeading = (index: number) => document.passages[index]?.role === 'heading' || (headingMark.test(plain[index] ?? '') && (plain[index] ?? '').length <= longestHeading);
    const at = plain.findIndex((text, index) => isHeading(index) && goalWords.test(text));
    const passage = document.passages[at];
    if (passage === undefined || passage.role === 'cell') return [];
    const next = plain.findIndex((_, index) => index > at && isHeading(index));
    const end = next < 0 ? plain.length : next;
    const body = sentences.filter((sentence) => sentence.passage > at && sentence.passage < end && !sentence.inRow);
    // A heading right below it is where its body goes on.
    if (next === at + 1 || body.some(({ text }) => assessed.test(text))) return [];
    return [{ location: passage.location, variant: 'notAssessed', params: { heading: (plain[at] ?? '').slice(0, 30) } }];
  },
};
