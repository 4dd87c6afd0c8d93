import { sentenceOf, type Checked, type Finding, type Language } from '@hengji/checks';
import { totalsText, type Location, type PrintedAmount, type ReadDocument, type ReadTotals } from '@hengji/domain';

/** 分 as a whole JSON number; a county's largest amount is far below where they become inexact. */
function fen(amount: PrintedAmount | null): number | null {
  return amount === null ? null : Number(amount.fen);
}

/** Places within a page only tell its lines apart; no reader could find them. */
function placed(location: Location) {
  if (!('page' in location)) return location;
  const { place: _, ...rest } = location;
  return rest;
}

function finding(found: Finding, language: Language) {
  const { rule, severity, location, expected, actual, proposal } = found;
  return { rule, severity, message: sentenceOf(found, language), location: location === null ? null : placed(location), expected, actual, proposal };
}

/** What a check says of one document, as `hengji check --json` prints it; docs/check-report.schema.json describes it. Amounts are 分, other figures decimal strings. */
export function checkReport(document: ReadDocument, { findings, summary, reconciled }: Checked, language: Language = 'zh') {
  const { kind, title, unit, year, items, money, totals, unread, forms } = document;
  const totalsOf = ({ weight, score, claimedTotal, claimedGrade }: ReadTotals) => ({ weight, score, claimedTotal, claimedGrade });
  return {
    document: {
      kind,
      title,
      unit,
      year,
      items: items.map(({ level1, level2, name, weight, score, target, actual, unit: unitOfItem, location }) => ({ level1, level2, name, weight, score, target, actual, unit: unitOfItem, location: placed(location) })),
      money: money.map((row) => ({ label: row.label, initial: fen(row.initial), budget: fen(row.budget), actual: fen(row.actual), weight: row.weight, rate: row.rate, score: row.score, location: placed(row.location) })),
      totals: totalsOf(totals),
      unread: unread.map(({ location, reason }) => ({ location: placed(location), reason: unreadReasons[language][reason] ?? reason })),
      ...(forms === undefined ? {} : { forms: forms.map((form) => ({ items: form.items.map((item) => items.indexOf(item)), totals: totalsOf(form.totals) })) }),
    },
    findings: findings.map((found) => finding(found, language)),
    summary,
    reconciled: [...reconciled],
  };
}

/** What the reader could not read, or guessed; its codes in words. */
const unreadReasons: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    noWeight: '没有读到分值',
    severalInCell: '一格里有几项的数，分不清各是哪一项的，没有拆开读取',
    noFigures: '只有名称，没有指标值、分值和得分',
    guessedName: '没有指标名称，按上一级指标的名称读取（推测）',
    assumedUnit: '没有写明金额单位，按万元读取（推测）',
    unreadTable: '似为评分表，但没有认出表头，未读取',
    unreadMoney: '似为资金情况表的一行，但没有认出各栏，资金情况未读取',
    unreadIncome: '写有收入，自评核对的是支出，收入没有读取',
    uncomputed: '这一格是公式，文件里没有计算结果，未读取。请用办公软件打开、保存后再查',
    unreadBasis: '没有写明是预算数还是执行数，只核对了各项之和，金额未读取',
    unreadSources: '各行支出按资金来源列出，只读取了合计一行的来源',
    unreadSums: '收入、支出的合计和各项横排成一行，没有写明是预算数还是执行数，未读取',
    picture: '此处之后有图片，图片里的文字和表格没有读取',
    pictureHere: '此处有图片，图片里的文字和表格没有读取',
    scannedPage: '这一页是扫描的图片，没有文字层，没有读取',
    unclearRow: '似为表中的一行，但分不清各数属于哪一栏，未读取',
    unclearPart: '同一资金表中有一行分不清各栏，各分项未读取，只读取了合计一行',
    cellLines: '似为每格单独成行的表格，但分不清各行各栏，未读取',
    unreadRow: '写有得分或扣分，但没有认出是哪项指标、多少分值，未读取',
  },
  en: {
    noWeight: 'no weight was read',
    severalInCell: 'several figures stand in one cell, and nothing tells whose each is; they were not told apart',
    noFigures: 'a name only, without target, weight and score',
    guessedName: 'no name of its own; the name of the level above is taken (a guess)',
    unreadTable: 'seems to be a table of scores, but its head was not understood; not read',
    unreadMoney: 'seems to be a row of the money block, but its columns were not told apart; the money was not read',
    unreadIncome: 'income; spending is what is checked, income was not read',
    uncomputed: 'a formula without its result; not read. Open and save the file in an office program, then check it again',
    unreadBasis: 'nothing says whether these amounts are budget or outturn; only their sum was checked, they were not read',
    unreadSources: 'spending is listed by its sources; only those of the total were read',
    unreadSums: 'sums of income or spending and their parts stand across, and nothing says whether they are budget or outturn; not read',
    picture: 'a picture follows; its text and tables are not read',
    pictureHere: 'a picture lies here; its text and tables are not read',
    scannedPage: 'this page is a scanned picture without a text layer; not read',
    unclearRow: 'seems to be a row of a table, but it is not clear which figure stands in which column; not read',
    unclearPart: 'a row of the same money block was not told apart; of the block only the total was read',
    cellLines: 'seems to be a table with one cell a line, but its rows were not told apart; not read',
    unreadRow: 'states a score or points taken off, but not of which indicator and weight; not read',
    assumedUnit: 'no unit of money is stated; 万元 is taken (a guess)',
  },
};

export type CheckReport = ReturnType<typeof checkReport>;

/** How many rows were read and what they sum to. */
export function sumsLine({ document }: CheckReport): string {
  const { items, forms } = document;
  return `读到 ${forms === undefined ? '' : `${forms.length} 张表、`}${items.length} 项指标，分值合计 ${totalsText(document, 'weight')}，得分合计 ${totalsText(document, 'score')}`;
}

/** What was not read, a line for each reason with the places it holds for. */
export function unreadLines({ document: { unread } }: CheckReport): readonly string[] {
  const reasons = [...new Set(unread.map(({ reason }) => reason))];
  return reasons.map((reason) => `${unread.filter((one) => one.reason === reason).map(({ location }) => placeOf(location)).join('、')}：${reason}`);
}

/** 第 48 行, 自评表 C5, 第 3 页; a finding about the whole document stands nowhere. */
export function placeOf(location: ReturnType<typeof placed> | null): string {
  if (location === null) return '全文';
  if ('line' in location) return `第 ${location.line} 行`;
  return 'page' in location ? `第 ${location.page} 页` : `${location.sheet} ${location.cell}`;
}
