import { claimsInCells, claimsOf, compareExact, exact, isOfAnotherPeriod, mentionsOf, namesWholeScope, statedUnit, type Mention, type MoneyRow, type MoneyScope, type PrintedAmount, type ReadDocument, type ReadItem, type Passage } from '@hengji/domain';
import { indicatorHeaders, moneyHeaders } from './columns.js';
import { gridOf, textIn, type Flow, type FlowCell, type FlowLine, type FlowTable, type TextFlow } from './flow.js';
import { headOf, kindOf } from './head.js';
import { unreadIncome } from './income.js';
import { withLabelledRows } from './labelledRows.js';
import { withListedGoals } from './listedGoals.js';
import { withMoneyLines } from './moneyLines.js';
import { executionRow } from './moneyRows.js';
import { narrativeRows, withItem, type NarrativeRows } from './narrativeRows.js';
import { ofItsOwn, severalForms } from './severalForms.js';
import { oneBelowTheOther } from './sideBySide.js';
import { sumOf } from './sumOf.js';
import { tableRows, type TableRows } from './tableRows.js';
import { unreadFormulas, unreadLines, unreadMoney, unreadPictures, untoldIn } from './unread.js';
import { numberingOf, plainOf } from './wording.js';

/**
 * Understands a report or form: tables where there are some, else rows written out as prose. What it could not read is in `unread`;
 * it never guesses silently. Pure: the same flow gives the same document.
 */
export function understand(whole: Flow): ReadDocument {
  const plainFlow = withMoneyLines(withLabelledRows(textIn(whole)));
  const head = headOf(linesIn(plainFlow), tablesIn(plainFlow).flatMap((table) => table.rows.map((row) => row.map(plainOf))));
  const flow = head.kind === 'goalDeclaration' ? withListedGoals(plainFlow) : plainFlow;
  const [lines, tables] = [linesIn(flow), tablesIn(flow)];

  const parts = formsOf(flow);
  const fromTables = parts.flatMap((part) => part.items);
  const prose = narrativeRows(lines);
  const tabular = fromTables.length > 0;
  const found = [...mentionsOf(lines, head.kind === 'projectSelfEvaluation' ? 'oneProject' : 'unit'), ...parts.flatMap((part) => part.lists), ...claimsInForms(parts)];
  // To the report of one project its money is the whole, by whichever name.
  const mentions = head.kind === 'projectSelfEvaluation' ? found.map((mention): Mention => (mention.kind !== 'list' && mention.scope === 'project' ? { ...mention, scope: 'total' } : mention)) : found;
  const ofDepartment = (head.kind ?? 'entitySelfEvaluation') === 'entitySelfEvaluation';
  const tableMoney = byTable(parts).flatMap(({ part, money }) => (ofDepartment && (part.ofProject || part.listsProjects) ? money.map((row): MoneyRow => ({ ...row, ofProject: true })) : money));
  // The forms of its projects say nothing of the department's own money.
  const money = tableMoney.some(({ ofProject }) => ofProject !== true) ? tableMoney : [...moneyOfMentions(mentions, tabular ? [] : prose.items, lines, head.year), ...tableMoney];
  const rows = tabular && tableMoney.length > 0 ? fromTables : withExecution(tabular ? fromTables : prose.items, executionRow(tabular ? money : tableMoney));
  const items = rows.map((item, index) => ({ ...item, location: withItem(item.location, index) }));

  // A department claims a total of its own beside those of its projects.
  const proseClaims = withoutScores(claimsOf([...lines, ...conclusionsIn(tables)], head.year), tabular ? [] : prose.scores).map((claim) => (head.kind === 'entitySelfEvaluation' ? claim : ofItsOwn(claim)));
  const overall = proseClaims.filter(({ ofProject }) => ofProject !== true);
  const tableTotals = parts.flatMap((part) => (part.claimedTotal === null ? [] : [part.claimedTotal]));
  // What the forms of its projects come to is no total of a department's.
  const ownParts = ofDepartment && fromTables.length > 0 && parts.some(({ ofProject }) => ofProject) ? parts.filter(({ ofProject }) => !ofProject) : parts;
  const tableTotal = ownParts.find(({ claimedTotal }) => claimedTotal !== null)?.claimedTotal ?? null;
  const tableGrade = ownParts.find(({ claimedGrade }) => claimedGrade !== null)?.claimedGrade ?? null;
  const claims = [
    ...tableTotals.map(({ total, location }) => ({ total, grade: null, text: total, location })),
    ...(tableGrade === null ? [] : [{ total: null, grade: tableGrade.grade, text: tableGrade.text, location: tableGrade.location }]),
    ...proseClaims,
  ];
  const columns = parts.flatMap((part) => part.columns ?? []);
  const forms = tabular ? severalForms(parts, items, proseClaims) : [];
  // Of several projects each claims a total of its own, and nobody one for all of them.
  const together = head.kind === 'projectSelfEvaluation' && forms.filter(({ totals }) => totals.claimedTotal !== null).length > 1;
  return {
    kind: head.kind ?? 'entitySelfEvaluation',
    title: head.title,
    unit: head.unit,
    year: head.year,
    items,
    levels: tabular ? parts.flatMap((part) => part.levels) : prose.levels,
    money,
    // Claims in a form name their row of the tables' money, before which that of the running text may stand.
    mentions: mentions.map((mention): Mention => (mention.kind === 'absolute' && mention.row !== undefined ? { ...mention, row: mention.row + money.length - tableMoney.length } : mention)),
    totals: {
      weight: sumOf(items.map((item) => item.weight)),
      score: sumOf(items.map((item) => item.score)),
      claimedTotal: together ? null : tableTotal?.total ?? overall.find((claim) => claim.total !== null)?.total ?? null,
      // The grade that stands beside the total is the claim; one elsewhere is held against it (rule G2).
      claimedGrade: together ? null : tableGrade?.grade ?? overall.find((claim) => claim.total !== null && claim.grade !== null)?.grade ?? overall.find((claim) => claim.grade !== null)?.grade ?? null,
      claims,
    },
    passages: passagesOf(flow),
    // A form whose columns are there and whose rows are not is blank, and no running text.
    columns: tabular || (columns.length > 0 && prose.items.length === 0) ? [...new Set(columns)] : null,
    unread: [...parts.flatMap((part) => part.unread), ...(tabular ? [] : unreadLines(lines, prose)), ...(money.length > 0 ? [] : unreadMoney(lines, tables)), ...unreadIncome(lines, tables), ...untoldIn(whole), ...unreadFormulas(whole), ...unreadPictures(whole, tabular)],
    ...(forms.length === 0 ? {} : { forms }),
  };
}

function linesIn(flow: TextFlow): readonly FlowLine[] {
  return flow.filter((block): block is FlowLine => block.kind === 'line');
}

function tablesIn(flow: TextFlow): readonly FlowTable[] {
  return flow.filter((block): block is FlowTable => block.kind === 'table');
}

/** 自评结论 | 本项目自评得分97分,评价等级为优。: a sentence in a cell behind its label. */
function conclusionsIn(tables: readonly FlowTable[]): readonly FlowLine[] {
  return tables.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      row.flatMap((cell, at): readonly FlowLine[] => {
        const before = row[at - 1];
        return before !== undefined && /^(?:自评|评价|综合|绩效|自评价|总体)*(?:评价)?(?:结论|结果)(?:说明)?:?$/.test(plainOf(before)) && /得?分.*[,;。]/.test(plainOf(cell)) ? [{ kind: 'line', text: cell.text, location: cell.location }] : [];
      }),
    ),
  );
}

/** The rows of money with their table counted through the document: a grid may hold several. */
function byTable(parts: readonly Part[]): readonly { readonly part: Part; readonly money: readonly MoneyRow[] }[] {
  let before = 0;
  return parts.map((part) => {
    const money = part.money.map((row): MoneyRow => ({ ...row, table: before + (row.table ?? 0) }));
    before = (money.at(-1)?.table ?? before - 1) + 1;
    return { part, money };
  });
}

/** 自评得分9.6分 of a row is no claim of the whole; a grade that stands behind it is. */
function withoutScores(claims: ReadDocument['totals']['claims'], scores: NarrativeRows['scores']): ReadDocument['totals']['claims'] {
  const own = new Set(scores.map(({ location, score }) => JSON.stringify([location, score])));
  return claims.flatMap((claim) => (!own.has(JSON.stringify([claim.location, claim.total])) ? [claim] : claim.grade === null ? [] : [{ ...claim, total: null }]));
}

/** A sheet may hold one form below the other: another money block below an indicator table begins the next, at its title where it has one. */
function apart(table: FlowTable): readonly FlowTable[] {
  const grid = gridOf(table);
  const [first] = indicatorHeaders(grid);
  const money = first === undefined ? undefined : moneyHeaders(grid).find(({ row }) => row > first.row)?.row;
  if (first === undefined || money === undefined) return [table];
  const begin = table.rows.findIndex((row, at) => at > first.row && at < money && beginsForm(row));
  const next = begin < 0 ? money : begin;
  return [{ ...table, rows: table.rows.slice(0, next) }, ...apart({ ...table, rows: table.rows.slice(next) })];
}

function hasHead(table: FlowTable): boolean {
  const grid = gridOf(table);
  return indicatorHeaders(grid).length > 0 || moneyHeaders(grid).length > 0;
}

/** 续表, (续), and what a page leaves between two halves of a table. */
const betweenHalves = /^(?:[(（]?续\s*(?:上)?表?\s*\d*[)）]?|[-—\s\d/第页共]*)$/;

/** A form that was typed as two tables, the second without a head of its own: they are one. */
function joinedHalves(flow: TextFlow): TextFlow {
  const joined: (FlowLine | FlowTable)[] = [];
  let between: FlowLine[] = [];
  for (const block of flow) {
    const last = joined.at(-1);
    if (block.kind === 'line' && last?.kind === 'table' && betweenHalves.test(plainOf(block))) {
      between.push(block);
      continue;
    }
    if (block.kind === 'table' && last?.kind === 'table' && gridOf(last).width === gridOf(block).width && hasHead(last) && !hasHead(block)) joined.splice(-1, 1, { ...last, rows: [...last.rows, ...block.rows] });
    else joined.push(...between, block);
    between = [];
  }
  return [...joined, ...between];
}

/** `ofProject`: a form of one project, by its title or its 项目名称. `listsProjects`: a row for each of several, and what they come to. */
type Part = TableRows & { readonly table: FlowTable; readonly ofProject: boolean; readonly listsProjects: boolean };

/** The title of a form within a report: 附：项目支出绩效自评表. */
function isFormTitle(text: string): boolean {
  return text.length <= 40 && /绩效[^。,;]*表(?:\([^()]*\))?$/.test(text);
}

/** A row with the title of a form, or 项目名称 | 渔港航道疏浚. */
function beginsForm(row: readonly FlowCell[]): boolean {
  const texts = row.map(plainOf).filter((text) => text !== '');
  const [label = ''] = texts;
  return /^项目名称:?$/.test(label) || (texts.length === 1 && isFormTitle(label));
}

/** Whether a table says that it is about one project: by its title or 项目名称, which here heads no column. */
function namesProject(table: FlowTable): boolean {
  const heads = new Set(moneyHeaders(gridOf(table)).map(({ row }) => row));
  return table.rows.some((row, at) => {
    const label = row.map(plainOf).find((text) => text !== '') ?? '';
    return !heads.has(at) && beginsForm(row) && (!isFormTitle(label) || kindOf(label) === 'projectSelfEvaluation');
  });
}

/** Whether the rows of money below 项目名称 are one project each: what they come to is not what a department spends. */
function listsProjects(table: FlowTable, money: readonly MoneyRow[]): boolean {
  const grid = gridOf(table);
  const heads = moneyHeaders(grid).filter(({ row, columns }) => grid.rows[row]?.slice(0, Math.min(...columns.values())).some((cell) => /^(?:一级|二级|预算)?项目名称$/.test(plainOf(cell ?? { text: '' }))));
  return heads.length > 0 && money.some(({ scope }) => scope === 'part') && !money.some(({ scope }) => scope === 'basic' || scope === 'threePublic');
}

/** 全部支付 in the cells of several forms is each about the money of its own. */
function claimsInForms(parts: readonly Part[]): readonly Mention[] {
  const totals = parts.flatMap((part) => (part.listsProjects ? [] : part.money)).filter(({ scope }) => scope === 'total').length;
  let offset = 0;
  let own: number | null = null;
  return parts.flatMap(({ table, money, listsProjects: listed }) => {
    const at = listed ? -1 : money.findIndex(({ scope }) => scope === 'total');
    if (at >= 0) own = offset + at;
    offset += money.length;
    return claimsInCells(table.rows.flat()).map((mention): Mention => (mention.kind === 'absolute' && totals > 1 && own !== null ? { ...mention, row: own } : mention));
  });
}

/** How many lines above a table its unit of money is looked for. */
const captionLines = 6;

/**
 * Tables in their order. A form's money block may be a table of its own: its execution row then belongs to the indicator table that
 * follows, each form of several to its own.
 */
function formsOf(whole: TextFlow): readonly Part[] {
  const flow = joinedHalves(whole).flatMap((block): TextFlow => (block.kind === 'line' ? [block] : apart(oneBelowTheOther(block))));
  const parts: Part[] = [];
  let above: FlowLine[] = [];
  let total: MoneyRow | null = null;
  let ofProject = false;
  for (const block of flow) {
    if (block.kind === 'line') {
      above = [...above, block].slice(-captionLines);
      if (isFormTitle(plainOf(block))) ofProject = kindOf(plainOf(block)) === 'projectSelfEvaluation';
      continue;
    }
    const unit = above.map((line) => statedUnit(plainOf(line))).findLast((stated) => stated !== null) ?? null;
    const read = tableRows(block, unit);
    ofProject ||= namesProject(block);
    const part: Part = { ...read, table: block, ofProject, listsProjects: listsProjects(block, read.money) };
    if (!part.listsProjects) total = executionRow(part.money) ?? total;
    if (part.items.length === 0) parts.push(part);
    else {
      const items = withExecution(part.items, total);
      parts.push({ ...part, items, claimedTotal: items.length > part.items.length && isSubtotal(part) ? null : part.claimedTotal });
      total = null;
      if (part.claimedTotal !== null) ofProject = false;
    }
  }
  // A money block below its table.
  const last = parts.findLastIndex((part) => part.items.length > 0);
  return parts.map((part, index) => (index === last ? { ...part, items: withExecution(part.items, total) } : part));
}

/** 合计 | 90 | 89.6 of a table whose ten points of execution stand in the money block: true of the table, and no total of the whole. */
function isSubtotal({ items, claimedTotal }: Part): boolean {
  const equal = (one: string | null, other: string | null) => {
    const [a, b] = [exact(one ?? ''), exact(other ?? '')];
    return a !== null && b !== null && compareExact(a, b) === 0;
  };
  return claimedTotal !== null && equal(claimedTotal.weight, sumOf(items.map(({ weight }) => weight))) && equal(claimedTotal.total, sumOf(items.map(({ score }) => score)));
}

/** The money block scores the execution of the whole; where no row repeats it, it is a row of its own. */
function withExecution(items: readonly ReadItem[], total: MoneyRow | null): readonly ReadItem[] {
  if (total === null || items.some((item) => item.isExecution)) return items;
  // Of an empty form its printed points are no row yet.
  if (items.length === 0 && total.score === null && total.actual === null) return items;
  const execution: ReadItem = {
    level1: null,
    level2: null,
    name: '预算执行率',
    weight: total.weight,
    score: total.score,
    target: null,
    actual: total.rate === null ? null : `${total.rate}%`,
    unit: null,
    reason: total.reason ?? null,
    rule: null,
    evidence: null,
    text: total.label,
    isExecution: true,
    guessed: false,
    location: total.location,
  };
  return [execution, ...items];
}

/** …执行率90%,分值10分,得分9分: the points of execution, where the line of the money says them. */
function pointsIn(line: FlowLine | undefined): { readonly weight: string; readonly score: string } | null {
  const found = /(?:分值|权重)[:为]?(\d+(?:\.\d+)?)分?[,;、]\s*(?:自评)?得分?[:为]?(\d+(?:\.\d+)?)分?(?=[。;,]|$)/.exec(line === undefined ? '' : plainOf(line));
  const [, weight, score] = found ?? [];
  return weight === undefined || score === undefined ? null : { weight, score };
}

const moneyScopes: readonly MoneyScope[] = ['total', 'basic', 'project', 'threePublic', 'appropriation', 'carriedOver', 'otherFunds'];

/** What a part of the money is called; the whole has many names, or none where a sentence says 全年预算数. */
const scopeLabels: Readonly<Partial<Record<MoneyScope, string>>> = { basic: '基本支出', project: '项目支出', threePublic: '“三公”经费', appropriation: '财政拨款', carriedOver: '结转资金', otherFunds: '其他资金' };

/** A money block out of running text: the first mention of each scope's budget and outturn, from one line where one has both. */
function moneyOfMentions(mentions: readonly Mention[], items: readonly ReadItem[], printed: readonly FlowLine[], year: number | null): readonly MoneyRow[] {
  const amounts = mentions.flatMap((mention) => (mention.kind === 'amount' && !isOfAnotherPeriod(mention.before, year) ? [mention] : []));
  return moneyScopes.flatMap((scope): readonly MoneyRow[] => {
    const named = amounts.filter((mention) => mention.scope === scope);
    // 法律援助项目预算200万元 is no row of all projects, unless nothing else is told of them.
    const whole = named.filter(namesWholeScope);
    const own = whole.length > 0 ? whole : named;
    const lines = new Map<string, (typeof own)[number][]>();
    for (const mention of own) {
      const line = JSON.stringify(mention.location);
      const there = lines.get(line);
      if (there === undefined) lines.set(line, [mention]);
      else there.push(mention);
    }
    const both = [...lines.values()].find((group) => group.some(({ basis }) => basis === 'actual') && group.some(({ basis }) => basis !== 'actual'));
    const group = both ?? own;
    const [first] = group;
    if (first === undefined) return [];
    const pick = (...bases: readonly string[]): PrintedAmount | null => group.find(({ basis }) => bases.includes(basis))?.amount ?? null;
    const rate = mentions.find((mention) => mention.kind === 'rate' && mention.scope === scope && JSON.stringify(mention.location) === JSON.stringify(first.location));
    const points = scope === 'total' ? pointsIn(printed.find(({ location }) => JSON.stringify(location) === JSON.stringify(first.location))) : null;
    const item = items.find(({ location }) => JSON.stringify({ ...location, item: undefined }) === JSON.stringify(first.location));
    return [
      {
        scope,
        label: item?.name ?? scopeLabels[scope] ?? '',
        initial: pick('initial'),
        budget: pick('budget', 'payable'),
        actual: pick('actual'),
        weight: item?.weight ?? points?.weight ?? null,
        rate: rate?.kind === 'rate' ? rate.percent : null,
        score: item?.score ?? points?.score ?? null,
        location: item?.location ?? first.location,
      },
    ];
  });
}

function passagesOf(flow: TextFlow): readonly Passage[] {
  let chapter: string | null = null;
  return flow.flatMap((block): readonly Passage[] => {
    if (block.kind === 'table') {
      return block.rows.flat().flatMap((cell): readonly Passage[] => (cell.text.trim() === '' ? [] : [{ text: cell.text.trim(), chapter, role: 'cell', location: cell.location }]));
    }
    const text = block.text.trim();
    const { rank, rest } = numberingOf(plainOf(block));
    const heading = rank !== 'none' && rest.length <= 40 && !/[。;]$/.test(rest);
    if (heading && rank === 'chapter') chapter = rest;
    return [{ text, chapter, role: heading ? 'heading' : 'paragraph', location: block.location }];
  });
}
