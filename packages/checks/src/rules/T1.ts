import { plainText } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { measureSentences } from '../view/reasons.js';

const shingle = 6;

function shingles(text: string): ReadonlySet<string> {
  const bare = plainText(text).replace(/[^\p{Script=Han}]/gu, '');
  return new Set(Array.from({ length: Math.max(0, bare.length - shingle + 1) }, (_, index) => bare.slice(index, index + shingle)));
}

/** A measure that another unit's report, or last year's, contains too was copied and says nothing about this unit. Silent without such reports. */
export const T1: Rule = {
  id: 'T1',
  severity: 'warning',
  source: 'domain.md A4 T1',
  kinds: reportingKinds,
  check: (view) => {
    const others = (view.context.others ?? []).map(({ label, document }) => ({ label, shingles: shingles(document.passages.map(({ text }) => text).join('')) }));
    return measureSentences(view).flatMap(({ text, location }) => {
      const own = [...shingles(text)];
      if (own.length < 10) return [];
      const shared = (all: ReadonlySet<string>) => Math.round((own.filter((part) => all.has(part)).length * 100) / own.length);
      const copied = others.map(({ label, shingles: all }) => ({ label, percent: shared(all) })).find(({ percent }) => percent >= view.thresholds.boilerplatePercent);
      return copied === undefined ? [] : [{ location, actual: `${copied.percent}%`, params: { label: copied.label, percent: `${copied.percent}%` } }];
    });
  },
};
