import { plainOf } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

const blocks: readonly (readonly [string, RegExp])[] = [
  ['@date', /(?:20\d{2}|二[〇○零]\S{2})年\s*\d{0,2}[一二三四五六七八九十]*月\s*[\d一二三四五六七八九十]{1,3}日|(?:填报|报告|评价)(?:日期|时间)[::]?\s*20\d{2}|20\d{2}[-./]\d{1,2}[-./]\d{1,2}/],
  ['@signer', /填报人|填表人|负责人|联系人|签字|签章|经办人/],
  ['@seal', /盖章|公章|签章/],
];

/** A dossier has its date, its signers, its seal and its score table. Pictures of a seal cannot be read, so this only notes what no word speaks of. */
export const C1: Rule = {
  id: 'C1',
  severity: 'note',
  source: 'domain.md A4 C1',
  kinds: reportingKinds,
  check: ({ document, blank }) => {
    if (blank) return [];
    const text = document.passages.map(plainOf).join('\n');
    const missing = [...blocks.filter(([, pattern]) => !pattern.test(text)).map(([name]) => name), ...(document.items.length === 0 ? ['@scoreTable'] : [])];
    return missing.length === 0 ? [] : [{ location: null, params: { missing: missing.join(',') } }];
  },
};
