import type { Row } from './rows.js';
import { speaksOf } from './rows.js';
import { sentencesAbout, type Sentence } from './sentences.js';
import type { View } from './view.js';

/** A cell that says something: 无, — and / are printed where nothing is to say. */
export function hasText(text: string | null): boolean {
  return text !== null && !/^(?:无|没有|不涉及|-+|—+|\/|\\|\s)*$/.test(text.trim());
}

const reasonWords = /因|由于|原因|但|未|尚|不足|不够|不高|不全|不到位|不及时|滞后|缺|欠|低于|少于|结余|节约|节余|推迟|延迟|影响|扣/;
const measureWords = /措施|加强|加快|强化|完善|改进|督促|落实|推进|提高|规范|健全|优化|将|计划|进一步|下一步|今后|整改|调整|积极|争取|协调/;

export function reasonSentences(view: View): readonly Sentence[] {
  return sentencesAbout(view.sentences, view.document, 'reasons').filter((sentence) => !sentence.topics.has('measures') || reasonWords.test(sentence.text));
}

export function measureSentences(view: View): readonly Sentence[] {
  return sentencesAbout(view.sentences, view.document, 'measures').filter((sentence) => measureWords.test(sentence.text));
}

/** Whether it is said why a row lost points: in its own cell or sentence, or where the report explains its deviations. */
export function hasReason(row: Row, reasons: readonly Sentence[]): boolean {
  if (hasText(row.item.reason)) return true;
  const inline = row.item.reason === null && reasonWords.test(row.said.replace(/(?:本年度?|全年)?(?:无|没有)结转结余/g, ''));
  return inline || reasons.some((sentence) => speaksOf(sentence.text, row));
}

export function hasMeasure(row: Row, measures: readonly Sentence[]): boolean {
  return (hasText(row.item.reason) && measureWords.test(row.item.reason ?? '')) || measures.some((sentence) => speaksOf(sentence.text, row));
}

/** Whether the document has a place for reasons and measures at all: a column, or a chapter. */
export function hasPlaceForReasons(view: View): boolean {
  return (view.document.columns?.includes('reason') ?? false) || view.sentences.some(({ topics }) => topics.has('reasons') || topics.has('measures'));
}

/** The execution row of a money block has no cell for a reason, as the rows of the table have. */
export function hasPlaceForReason({ item }: Row, { prose, sentences }: View): boolean {
  return prose || !item.isExecution || item.reason !== null || sentences.some(({ topics }) => topics.has('reasons'));
}
