import { statesTotal, type ReadDocument } from '@hengji/domain';
import type { Flow, FlowCell, FlowLine, FlowPicture, FlowTable } from './flow.js';
import { scoreIn, type NarrativeRows } from './narrativeRows.js';
import { numberingOf, plain, plainOf } from './wording.js';
import { scoreHeading } from './columns.js';

/** What looks like something and was read as nothing: the reader says it rather than pass over it. */

type Unread = ReadDocument['unread'];

/** A line that states the score of something, where it was read as no row, level or total; and the head of a table that is none. */
export function unreadLines(lines: readonly FlowLine[], { items, levels }: Pick<NarrativeRows, 'items' | 'levels'>): Unread {
  const read = new Set([...items, ...levels].map(({ location }) => JSON.stringify({ ...location, item: undefined })));
  return lines.flatMap((line) => {
    const text = plainOf(line);
    if (read.has(JSON.stringify(line.location)) || text.length > longestRow) return [];
    if ((/[一三]级指标.{0,60}(?:分值|权重|得分|指标值|目标值)/.test(text) || headsScores(line)) && !/[。;]/.test(text)) return [{ location: line.location, reason: 'unreadTable' }];
    const { rank, rest } = numberingOf(text);
    const stated = rank !== 'none' && (scoreIn(text, null) !== null || isScored(rest)) && !statesTotal(line);
    return stated && !/每|扣完|不得分|得满分|以上的?得|以下的?得|的,?扣/.test(text) ? [{ location: line.location, reason: 'unreadRow' }] : [];
  });
}

/** Two headings of a score table among few words: 指标 评分标准 标准分值 自评得分. */
function headsScores({ text }: FlowLine): boolean {
  const words = text.length > 200 ? [] : text.trim().split(/\s+/).map((word) => plain(word));
  return words.length >= 3 && !words.some((word) => /(?:预算|执行|决算)数/.test(word)) && new Set(words.filter((word) => scoreHeading.test(word))).size >= 2;
}

/** 预算执行率(9.7/10):…, or 预算执行率(10分):…,扣0.3分. */
function isScored(text: string): boolean {
  const [, got, of] = /^[^()。;,:]{2,40}\((\d{1,2}(?:\.\d+)?)\/(\d{1,2})\)/.exec(text) ?? [];
  return got === undefined || of === undefined ? /^[^()。;,:]{2,40}\(\d{1,2}(?:\.\d+)?分\).*扣减?\d+(?:\.\d+)?分/.test(text) : Number(got) <= Number(of);
}

/** A row of a money block: what it is, and figures behind it. */
const moneyLine = /^(?:年初|全年|调整后|调整)?(?:预算|执行|决算)数?(?:\([^)]*\))?[\s:]*\d|(?:资金总额|金额合计|支出总额|预算数|执行数|财政拨款)(?:\([^)]*\)?)?[\s:]*\d/;

/**
 * Where no rules are drawn around a money block, and its rows stand as lines, or with several figures in a cell, and were read as no
 * money, the first of them is told. A line of running text is none.
 */
export function unreadMoney(lines: readonly FlowLine[], tables: readonly FlowTable[]): Unread {
  const line = lines.find((one) => {
    const text = plainOf(one);
    return text.length <= longestMoneyLine && moneyLine.test(text) && !/[。;]|,\p{Script=Han}|\p{Script=Han},/u.test(text);
  });
  const first = line ?? tables.flatMap(({ rows }) => rows.filter((row, at) => headsMoney(row) && rows.slice(at + 1, at + 1 + rowsBelowHead).some(hasAmount))).flatMap(([cell]) => cell ?? [])[0];
  return first === undefined ? [] : [{ location: first.location, reason: 'unreadMoney' }];
}

/** Rows: a head may be two of them high. */
const rowsBelowHead = 3;

function headsMoney(row: readonly FlowCell[]): boolean {
  const texts = row.map(plainOf);
  return [/^(?:年初|全年|调整)?预算数/, /^(?:全年)?(?:执行|决算)数/].every((head) => texts.some((text) => head.test(text)));
}

function hasAmount(row: readonly FlowCell[]): boolean {
  return row.some(({ text }) => /\d\.\s*\d/.test(text) && !/[^\d,.\s]/.test(text));
}

function reasonOf({ size, location }: FlowPicture): string {
  return size === 'page' ? 'scannedPage' : 'sheet' in location ? 'pictureHere' : 'picture';
}

/** Formulas are not computed here. */
export function unreadFormulas(flow: Flow): Unread {
  return flow.flatMap((block) => (block.kind === 'formula' ? [{ location: block.location, reason: 'uncomputed' }] : []));
}

/** Rows and tables of a text whose cells were not told apart. */
export function untoldIn(flow: Flow): Unread {
  return flow.flatMap((block) => (block.kind === 'untold' ? [{ location: block.location, reason: block.reason }] : []));
}

/** Nothing is read from pictures. One whose size is not told is worth a word only where no table was found without it. */
export function unreadPictures(flow: Flow, tabular: boolean): Unread {
  return flow.flatMap((block) => (block.kind !== 'picture' || (block.size === 'unsure' && tabular) ? [] : [{ location: block.location, reason: reasonOf(block) }]));
}

/** Characters. */
const longestMoneyLine = 120;

/** Characters; what is longer is a paragraph of a report that speaks of many things. */
const longestRow = 400;
