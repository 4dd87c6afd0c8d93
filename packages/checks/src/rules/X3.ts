import type { Found } from '../finding.js';
import { reportingKinds, type Rule } from '../rule.js';

const noAudit = /(?:未|没有)(?:进行|接受|开展|涉及)[^,。;]{0,4}审计|无审计(?!机关)/;
const audited = /审计(?:局|厅|署|机关|组|部门)?[^,。;]{0,12}(?:提出|发现|指出|反馈|出具)/;
const notMade = /未(?:编制|制定|建立)([\p{Script=Han}]{2,20}?(?:清单|制度|方案|台账|预案|目录|办法))/gu;

/** Two sentences that seem to contradict each other about an audit or a document; both may be true of different years or bodies, so this asks. */
export const X3: Rule = {
  id: 'X3',
  severity: 'note',
  source: 'domain.md A4 X3',
  kinds: reportingKinds,
  check: ({ sentences }) => {
    const denied = sentences.find(({ text }) => noAudit.test(text));
    const reported = sentences.find(({ text }) => audited.test(text) && !noAudit.test(text) && !/(?:未|没有)(?:发现|提出|指出)/.test(text));
    const audit: readonly Found[] = denied === undefined || reported === undefined ? [] : [{ location: denied.location, variant: 'audit', params: { one: clip(denied.text, noAudit), other: clip(reported.text, audited) } }];
    // A report may say the same of one thing many times.
    const known = new Map<string, string | undefined>();
    const madeElsewhere = (thing: string) => {
      if (!known.has(thing)) {
        const made = new RegExp(`20\\d{2}年(?:编制|制定|建立)的?${thing}`);
        known.set(thing, sentences.map((sentence) => made.exec(sentence.text)?.[0]).find((found) => found !== undefined));
      }
      return known.get(thing);
    };
    const lists = sentences.flatMap(({ text, location }) =>
      [...text.matchAll(notMade)].flatMap((match): readonly Found[] => {
        const [whole, thing = ''] = match;
        const other = madeElsewhere(thing);
        return other === undefined ? [] : [{ location, variant: 'document', params: { one: whole, other } }];
      }),
    );
    return [...audit, ...lists];
  },
};

/** The few words around what was matched. */
function clip(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  return match === null ? text.slice(0, 20) : text.slice(Math.max(0, match.index - 6), match.index + match[0].length + 6);
}
