import type { Row } from './rows.js';
import { sharedWords, speaksOf } from './rows.js';
import { sentencesAbout, type Sentence } from './sentences.js';
import type { View } from './view.js';

/** A cell that says something: 无, — and / are printed where nothing is to say. */
export function hasText(text: string | null): boolean {
  return text !== null && !/^(?:无|没有|不涉及|-+|—+|\/|\\|\s)*$/.test(text.trim());
}

const reasonWords = /因|由于|原因|但|未|尚|不足|不够|不高|不全|不到位|不及时|滞后|缺|欠|低于|少于|结余|节约|节余|推迟|延迟|影响|慢|扣|故障(?!率|处|报|排|抢)|停[工产运]|受灾|暂停|延期(?!率)|空缺|压减/;
const measureWords = /由[^,。;]{2,16}(?:负责|牵头|及时|尽快|抓紧|逐步)|前(?:完成|配齐|更换|整改)|建立|清理|确保|措施|加强|加快|强化|完善|改进|督促|落实|推进|提高|规范|健全|优化|将|计划|进一步|下一步|今后|整改|调整|积极|争取|协调|加大|补[足齐上植造种]|提前|尽快|尽早|继续|持续|跟踪|督办|拟|增[加强设派]|改为|后续|下年|明年|次年/;

/** 已换用低毒饵剂, 已补训, 已催办: what was done about it is a measure as well; 已停用 and 已完成 only tell how it is. */
const measureTaken = /已(?:经|于[^,。;]{1,12})?(?:重新|及时|全部|全面|逐一)?(?:[更调]?换|补|组织|培训|催|对接|更[新正]|调[整剂]|[检抢维]?修|整改|纠正|约谈|通报|责成|要求|联系|协商|督|追[回缴责]|退[回还]|安排)/;
/** 扣分原因:…。改进措施:按实际用量编制采购计划: said with the row itself. */
const labelledMeasure = /(?:改进|整改|下一步)(?:措施|计划|打算|办法)[:为][^,。;]{4}/;

/** 由文保股2024年4月底前更新: what is to happen by a day ahead, or in a year after the reported one, is a measure by whatever verb. */
function isMeasure(text: string, year: number | null): boolean {
  return measureWords.test(text) || measureTaken.test(text) || /(?:月(?:底|末|中旬|\d{1,2}日)?|季度|年底|年内)之?前/.test(text) || (year !== null && [...text.matchAll(/(?<!\d)(20\d{2})年/g)].some((match) => Number(match[1]) > year));
}

/** Sentences of the chapter on reasons, and any outside the table that says what points were taken off for. */
export function reasonSentences(view: View): readonly Sentence[] {
  const about = sentencesAbout(view.sentences, view.document, 'reasons').filter((sentence) => !sentence.topics.has('measures') || reasonWords.test(sentence.text));
  const elsewhere = view.sentences.filter((sentence) => !sentence.inRow && view.document.passages[sentence.passage]?.role === 'paragraph' && /扣(?:减|除)?\d|扣分|失分|原因|因(?!此|而|素|地)/.test(sentence.text) && !/每[^,。]{0,16}扣/.test(sentence.text));
  return [...about, ...elsewhere.filter((sentence) => !about.includes(sentence))];
}

export function measureSentences(view: View): readonly Sentence[] {
  // Below a heading of measures alone every sentence is one, by whatever words.
  return sentencesAbout(view.sentences, view.document, 'measures').filter((sentence) => !sentence.topics.has('reasons') || isMeasure(sentence.text, view.document.year));
}

/** Whether it is said why a row lost points: in its own cell or sentence, or where the report explains its deviations. */
export function hasReason(row: Row, reasons: readonly Sentence[]): boolean {
  if (hasText(row.item.reason)) return true;
  const inline = row.item.reason === null && reasonWords.test(row.said.replace(/(?:本年度?|全年)?(?:无|没有)结转结余/g, ''));
  return inline || reasons.some((sentence) => speaksOf(sentence.text, row));
}

/** Whether the form says why a row lost points although it met its target: beside it, or where it speaks of this row and of what went wrong. */
export function isExplained(row: Row, reasons: readonly Sentence[]): boolean {
  return hasText(row.item.reason) || reasons.some(({ text }) => reasonWords.test(text) && speaksOf(text, row));
}

/** Characters of a reason that has room for one word only: 配送不及时. */
const shortReason = 6;

export function hasMeasure(row: Row, measures: readonly Sentence[], reasons: readonly Sentence[], year: number | null): boolean {
  const { name } = row.item;
  // A measure need not name the row: it may speak of what went wrong, as the row or the chapter on reasons says it.
  const told = reasons.flatMap(({ text }) => text.split(/[。;]/)).filter((clause) => speaksOf(clause, row));
  const wrong = [row.item.reason ?? row.said.split(/[。;]/).filter((clause) => reasonWords.test(clause)).join(''), ...told].join(';');
  return (hasText(row.item.reason) && isMeasure(row.item.reason ?? '', year)) || labelledMeasure.test(row.said) || measures.some((sentence) => speaksOf(sentence.text, row) || sharedWords(name, sentence.text) * 4 >= name.length || sharedWords(wrong, sentence.text) >= (wrong.length <= shortReason || sentence.labelled ? 1 : 2));
}

/** Whether the document has a place for reasons and measures at all: a column, or a chapter. */
export function hasPlaceForReasons(view: View): boolean {
  return (view.document.columns?.includes('reason') ?? false) || view.sentences.some(({ topics }) => topics.has('reasons') || topics.has('measures'));
}

/** The execution row of a money block has no cell for a reason, as the rows of the table have. */
export function hasPlaceForReason({ item }: Row, { prose, sentences }: View): boolean {
  return prose || !item.isExecution || item.reason !== null || sentences.some(({ topics }) => topics.has('reasons'));
}
