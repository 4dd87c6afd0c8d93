import type { Location, ReadItem, ReadLevel } from '@hengji/domain';
import type { FlowLine } from './flow.js';
import { bareName, numberingOf, plainOf, type Numbering } from './wording.js';

/** Rows and headings of an indicator table that was written out as prose: 指标（5分）：… 得分4分. */
export type NarrativeRows = { readonly items: readonly ReadItem[]; readonly levels: readonly ReadLevel[] };

const number = '(\\d+(?:\\.\\d+)?)';
const weight = `[(\\[](?:分值|权重|满分|标准分|共|计)?[:为]?${number}(?:分|%)[)\\]]`;
const label = '[^()。;;:,]{2,40}?';

/** NAME(5分):… — a row or a heading with the weight it declares; `rest` is what is said about it. */
const weighedPattern = new RegExp(`^("?${label}"?[。.]?)${weight}[。.:,、]?(.*)$`);
/** NAME,分值5分,… — the same without brackets. */
const statedPattern = new RegExp(`^("?${label}"?)[:,。]?(?:该?(?:项)?(?:指标)?)?(?:分值|权重|满分|标准分)[:为是]?${number}(?:分|%)?[。.:,;、]?(.*)$`);

/** NAME。… 该指标分值5分,自评得5分。 — what was done first, and the points at the end. */
const closedPattern = new RegExp(`^("?${label}"?)[。:,](.*?[。;,:](?:该|本|此|其)?项?(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分)[:为是]?(\\d{1,2}(?:\\.\\d+)?)分[,;。、].*)$`);

/** 得分4分, 得4分, 自评得分为4.5分, 实得5分, 计4分; also 得分:4 and 不得分. The last one counts: a sentence may first say how points are lost. */
const scorePattern = new RegExp(`(?:自评得分|实际得分|实得分?|得分|自评|评分|得|计|记)[:为是]?${number}分|得分[:为]?${number}(?![\\d.%])|(不得分|得满分|满分)(?=[。.;,、)]|$)`, 'g');

/** NAME(满分20分,自评19.2分):… — a part with both in its brackets: a row, unless rows of its own stand below it. */
const scoredPattern = new RegExp(`^("?${label}"?)[(\\[](?:分值|权重|满分|标准分|共)?[::为]?${number}(?:分|%)[,、;](?:自评|实际)?(?:得分?|评分|分)?[::为]?${number}分[)\\]][。.:,、]?(.*)$`);

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

type Heading = { readonly rank: Numbering['rank']; readonly level: ReadLevel };

/**
 * Reads rows and headings. A line with a weight and a score is a row, one with a weight alone a heading, unless what follows is
 * said about it. The rank of a heading is its numbering's; one without numbering stands below the last numbered one.
 */
export function narrativeRows(lines: readonly FlowLine[]): NarrativeRows {
  const items: ReadItem[] = [];
  const levels: ReadLevel[] = [];
  let open: readonly Heading[] = [];
  /** The last part that came with its score; a row below it makes it a heading. */
  let part: { readonly rank: Numbering['rank']; readonly item: ReadItem } | null = null;
  /** Whether the last line was that part, or a paragraph below it. */
  let told = false;
  for (const line of lines) {
    const { rank, rest } = numberingOf(plainOf(line));
    if (rank === 'chapter' || rank === 'part') open = [];
    const scored = scoredPattern.exec(rest);
    // 预算执行(权重10%,得分9.7分) as a heading: the paragraphs below it say what was done.
    if (told && part !== null && rank === 'none' && scored === null && declared(rest) === null && !/(?:综合|自评|总)(?:总分|得分|评分)/.test(rest)) {
      const item: ReadItem = { ...part.item, text: `${part.item.text}\n${line.text.trim()}` };
      items[items.length - 1] = item;
      part = { rank: part.rank, item };
      continue;
    }
    told = scored !== null;
    if (scored !== null) {
      const [, name = '', points = '', got = ''] = scored;
      const item = rowOf({ name: bareName(name), weight: points, score: got, level1: null, level2: null }, line, items.length);
      items.push(item);
      part = { rank, item };
      open = [];
      continue;
    }
    const found = declared(rest);
    if (found === null) continue;
    if (part !== null && part.item === items.at(-1) && (rank === 'none' || outranks(part.rank, rank))) {
      items.pop();
      const level: ReadLevel = { level: 1, name: part.item.name, parent: null, weight: part.item.weight, location: part.item.location };
      levels.push(level);
      open = [{ rank: part.rank, level }];
    }
    part = null;
    const score = scoreIn(found.rest, found.weight);
    if (score === null) {
      if (found.rest.length > 30) continue;
      const below = open.filter((heading) => outranks(heading.rank, rank));
      const parent = below.at(-1)?.level.name ?? null;
      const level: ReadLevel = { level: parent === null ? 1 : 2, name: found.name, parent, weight: found.weight, location: line.location };
      levels.push(level);
      open = [...below, { rank, level }];
      continue;
    }
    const above = rank === 'none' ? open : open.filter((heading) => outranks(heading.rank, rank));
    items.push(rowOf({ name: found.name, weight: found.weight, score, level1: above[0]?.level.name ?? null, level2: above[1]?.level.name ?? null }, line, items.length));
  }
  return { items, levels };
}

function rowOf(names: Pick<ReadItem, 'name' | 'weight' | 'score' | 'level1' | 'level2'>, line: FlowLine, index: number): ReadItem {
  return { ...names, target: null, actual: null, unit: null, reason: null, rule: null, evidence: null, text: line.text.trim(), isExecution: isExecutionName(names.name), guessed: false, location: withItem(line.location, index) };
}

const ranks: readonly Numbering['rank'][] = ['chapter', 'part', 'level1', 'level2', 'none'];

function outranks(above: Numbering['rank'], below: Numbering['rank']): boolean {
  return ranks.indexOf(above) < ranks.indexOf(below);
}

export function withItem(location: Location, item: number): Location {
  return { ...location, item };
}
