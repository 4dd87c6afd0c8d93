import { compareExact, exact, subtractExact, toTrimmed, type Location, type ReadItem, type ReadLevel } from '@hengji/domain';
import type { FlowLine } from './flow.js';
import { depthOfRank, leafDepth, withoutHeadings, type RankedRow } from './headingRows.js';
import { partsOfTotal } from './partsOfTotal.js';
import { bareName, numberingOf, plain, plainOf, type Numbering } from './wording.js';

/** Rows and headings of an indicator table that was written out as prose: 指标（5分）：… 得分4分. */
export type NarrativeRows = {
  readonly items: readonly ReadItem[];
  readonly levels: readonly ReadLevel[];
  /** What each row and scored heading got, by its line: no claim of the whole. */
  readonly scores: readonly { readonly location: Location; readonly score: string }[];
};

const number = '(\\d+(?:\\.\\d+)?)';
const weight = `[(\\[](?:分值|权重|满分|标准分|共|计)?[:为]?${number}(?:分|%)[)\\]]`;
const label = '[^()。;;:,]{2,40}?';

/** NAME(5分):… — a row or a heading with the weight it declares; `rest` is what is said about it. */
const weighedPattern = new RegExp(`^("?${label}"?[。.]?)${weight}[。.:,、]?(.*)$`);
/** NAME,分值5分,… — the same without brackets. */
const statedPattern = new RegExp(`^("?${label}"?)[:,。]?(?:该?(?:项)?(?:指标)?)?(?:分值|权重|满分|标准分)[:为是]?${number}(?:分|%)?[。.:,;、]?(.*)$`);

/** NAME。… 该指标分值5分,自评得5分。 — what was done first, and the points at the end. */
const closedPattern = new RegExp(`^("?${label}"?)[。:,](.*?[。;,:](?:该|本|此|其)?项?(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分)[:为是]?(\\d{1,2}(?:\\.\\d+)?)分[,;。、].*)$`);

/** 得分4分, 得4分, 自评得分为4.5分, 实得5分, 计4分; also 得分:4, 评分4 and 不得分. The last one counts: a sentence may first say how points are lost. */
const scorePattern = new RegExp(`(?:自评得分|实际得分|实得分?|得分|自评|评分|得|计|记)[:为是]?${number}分|(?:得分|评分)[:为]?${number}(?![\\d.%])|(不得分|得满分|满分)(?=[。.;,、)]|$)`, 'g');

const points = '(?:分值|权重|满分|标准分|共)?[::为]?';
const got = '(?:自评|实际)?(?:得分?|评分|分)?[::为]?';
/** NAME(满分20分,自评19.2分):… — a part with both in its brackets: a row, unless rows of its own stand below it. Also the other way round, and as (19.2/20). */
const scoredPatterns = [
  { pattern: new RegExp(`^("?${label}"?)[(\\[]${points}${number}(?:分|%)[,、;]${got}${number}分[)\\]][。.:,、]?(.*)$`), weightAt: 2, scoreAt: 3 },
  { pattern: new RegExp(`^("?${label}"?)[(\\[](?:自评|实际)?(?:得分?|评分|自评)[::为]?${number}分?[,、;/](?:分值|权重|满分|标准分)[::为]?${number}(?:分|%)?[)\\]][。.:,、]?(.*)$`), weightAt: 3, scoreAt: 2 },
  { pattern: new RegExp(`^("?${label}"?)[(\\[]${got}(\\d{1,2}(?:\\.\\d+)?)分?/(\\d{1,2}(?:\\.\\d)?)分?[)\\]][。.:,、]?(.*)$`), weightAt: 3, scoreAt: 2 },
  // With the words for both the unit may be left out; behind a colon it may not.
  { pattern: new RegExp(`^("?${label}"?)[(\\[](?:分值|权重|满分|标准分)[::为]${number}(?:分|%)?[,、;](?:自评|实际)?(?:得分|评分|自评)[::为]${number}分?[)\\]][。.:,、]?(.*)$`), weightAt: 2, scoreAt: 3 },
  { pattern: new RegExp(`^("?${label}"?):(\\d{1,2}(?:\\.\\d+)?)/(\\d{1,2})分[,。;](.*)$`), weightAt: 3, scoreAt: 2 },
] as const;

/** NAME,…。(满分10分,自评9.5分): both in brackets at the end. */
const scoredLast = new RegExp(`^("?${label}"?)[。:,](.*?)[(\\[](?:分值|权重|满分|标准分)[::为]?${number}(?:分|%)[,、;](?:自评|实际)?(?:得分?|评分|自评)[::为]?${number}分[)\\]]。?$`);

type Scored = Declared & { readonly score: string };

/** A name with its points and its score in brackets; what got more than its points is a date or the like. */
function scoredIn(text: string): Scored | null {
  for (const { pattern, weightAt, scoreAt } of scoredPatterns) {
    const match = pattern.exec(text);
    const [whole, score] = [match?.[weightAt] ?? '', match?.[scoreAt] ?? ''];
    const [most, own] = [exact(whole), exact(score)];
    if (match !== null && most !== null && own !== null && (weightAt < scoreAt || compareExact(own, most) <= 0)) return { name: bareName(match[1] ?? ''), weight: whole, score, rest: match[4] ?? '' };
  }
  const [, name = '', said = '', whole = '', score = ''] = scoredLast.exec(text) ?? [];
  return bareName(name) === '' ? null : { name: bareName(name), weight: whole, score, rest: said };
}

/** 自评得分:9.5分 as all that a line says. */
function scoreAlone(text: string): string | null {
  return /^(?:该项|本项|指标)?(?:自评|实际)?(?:得分|评分)[:为]?(\d{1,3}(?:\.\d+)?)分?。?$/.exec(text)?.[1] ?? null;
}

/** NAME10分,…实得9.8分: no mark keeps the points from the name. */
const barePattern = new RegExp(`^([^()。;;:,\\d]{2,30})(\\d{1,2}(?:\\.\\d+)?)分[,;:](.*)$`);
/** Lines. Fewer of them may speak of any other points. */
const leastBare = 3;

type Declared = { readonly name: string; readonly weight: string; readonly rest: string };

function declared(text: string): Declared | null {
  const match = weighedPattern.exec(text) ?? statedPattern.exec(text);
  if (match === null) return declaredLast(text);
  const [, name = '', value = '', rest = ''] = match;
  const bare = bareName(name);
  // 满分100分,自评得分96.5分 is said of the whole.
  return bare === '' || value === '' || /^\d{3}/.test(value) ? null : { name: bare, weight: value, rest: rest.trim() };
}

function declaredLast(text: string): Declared | null {
  const [, name = '', rest = '', value = ''] = closedPattern.exec(text) ?? [];
  const bare = bareName(name);
  // Without a score it is a sentence about points in general.
  return bare === '' || /\d/.test(bare) || scoreIn(rest, value) === null ? null : { name: bare, weight: value, rest: rest.trim() };
}

function declaredBare(text: string): Declared | null {
  const [, name = '', value = '', rest = ''] = barePattern.exec(text) ?? [];
  const [own, got] = [exact(value), exact(scoreIn(rest, null) ?? '')];
  if (own === null || got === null || compareExact(got, own) > 0 || /[得扣每满共为是到]$|得分|评分|总分/.test(name)) return null;
  return { name: bareName(name), weight: value, rest: rest.trim() };
}

/** The score a text ends with; "不得分" is 0 and "得满分" the whole weight. Null when it says none. */
export function scoreIn(text: string, whole: string | null): string | null {
  const last = [...text.matchAll(scorePattern)].at(-1);
  if (last === undefined) return null;
  if (last[3] === '不得分') return '0';
  return last[1] ?? last[2] ?? whole;
}

/** 年度预算执行情况, 预算执行率 at the top of a table: the execution row of the money block, not one of its parts. */
export function isExecutionName(name: string): boolean {
  return /^(?:年度|全年|部门|整体)*(?:整体)?(?:支出)?预算(?:资金)?(?:总)?执行(?:率|情况|进度)?$/.test(name);
}

/** 每低1个百分点扣0.5分, 未完成的扣2分: how points are lost, and none that were. */
const deductionRule = /每|扣完|最多|的,?(?:不)?扣|以[上下内]|不得分|\d分?[-~至]\d/;

/** The score of a row that says what was taken off its points, once: 因工程尾款未支付,扣0.3分. */
function scoreLeft(text: string, whole: string): string | null {
  if (deductionRule.test(text)) return null;
  const [only, another] = [...text.matchAll(/扣(?:减|除|分|去)?[:为]?(\d+(?:\.\d+)?)分?/g)].map(([, figure = '']) => figure);
  if (only === undefined) return /(?:不|未|没有)扣分(?=[。;.,、)]|$)/.test(text) ? whole : null;
  const [most, lost] = [exact(whole), exact(only)];
  return another !== undefined || most === null || lost === null || compareExact(lost, most) > 0 ? null : toTrimmed(subtractExact(most, lost), 4);
}

type Heading = { readonly rank: Numbering['rank']; readonly level: ReadLevel };

/** 该项指标分值10分,自评得分9.6分: the points of something, and nothing else said of it. */
function isPoints(text: string): boolean {
  return text.replace(/(?:该|本|此|其)?项?(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分)[:为是]?\d+(?:\.\d+)?分?/g, '').replace(scorePattern, '').replace(/[,;。、:\s]/g, '') === '';
}

/** A row that a row below it makes a heading. `bracketed`: with both its weight and its score in brackets, as (满分20分,自评19.2分). */
type Part = { readonly rank: Numbering['rank']; readonly item: ReadItem; readonly above: readonly Heading[]; readonly bracketed: boolean };

/** A heading with points whose score may follow on a line of its own; then it is a row. */
type Pending = { readonly rank: Numbering['rank']; readonly above: readonly Heading[]; readonly level: ReadLevel; readonly line: FlowLine; readonly said: readonly string[] };

/** Lines between a heading and its score; more are a chapter. */
const mostBetween = 5;

/** A row, its rank, and whether a heading stands between it and the row before. */
type RankedItem = { readonly item: ReadItem; readonly rank: Numbering['rank']; readonly begins: boolean };

/**
 * Reads rows and headings. A line with a weight and a score is a row, one with a weight alone a heading, unless what follows is
 * said about it. The rank of a heading is its numbering's; one without numbering stands below the last numbered one. A row that says
 * nothing but its points, or that has those of the rows numbered below it, is their heading.
 */
export function narrativeRows(lines: readonly FlowLine[]): NarrativeRows {
  const rows: RankedItem[] = [];
  const levels: ReadLevel[] = [];
  const scores: NarrativeRows['scores'][number][] = [];
  let open: readonly Heading[] = [];
  let begins = true;
  /** The last row, where it may prove to be a heading. */
  let part: Part | null = null;
  const bare = lines.filter((line) => declaredBare(numberingOf(plainOf(line)).rest) !== null).length >= leastBare;
  const declaredIn = (text: string) => declared(text) ?? (bare ? declaredBare(text) : null);
  /** Whether the last line was a bracketed part, or a paragraph below it. */
  let told = false;
  const head = (rank: Numbering['rank'], above: readonly Heading[], { name, weight: points, location }: Pick<ReadLevel, 'name' | 'weight' | 'location'>) => {
    const parent = above.at(-1)?.level.name ?? null;
    const level: ReadLevel = { level: parent === null ? 1 : 2, name, parent, weight: points, location };
    levels.push(level);
    open = [...above, { rank, level }];
    begins = true;
  };
  /** The last heading, where its score may follow. */
  let pending: readonly Pending[] = [];
  for (const line of lines) {
    const { rank, rest } = numberingOf(plainOf(line));
    if (rank === 'chapter' || rank === 'part') open = [];
    const scored = scoredIn(rest);
    // 预算执行(权重10%,得分9.7分) as a heading: the paragraphs below it say what was done.
    if (told && part !== null && rank === 'none' && scored === null && declaredIn(rest) === null && !/(?:综合|自评|总)(?:总分|得分|评分)/.test(rest)) {
      const before: Part = part;
      const item: ReadItem = { ...before.item, text: `${before.item.text}\n${line.text.trim()}` };
      rows.splice(-1, 1, { ...(rows.at(-1) ?? { rank: before.rank, begins: false }), item });
      part = { ...before, item };
      continue;
    }
    told = scored !== null;
    const found = scored ?? declaredIn(rest);
    if (found === null) {
      const alone = rank === 'none' ? scoreAlone(rest) : null;
      const waiting: Pending | undefined = rank === 'none' ? pending[0] : undefined;
      pending = waiting === undefined || alone !== null || waiting.said.length === mostBetween ? [] : [{ ...waiting, said: [...waiting.said, line.text.trim()] }];
      if (waiting === undefined || alone === null) continue;
      levels.splice(levels.indexOf(waiting.level), 1);
      open = waiting.above;
      const item: ReadItem = rowOf({ name: waiting.level.name, weight: waiting.level.weight, score: alone, level1: open[0]?.level.name ?? null, level2: open[1]?.level.name ?? null }, plain(waiting.said.join('')), { ...waiting.line, text: [waiting.line.text, ...waiting.said].join('\n') }, rows.length);
      rows.push({ item, rank: waiting.rank, begins });
      begins = false;
      scores.push({ location: line.location, score: alone });
      part = { rank: waiting.rank, item, above: open, bracketed: true };
      continue;
    }
    pending = [];
    if (part !== null && part.item === rows.at(-1)?.item && (rank === 'none' ? part.bracketed && scored === null : outranks(part.rank, rank))) {
      rows.pop();
      head(part.rank, part.above, { ...part.item, location: locationOf(part.item) });
    }
    part = null;
    const score = scored?.score ?? scoreIn(found.rest, found.weight) ?? scoreLeft(found.rest, found.weight);
    const above = rank === 'none' ? open : open.filter((heading) => outranks(heading.rank, rank));
    if (score === null) {
      // Points taken off are a row's, though its score is not said.
      if (found.rest.length <= 30 && !/扣减?\d/.test(found.rest)) head(rank, open.filter((heading) => outranks(heading.rank, rank)), { name: found.name, weight: found.weight, location: line.location });
      const level = open.at(-1)?.level;
      if (rank !== 'none' && level !== undefined && level.weight !== null && level.location === line.location) pending = [{ rank, above: open.slice(0, -1), level, line, said: [] }];
      continue;
    }
    const item = rowOf({ name: found.name, weight: found.weight, score, level1: above[0]?.level.name ?? null, level2: above[1]?.level.name ?? null }, found.rest, line, rows.length);
    rows.push({ item, rank, begins });
    begins = false;
    scores.push({ location: line.location, score });
    if (scored !== null || isPoints(found.rest)) part = { rank, item, above, bracketed: scored !== null };
  }
  const read = withoutSums(rows, levels);
  if (read.items.length > 0) return { ...read, scores };
  const parts = partsOfTotal(lines);
  return { ...read, items: parts.map(({ name, weight: points, score, line }, index) => rowOf({ name, weight: points, score, level1: null, level2: null }, `${name}${points}分,得${score}分`, line, index)), scores: [...scores, ...parts.map(({ line, score }) => ({ location: line.location, score }))] };
}

/** The rows without those that have the points of the rows numbered below them, as far as no other heading stands between. */
function withoutSums(rows: readonly RankedItem[], levels: readonly ReadLevel[]): Omit<NarrativeRows, 'scores'> {
  const groups: RankedItem[][] = [];
  for (const row of rows) {
    if (row.begins || row.item.level1 !== null) groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  const read = groups.map((group) => {
    let last = leafDepth;
    return withoutHeadings(group.map(({ item, rank }): RankedRow => ({ item, depth: (last = rank === 'none' ? last : depthOfRank(rank)), sure: false, unnamed: false })), []);
  });
  const items = read.flatMap((one) => one.items);
  return { items: items.map((item, index) => ({ ...item, location: withItem(item.location, index) })), levels: [...levels, ...read.flatMap((one) => one.levels.map((level) => ({ ...level, location: locationOf(level) })))] };
}

/** Where something stands in the text, without the row that it was. */
function locationOf({ location }: Pick<ReadItem, 'location'>): Location {
  const { item: _, ...place } = location;
  return place;
}

const value = '((?:[≥≤=<>]|>=|<=|不低于|不少于|不超过|不高于|不大于)?\\d[\\d,]*(?:\\.\\d+)?(?:%|‰|(?!年|月|日)\\p{Script=Han}{0,3}))';
/** 目标95%,实际81% : each a figure by itself. A date, a sentence, or a second pair is none. */
const pairPattern = new RegExp(`(?<=^|[,;。:])(?:年度|年初|绩效)?(?:目标|指标|计划)(?:完成)?[值数]?[为是:]?${value}[,;。](?:年末|年度|全年)?(?:实际(?:完成)?|完成)(?:值|数|情况)?[为是:]?${value}(?=[,;。]|$)`, 'gu');

const words = '\\p{Script=Han}{2,12}?';
/** 目标值健全,实际完成健全; 年度指标值:健全;实际完成值:健全 : the same in words. */
const wordPairPattern = new RegExp(`(?<=^|[,;。:])(?:年度|年初|绩效)?(?:目标|指标|计划)(?:完成)?值([为是:]?)(${words})[,;。](?:年末|年度|全年)?实际(?:(完成值[为是:])|(?:完成)?(?:值|情况)?[为是:]?)(${words})(?=[,;。]|$)`, 'gu');

/** A sentence may go on in the same words: 目标值合理,实际完成任务. Only the same word or two labels make a pair of it. */
function wordPairsIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(wordPairPattern)].flatMap(([, mark = '', target = '', label, actual = '']) => (actual.endsWith(target) || (mark !== '' && label !== undefined) ? [[target, actual] as const] : []));
}

function pairIn(text: string): Pick<ReadItem, 'target' | 'actual'> {
  const figures = [...text.matchAll(pairPattern)].map(([, target = '', actual = '']) => [target, actual] as const);
  const [only, another] = [...figures, ...wordPairsIn(text)];
  return only === undefined || another !== undefined ? { target: null, actual: null } : { target: only[0], actual: only[1] };
}

function rowOf(names: Pick<ReadItem, 'name' | 'weight' | 'score' | 'level1' | 'level2'>, said: string, line: FlowLine, index: number): ReadItem {
  return { ...names, ...pairIn(said), unit: null, reason: null, rule: null, evidence: null, text: line.text.trim(), isExecution: isExecutionName(names.name), guessed: false, location: withItem(line.location, index) };
}

const ranks: readonly Numbering['rank'][] = ['chapter', 'part', 'level1', 'level2', 'none'];

function outranks(above: Numbering['rank'], below: Numbering['rank']): boolean {
  return ranks.indexOf(above) < ranks.indexOf(below);
}

export function withItem(location: Location, item: number): Location {
  return { ...location, item };
}
