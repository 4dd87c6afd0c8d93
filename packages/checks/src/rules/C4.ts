import { plainOf } from '@hengji/domain';
import { entityKind, type Rule } from '../rule.js';

const chapterMark = /^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、)/;
/** Fewer chapters are a form with some text, no report. */
const leastChapters = 3;

/** A report has the chapters of the outline, by whatever title. */
export const C4: Rule = {
  id: 'C4',
  severity: 'note',
  source: 'domain.md A4 C4, C5',
  kinds: entityKind,
  check: ({ document, thresholds }) => {
    const headings = document.passages.filter(({ role }) => role === 'heading').map(plainOf);
    if (headings.filter((heading) => chapterMark.test(heading)).length < leastChapters) return [];
    const missing = thresholds.outline.filter(({ words }) => !headings.some((heading) => words.some((word) => heading.includes(word)))).map(({ title }) => title);
    return missing.length === 0 ? [] : [{ location: null, expected: missing.join('、'), params: { missing: missing.join('、') } }];
  },
};
