import { reportingKinds, type Rule } from '../rule.js';

const counted = /(?<![\d.,])(\d{2,})(名|人|件|项|起|户)/g;
const sameThing = /年初|年末|在职|在编|实有|编制数|上述|以上|该|其中|均(?=合格|为|已)|分别|同上/;

/** 名 and 人 both count people. */
function measureOf(word: string): string {
  return word === '名' ? '人' : word;
}

/** Two neighbouring sentences about different matters give the same count: a coincidence, or one figure copied for the other. It asks. */
export const X5: Rule = {
  id: 'X5',
  severity: 'note',
  source: 'domain.md A4 X5',
  kinds: reportingKinds,
  check: ({ sentences }) =>
    sentences.flatMap((sentence, index) => {
      const before = sentences[index - 1];
      if (before === undefined || before.passage !== sentence.passage || sentence.inRow || sameThing.test(sentence.text)) return [];
      const earlier = new Set([...before.text.matchAll(counted)].map(([, count = '', word = '']) => `${count}${measureOf(word)}`));
      const repeated = [...sentence.text.matchAll(counted)].find(([, count = '', word = '']) => earlier.has(`${count}${measureOf(word)}`));
      return repeated === undefined ? [] : [{ location: sentence.location, actual: repeated[0], params: { count: repeated[0] } }];
    }),
};
