import type { Fen, MoneyUnit } from './money.js';
import type { Rating } from './ratings.js';

/**
 * What was understood of a report or form that Hengji did not make: the structure that readers produce and rules judge.
 * Everything is as printed (a wrong unit stays wrong here; rule U1 proposes the repair); what is not there is null, never "" or 0.
 * Numbers are decimal strings without separators; amounts are 分.
 */
export type ReadDocument = {
  readonly kind: DocumentKind;
  readonly title: string | null;
  /** 部门(单位)名称. */
  readonly unit: string | null;
  /** The reported year, four digits. */
  readonly year: number | null;
  /** Rows of the indicator table in their order; the execution row of the money block is one of them, once. */
  readonly items: readonly ReadItem[];
  /** Level-1 and level-2 headings with the weight they declare. */
  readonly levels: readonly ReadLevel[];
  readonly money: readonly MoneyRow[];
  /** Every mention of an amount, a rate or a count in running text, the ones in the money block apart. */
  readonly mentions: readonly Mention[];
  readonly totals: ReadTotals;
  /** Running text, a paragraph or a table cell each, in reading order. */
  readonly passages: readonly Passage[];
  /** What the form has columns for; a column that is missing is told once instead of once a row. Null where there is no table. */
  readonly columns: readonly ReadColumn[] | null;
  readonly unread: readonly { readonly location: Location; readonly reason: string }[];
  /** The forms of which the document is made, where it holds several (a report with its project forms behind it): each has a total and levels of its own. */
  readonly forms?: readonly ReadForm[];
};

/** One form of several in a document: its rows, which are rows of the document, and what stands in it. */
export type ReadForm = Pick<ReadDocument, 'items' | 'levels' | 'totals'>;

/** 部门整体支出自评 (report and table), 项目支出自评表, 绩效目标申报表 (domain.md C3–C5, C4, C1). */
export type DocumentKind = 'entitySelfEvaluation' | 'projectSelfEvaluation' | 'goalDeclaration';

/**
 * Where something stands. `line` is a line of a text or the number of a paragraph; `cell` is A1 notation; `place` counts the lines and
 * cells of a page, only to tell them apart; `item` is an index into `items`.
 */
export type Location = ({ readonly line: number } | { readonly sheet: string; readonly cell: string } | { readonly page: number; readonly place: number }) & { readonly item?: number };

export type ReadColumn = 'target' | 'actual' | 'unit' | 'weight' | 'score' | 'reason' | 'rule' | 'evidence';

export type ReadItem = {
  readonly level1: string | null;
  readonly level2: string | null;
  readonly name: string;
  readonly weight: string | null;
  readonly score: string | null;
  /** As printed, with its operator (≥95%). */
  readonly target: string | null;
  readonly actual: string | null;
  readonly unit: string | null;
  /** 偏差原因及改进措施. */
  readonly reason: string | null;
  /** 评分规则. */
  readonly rule: string | null;
  /** 佐证材料: what the row names as proof. */
  readonly evidence: string | null;
  /** Everything that is said about the row. */
  readonly text: string;
  /** The execution rate of the money block, which a table may repeat as a row. */
  readonly isExecution: boolean;
  /** True where a figure was guessed from its place and not read under a heading. */
  readonly guessed: boolean;
  /** Which of its points stand in one cell for several rows: the first row bears them, the others have none, and nothing tells whose each is. */
  readonly sharedPoints?: readonly ('weight' | 'score')[];
  readonly location: Location;
};

export type ReadLevel = { readonly level: 1 | 2; readonly name: string; readonly parent: string | null; readonly weight: string | null; readonly location: Location };

/** What an amount is about. `otherSpending`: what is spent besides basic and project expenditure; `part` is any other component of a total. */
export type MoneyScope = 'total' | 'basic' | 'project' | 'otherSpending' | 'threePublic' | 'appropriation' | 'carriedOver' | 'otherFunds' | 'part';

/** 年初, 调整后/全年, 执行/决算; `payable` is 应拨付 or 下达, a basis of its own (rule B1). */
export type MoneyBasis = 'initial' | 'budget' | 'payable' | 'actual';

/** An amount as printed: `text` with its digits, `fen` what it means in the unit printed or inherited, `places` its decimals in that unit. */
export type PrintedAmount = { readonly text: string; readonly fen: Fen; readonly unit: MoneyUnit | 'yiyuan'; readonly places: number };

export type MoneyRow = {
  readonly scope: MoneyScope;
  readonly label: string;
  readonly initial: PrintedAmount | null;
  readonly budget: PrintedAmount | null;
  readonly actual: PrintedAmount | null;
  readonly weight: string | null;
  /** Per cent as printed, without the sign ("95.87"). */
  readonly rate: string | null;
  readonly score: string | null;
  /** Why it fell short, where its table has a column for that and it says so. */
  readonly reason?: string;
  readonly location: Location;
  /** It stands in the form of one project within the report of a department, and is none of the department's totals. */
  readonly ofProject?: true;
  /** Which of the document's tables of money it stands in, from 0; absent where running text or an evaluation gave it. */
  readonly table?: number;
  /** Of a total that is divided more than once (按收入性质分, 按支出性质分): by which division, from 0, it is a part. Each comes to the whole. */
  readonly division?: number;
};

/** `before`: what stands before it in its sentence, `plain`; it tells a department's own total from a neighbour's or from last year's. */
export type Mention =
  | { readonly kind: 'amount'; readonly scope: MoneyScope; readonly basis: MoneyBasis; readonly amount: PrintedAmount; readonly before: string; readonly location: Location }
  /** `digits`: decimals printed, on which the tolerance depends. */
  | { readonly kind: 'rate'; readonly scope: MoneyScope; readonly percent: string; readonly digits: number; readonly before: string; readonly location: Location }
  /** 全部完成支付: funds are said to be spent without remainder. `amount`: how much, where it says so; `row`: the row of `money` it is about, where it stands in one form of several. */
  | { readonly kind: 'absolute'; readonly scope: MoneyScope; readonly text: string; readonly amount?: PrintedAmount; readonly before: string; readonly row?: number; readonly location: Location }
  /** `unitOnly`: what is left of a budget: it tells a wrong unit, but money may have been taken back besides. A part's `location`: where it is not that of the whole. */
  | { readonly kind: 'list'; readonly whole: PrintedAmount; readonly parts: readonly { readonly label: string; readonly amount: PrintedAmount; readonly location?: Location }[]; readonly exhaustive: boolean; readonly unitOnly?: true; readonly location: Location };

export type ReadTotals = {
  /** Sums over `items`, null where no row has the figure. */
  readonly weight: string | null;
  readonly score: string | null;
  /** What the document itself claims. */
  readonly claimedTotal: string | null;
  readonly claimedGrade: Rating | null;
  /** Every place that claims a total or a grade. `ofProject`: of one project, in running text. */
  readonly claims: readonly { readonly total: string | null; readonly grade: Rating | null; readonly text: string; readonly ofProject?: boolean; readonly location: Location }[];
};

/** `chapter`: heading above it; `role` what the reader took it for. */
export type Passage = { readonly text: string; readonly chapter: string | null; readonly role: 'heading' | 'paragraph' | 'cell'; readonly location: Location };
