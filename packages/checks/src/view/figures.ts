import { exactInteger, isOfAnotherPeriod, namesWholeScope, plainText, type Exact, type Fen, type Location, type Mention, type MoneyBasis, type MoneyScope, type PrintedAmount, type ReadDocument } from '@hengji/domain';

/** One printed amount of the document: what it is about, and what it means after rule U1's repairs. */
export type Figure = {
  readonly scope: MoneyScope;
  /** `payable` (应拨付, 下达) is a budget by another name: rule B1 asks which, the arithmetic is the same. */
  readonly basis: Exclude<MoneyBasis, 'payable'>;
  readonly statedBasis: MoneyBasis;
  readonly label: string;
  readonly printed: PrintedAmount;
  readonly location: Location;
  /** The row of the money block it stands in; null for running text. */
  readonly row: number | null;
  /** The table of that row, where the document has some. */
  readonly table: number | null;
  /** Of a total that is divided more than once, the division whose part it is; null elsewhere. */
  readonly division: number | null;
  /** Whether it is surely the quantity that its scope names: a cell of the money block, or a mention in set words. Only such figures contradict each other. */
  readonly firm: boolean;
  /** Whether it stands in the form of one project within a department's report; it then only compares with its own form. */
  readonly ofProject: boolean;
};

function basisOf(stated: MoneyBasis): Figure['basis'] {
  return stated === 'payable' ? 'budget' : stated;
}

const ownTotal = /整体支出|支出总额|总支出|预算总额|决算总额|资金总额|支出[合总]计|预算经费|(?:^|[^\p{Script=Han}]|[度门位年])(?:部门|单位|年初|全年|年度|本年度?|当年|调整后的?)?(?:部门|单位)?(?:总|实际)?(?:支出|预算|决算|执行|决算支出)(?:数|总额|合计|金额)?(?:\([^()]*\))?(?:共计?|合计)?(?:为|是|:)?$/u;

/** The last clause of what stands before a figure. */
function clauseOf(before: string): string {
  return before.split(/[,;、]/).at(-1) ?? '';
}

type Named = Extract<Mention, { kind: 'amount' | 'rate' | 'absolute' }>;

const scopeNames: Readonly<Partial<Record<MoneyScope, RegExp>>> = { total: /整体支出|总额|总支出|合计|总计|预算(?:经费|资金)|(?:部门|单位|全年|年度|本年度?|当年|总)(?:支出|预算|决算|执行)|^[^,;]*(?:支出|预算|决算|执行)(?:数|金额)?(?:为|是|:)?$/, basic: /基本支出/, project: /项目/, threePublic: /三公/ };
const onlyBasis = /^[,;、(:]*(?:其)?(?:年初|全年|年度|本年度?|实际|调整后?|已|共|应|到位|下达|拨付|的)*(?:预算|决算|执行|支出|支付|使用|完成|调整|拨付|安排|资金)*(?:数|金额|资金|总额)?(?:为|是|:|共|达|约|计)*$/;
const othersMoney = /全县|全市|全区|全省|全镇|全国|总投资|专项/;

/** Whether the words right before an amount name its scope, or nothing but its basis: in 基本支出200万元,其中人员经费150万元 the second is another quantity. */
function isNamed({ scope, before }: Extract<Mention, { kind: 'amount' }>): boolean {
  const name = scopeNames[scope];
  const words = before.split(/\d(?:亿元|万元|元)/).at(-1) ?? '';
  return name === undefined || onlyBasis.test(words) || (name.test(words) && !othersMoney.test(words));
}

/** Whether a mention is about the reported year's spending at all. */
export function isOwn(mention: Named, year: number | null): boolean {
  if (mention.scope === 'carriedOver') return true;
  return namesWholeScope(mention) && !isOfAnotherPeriod(mention.before, year) && !(mention.kind === 'amount' && !isNamed(mention));
}

function isFirm({ scope, before }: Extract<Mention, { kind: 'amount' }>): boolean {
  switch (scope) {
    case 'total':
      return ownTotal.test(before);
    case 'basic':
    case 'project':
    case 'threePublic':
      return true;
    case 'appropriation':
    case 'carriedOver':
    case 'otherSpending':
    case 'otherFunds':
    case 'part':
      return false;
  }
}

/** Every amount that the money block or running text prints, each place once. */
export function figuresOf(document: ReadDocument): readonly Figure[] {
  const mentions = document.mentions.filter((mention) => mention.kind === 'amount');
  const foreign = new Set(mentions.filter((mention) => !isOwn(mention, document.year)).map((mention) => placeOf(mention.scope, mention.amount, mention.location)));
  const bases = new Map(mentions.filter((mention) => mention.basis !== 'actual').map((mention) => [placeOf(mention.scope, mention.amount, mention.location), mention.basis]));
  const rows = document.money.flatMap((row, index): readonly Figure[] =>
    (['initial', 'budget', 'actual'] as const).flatMap((basis) => {
      const printed = row[basis];
      if (printed === null) return [];
      const place = placeOf(row.scope, printed, row.location);
      // A money block that was read out of running text repeats its mentions, with what they say of the basis.
      const statedBasis = basis === 'budget' ? (bases.get(place) ?? basis) : basis;
      return foreign.has(place) ? [] : [{ scope: row.scope, basis, statedBasis, label: row.label, printed, location: row.location, row: index, table: row.table ?? null, division: row.division ?? null, firm: true, ofProject: row.ofProject === true }];
    }),
  );
  const inRows = new Set(rows.map((figure) => placeOf(figure.scope, figure.printed, figure.location)));
  const mentioned = mentions.flatMap((mention): readonly Figure[] => {
    const place = placeOf(mention.scope, mention.amount, mention.location);
    if (inRows.has(place) || foreign.has(place)) return [];
    return [{ scope: mention.scope, basis: basisOf(mention.basis), statedBasis: mention.basis, label: '', printed: mention.amount, location: mention.location, row: null, table: null, division: null, firm: isFirm(mention), ofProject: false }];
  });
  return [...rows, ...mentioned];
}

function placeOf(scope: MoneyScope, printed: PrintedAmount, location: Location): string {
  return JSON.stringify([scope, printed.text, placeKey(location)]);
}

/** A place without the row that it belongs to. */
export function placeKey(location: Location): string {
  const known = placeKeys.get(location);
  if (known !== undefined) return known;
  const { item: _, ...place } = location;
  const key = JSON.stringify(place);
  placeKeys.set(location, key);
  return key;
}

/** Worked out once: every figure is asked for its place again and again. */
const placeKeys = new WeakMap<Location, string>();

/** What a figure means as it stands, 分. */
export function printedValue({ printed }: Figure): Exact {
  return exactInteger(printed.fen);
}

/** 分 in half of the last printed digit: a figure is only as exact as it was printed. */
export function halfDigit(printed: PrintedAmount): Fen {
  const perUnit = { yuan: 100n, wanyuan: 1_000_000n, yiyuan: 10_000_000_000n }[printed.unit];
  const half = perUnit / (2n * 10n ** BigInt(printed.places));
  // A 分 itself may have been rounded.
  return half < 1n ? 1n : half;
}

const financialRate = /(?:预算(?:资金)?总?(?:执行|完成|支付)|(?:资金|支出|经费)(?:总)?(?:预算)?(?:支付|支出|执行|使用|拨付|控制|完成)?|三公"?经费"?(?:预算)?控制|支付|执行)(?:率|进度)/;
/** 控制率 alone is a rate of money only where its sentence has just printed amounts: posts have one too. */
const bareRate = /^(?:总体|整体|综合)?(?:执行|支付|控制)(?:率|进度)/;
const otherRate = /采购|工作|任务|项目完成|目标|指标|建设|入库|征收|收入|转移支付/;

/** Whether a printed rate is the execution of money, and of all money of its scope: 任务完成率98% is not. */
export function isExecutionRate(mention: Extract<Mention, { kind: 'rate' }>, year: number | null): boolean {
  const clause = clauseOf(plainText(mention.before));
  const bare = bareRate.test(clause);
  return isOwn(mention, year) && (bare ? /\d(?:亿|万)?元/.test(mention.before) || !clause.startsWith('控制') : financialRate.test(clause)) && !otherRate.test(clause);
}
