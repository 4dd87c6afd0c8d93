import { entityKind, type Rule } from '../rule.js';
import { recipients } from '../words/recipients.js';

const paid = /(?:支付|拨付|发放|兑付|补助|补贴)[^,。;]{0,8}$/;
const boilerplate = /申报条件|虚报项目/;

/** Money is said to go to whom this department does not pay: a sentence that was copied from another's report. */
export const T2: Rule = {
  id: 'T2',
  severity: 'warning',
  source: 'domain.md A4 T2',
  kinds: entityKind,
  check: ({ document, sentences }) => {
    const own = [document.unit ?? '', document.title ?? ''].join('');
    const rows = [...document.items.map(({ name, text }) => `${name}${text}`), ...document.levels.map(({ name }) => name), ...document.money.map(({ label }) => label)].join('');
    return recipients.flatMap(({ word, pattern, payers }) => {
      if (payers.test(own) || pattern.test(rows)) return [];
      const sentence = sentences.find(({ text }) => {
        const at = text.search(pattern);
        return at >= 0 && (paid.test(text.slice(0, at)) || (boilerplate.test(text) && /资金/.test(text)));
      });
      return sentence === undefined ? [] : [{ location: sentence.location, actual: word, params: { word } }];
    });
  },
};
