import { addExact, exact, toTrimmed, type Mention, type MoneyRow, type MoneyScope, type PrintedAmount, type ReadDocument, type ReadItem, type Passage } from '@hengji/domain';
import { claimsOf } from './claims.js';
import type { Flow, FlowLine } from './flow.js';
import { headOf } from './head.js';
import { claimsInCells, mentionsOf } from './mentions.js';
import { narrativeRows, withItem } from './narrativeRows.js';
import { tableRows } from './tableRows.js';
import { numberingOf, plain } from './wording.js';

/**
 * Understands a report or form: tables where there are some, else rows written out as prose. What it could not read is in `unread`;
 * it never guesses silently. Pure: the same flow gives the same document.
 */
export function understand(flow: Flow): ReadDocument {
  const lines = flow.filter((block): block is FlowLine => block.kind === 'line');
  const tables = flow.filter((block) => block.kind === 'table');
  const cellTexts = tables.flatMap((table) => table.rows.flat().map((cell) => plain(cell.text)));
  const head = headOf(lines, cellTexts);

  const parts: ReturnType<typeof tableRows>[] = [];
  let count = 0;
  for (const table of tables) {
    const part = tableRows(table, count);
    parts.push(part);
    count += part.items.length;
  }
  const fromTables = parts.flatMap((part) => part.items);
  const prose = narrativeRows(lines);
  const tabular = fromTables.length > 0;
  const mentions = [...mentionsOf(lines), ...claimsInCells(tables.flatMap((table) => table.rows.flat()))];
  const tableMoney = parts.flatMap((part) => part.money);
  const money = tableMoney.length > 0 ? tableMoney : moneyOfMentions(mentions, tabular ? [] : prose.items);
  const items = withExecution(tabular ? fromTables : prose.items, tableMoney);

  const proseClaims = claimsOf(lines);
  const tableTotal = parts.map((part) => part.claimedTotal).find((claim) => claim !== null) ?? null;
  const tableGrade = parts.map((part) => part.claimedGrade).find((claim) => claim !== null) ?? null;
  const claims = [
    ...(tableTotal === null ? [] : [{ total: tableTotal.total, grade: null, text: tableTotal.total, location: tableTotal.location }]),
    ...(tableGrade === null ? [] : [{ total: null, grade: tableGrade.grade, text: '', location: tableGrade.location }]),
    ...proseClaims,
  ];
  const columns = parts.flatMap((part) => part.columns ?? []);
  return {
    kind: head.kind ?? 'entitySelfEvaluation',
    title: head.title,
    unit: head.unit,
    year: head.year,
    items,
    levels: tabular ? parts.flatMap((part) => part.levels) : prose.levels,
    money,
    mentions,
    totals: {
      weight: sum(items.map((item) => item.weight)),
      score: sum(items.map((item) => item.score)),
      claimedTotal: tableTotal?.total ?? proseClaims.find((claim) => claim.total !== null)?.total ?? null,
      // The grade that stands beside the total is the claim; one elsewhere is held against it (rule G2).
      claimedGrade: tableGrade?.grade ?? proseClaims.find((claim) => claim.total !== null && claim.grade !== null)?.grade ?? proseClaims.find((claim) => claim.grade !== null)?.grade ?? null,
      claims,
    },
    passages: passagesOf(flow),
    columns: tabular ? [...new Set(columns)] : null,
    unread: parts.flatMap((part) => part.unread),
  };
}

function sum(figures: readonly (string | null)[]): string | null {
  const values = figures.flatMap((figure) => (figure === null ? [] : [exact(figure)])).filter((value) => value !== null);
  const [first, ...rest] = values;
  return first === undefined ? null : toTrimmed(rest.reduce(addExact, first), 6);
}

/** The money block scores the execution of the whole; where no row repeats it, it is a row of its own. */
function withExecution(items: readonly ReadItem[], money: readonly MoneyRow[]): readonly ReadItem[] {
  const total = money.find((row) => row.scope === 'total' && (row.weight !== null || row.score !== null));
  if (total === undefined || items.some((item) => item.isExecution)) return items;
  const execution: ReadItem = {
    level1: null,
    level2: null,
    name: '预算执行率',
    weight: total.weight,
    score: total.score,
    target: null,
    actual: total.rate === null ? null : `${total.rate}%`,
    unit: null,
    reason: null,
    rule: null,
    evidence: null,
    text: total.label,
    isExecution: true,
    guessed: false,
    location: withItem(total.location, 0),
  };
  return [execution, ...items].map((item, index) => ({ ...item, location: withItem(item.location, index) }));
}

const moneyScopes: readonly MoneyScope[] = ['total', 'basic', 'project', 'threePublic', 'appropriation', 'carriedOver', 'otherFunds'];

/** A money block out of running text: the first mention of each scope's budget and outturn, from one line where one has both. */
function moneyOfMentions(mentions: readonly Mention[], items: readonly ReadItem[]): readonly MoneyRow[] {
  const amounts = mentions.filter((mention) => mention.kind === 'amount');
  return moneyScopes.flatMap((scope): readonly MoneyRow[] => {
    const own = amounts.filter((mention) => mention.scope === scope);
    const lines = [...new Set(own.map(({ location }) => JSON.stringify(location)))];
    const at = (line: string) => own.filter(({ location }) => JSON.stringify(location) === line);
    const both = lines.map(at).find((group) => group.some(({ basis }) => basis === 'actual') && group.some(({ basis }) => basis !== 'actual'));
    const group = both ?? own;
    const [first] = group;
    if (first === undefined) return [];
    const pick = (...bases: readonly string[]): PrintedAmount | null => group.find(({ basis }) => bases.includes(basis))?.amount ?? null;
    const rate = mentions.find((mention) => mention.kind === 'rate' && mention.scope === scope && JSON.stringify(mention.location) === JSON.stringify(first.location));
    const item = items.find(({ location }) => JSON.stringify({ ...location, item: undefined }) === JSON.stringify(first.location));
    return [
      {
        scope,
        label: item?.name ?? '',
        initial: pick('initial'),
        budget: pick('budget', 'payable'),
        actual: pick('actual'),
        weight: item?.weight ?? null,
        rate: rate?.kind === 'rate' ? rate.percent : null,
        score: item?.score ?? null,
        location: item?.location ?? first.location,
      },
    ];
  });
}

function passagesOf(flow: Flow): readonly Passage[] {
  let chapter: string | null = null;
  return flow.flatMap((block): readonly Passage[] => {
    if (block.kind === 'table') {
      return block.rows.flat().flatMap((cell): readonly Passage[] => (cell.text.trim() === '' ? [] : [{ text: cell.text.trim(), chapter, role: 'cell', location: cell.location }]));
    }
    const text = block.text.trim();
    const { rank, rest } = numberingOf(plain(text));
    const heading = rank !== 'none' && rest.length <= 40 && !/[。;]$/.test(rest);
    if (heading && rank === 'chapter') chapter = rest;
    return [{ text, chapter, role: heading ? 'heading' : 'paragraph', location: block.location }];
  });
}
