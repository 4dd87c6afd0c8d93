import type { Location } from '@hengji/domain';
import type { Found } from '../finding.js';
import { reportingKinds, type Rule } from '../rule.js';

const markup = /\[?bookmark:|_GoBack|HYPERLINK|MERGEFORMAT|PAGEREF|_Toc\d+|&nbsp;|&[a-z]{2,6};|<\/?[a-z]+>/i;
const placeholder = /[（(]\s*\d+\s*字(?:以内|左右|以下)\s*[）)]|此处(?:填写|输入)|请(?:填写|输入)|[（(]请[^）)]{2,20}[）)]|示例[:：]/;
/** A space between two Chinese characters of a running sentence; in short lines it is there on purpose (单 位, 年 月 日). */
const gap = /(?<=\p{Script=Han})[ \u3000]+(?=\p{Script=Han})(?![\p{Script=Han}]{2,8}[:：])/u;
/** A row of fields has none of these: 填报人：李华 联系电话：…. */
const sentenceMark = /[，。；,;]/;
const shortLine = 40;

/** What a conversion or a form left behind: markup, placeholders, spaces within words. Each told once, with how often. */
export const T6: Rule = {
  id: 'T6',
  severity: 'note',
  source: 'domain.md A4 T6',
  kinds: reportingKinds,
  check: ({ document, blank }) => {
    const places = (pattern: RegExp, from: readonly { readonly text: string; readonly location: Location }[]) =>
      from.flatMap(({ text, location }) => {
        const match = pattern.exec(text);
        return match === null ? [] : [{ location, text: text.slice(Math.max(0, match.index - 2), match.index + match[0].length + 2).trim() }];
      });
    const told = (variant: string, found: readonly { readonly location: Location; readonly text: string }[]): readonly Found[] => {
      const [first] = found;
      return first === undefined ? [] : [{ location: first.location, variant, actual: first.text, params: { text: first.text, count: String(found.length) } }];
    };
    const running = document.passages.filter(({ role, text }) => role === 'paragraph' && text.length >= shortLine && sentenceMark.test(text));
    return [...told('markup', places(markup, document.passages)), ...(blank ? [] : told('placeholder', places(placeholder, document.passages))), ...told('spaces', places(gap, running))];
  },
};
