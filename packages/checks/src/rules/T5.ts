import type { Found } from '../finding.js';
import { reportingKinds, type Rule } from '../rule.js';

const wrongWord = /截止(?=目前|到|至|20\d{2}年|\d{1,2}月|年底|年末|当前)/g;
const noDate = /截[至止](?:目前|当前)|目前为止/g;

/** 截止目前 should be 截至, and a report on a year says which day it means. Each told once, with how often. */
export const T5: Rule = {
  id: 'T5',
  severity: 'note',
  source: 'domain.md A4 T5',
  kinds: reportingKinds,
  check: ({ sentences }) => {
    const about = sentences.filter(({ text }) => /截|目前为止/.test(text));
    const count = (pattern: RegExp) => about.flatMap(({ text, location }) => [...text.matchAll(pattern)].map((match) => ({ location, found: match[0] })));
    const [words, dates] = [count(wrongWord), count(noDate)];
    const [word, date] = [words[0], dates[0]];
    const found: readonly (Found | null)[] = [
      word === undefined ? null : { location: word.location, variant: 'word', expected: '截至', actual: '截止', proposal: '截至', params: { count: String(words.length) } },
      date === undefined ? null : { location: date.location, variant: 'date', actual: date.found, params: { text: date.found, count: String(dates.length) } },
    ];
    return found.filter((one) => one !== null);
  },
};
