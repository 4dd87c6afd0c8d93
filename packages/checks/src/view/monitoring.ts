import { checkpointMonths, checkpoints, type Checkpoint } from '@hengji/domain';
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

/** What people call a checkpoint beside its months. */
const alsoCalled: Readonly<Partial<Record<Checkpoint, string>>> = { throughMarch: '一季度', throughJune: '上半年|半年', throughSeptember: '三季度' };

/** Checkpoints that the sentences name. */
export function periodsIn(texts: readonly string[]): ReadonlySet<Checkpoint> {
  const named = (checkpoint: Checkpoint) => {
    const month = checkpointMonths[checkpoint];
    const other = alsoCalled[checkpoint];
    return new RegExp(`(?:^|[^\\d])1\\s*月?[-~至到—]\\s*${month}(?!\\d)|(?:^|[^\\d])${month}月${other === undefined ? '' : `|${other}`}`);
  };
  return new Set(checkpoints.filter((checkpoint) => texts.some((text) => named(checkpoint).test(text))));
}
