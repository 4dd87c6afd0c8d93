import type { Sentence } from './sentences.js';

/** Clauses that say that monitoring was done; a rule's title (《…运行监控管理办法》) and a plan are none. */
export function monitoringSentences(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.flatMap((sentence) =>
    sentence.text
      .replace(/《[^》]*》/g, '')
      .split(/;/)
      .filter((text) => /(?:运行|跟踪|绩效|动态)监控/.test(text) && /开展|实施|进行|完成|采取|组织|对/.test(text) && !/将|下一步|拟|计划|今后/.test(text))
      .map((text) => ({ ...sentence, text })),
  );
}

const periodPatterns: readonly (readonly ['throughJune' | 'throughSeptember', RegExp])[] = [
  ['throughJune', /1\s*[-~至到—]\s*6月?|上半年|半年|6月/],
  ['throughSeptember', /1\s*[-~至到—]\s*9月?|前三季度|三季度|9月/],
];

/** Checkpoints that the sentences name. */
export function periodsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(periodPatterns.filter(([, pattern]) => texts.some((text) => pattern.test(text))).map(([period]) => period));
}
