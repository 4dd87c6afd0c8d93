import { entityKind, type Rule } from '../rule.js';

const cited = /《([^《》]{4,80}(?:办法|制度|规程|规定|细则)(?:\((?:试行|暂行|修订)\))?)》/g;
/** Laws and national rules are known by their name. */
const national = /^(?:中华人民共和国|中共中央|国务院|政府会计|行政单位|事业单位|预算法|会计|党政机关)/;
const numbered = /^(?:\s*[((][^()]{0,30}(?:[〔[(]\d{4}[〕\])]|\d{4}年?)\D{0,4}\d+号|\s*[〔[]\d{4}|[^,。;《]{0,12}(?:\d+号|20\d{2}年))/;

/** A rule that is cited can be found: by number and date. Told once with how many cannot. */
export const C5: Rule = {
  id: 'C5',
  severity: 'note',
  source: 'domain.md A4 C5',
  kinds: entityKind,
  check: ({ sentences }) => {
    const bare = sentences.filter(({ text }) => text.includes('《')).flatMap(({ text, location }) =>
      [...text.matchAll(cited)].flatMap((match) => {
        const [whole, name = ''] = match;
        const after = text.slice(match.index + whole.length);
        const before = text.slice(Math.max(0, match.index - 16), match.index);
        return national.test(name) || numbered.test(after) || /号\)?$|〕\d+号/.test(before) ? [] : [{ location, name }];
      }),
    );
    const [first] = bare;
    return first === undefined ? [] : [{ location: first.location, actual: first.name, params: { name: first.name, count: String(bare.length) } }];
  },
};
