import { amountOfCell, numberOfCell, unitOfCell, type MoneyRow, type MoneyScope, type ReadDocument } from '@hengji/domain';

/** Rows of money, and what of them was not told apart. `inherits`: whether an amount prints no unit of its own. */
export type MoneyRows = { readonly money: readonly MoneyRow[]; readonly inherits: boolean; readonly unread: ReadDocument['unread'] };

/** Whether a cell holds an amount without its unit. */
export function lacksUnit(text: string): boolean {
  return amountOfCell(text, 'wanyuan') !== null && unitOfCell(text) === null;
}

/** Whether a cell says that there is no amount: it is empty, or holds nothing but dashes, a stroke or 无. Not a 0, which is one. */
export function isNoAmount(text: string): boolean {
  return /^(?:[-—–―/\\]*|无)$/.test(text);
}

const scopes: readonly (readonly [RegExp, MoneyScope])[] = [
  [/三公/, 'threePublic'],
  [/基本支出/, 'basic'],
  [/项目支出|项目经费/, 'project'],
  [/经营支出|上缴上级|附属单位补助|^其他支出/, 'otherSpending'],
  [/其他/, 'otherFunds'],
  [/结转/, 'carriedOver'],
  [/财政拨款|财政资金|一般公共预算/, 'appropriation'],
  [/总额|合计|总计|整体支出|资金总|年度资金|支出预算总|预算执行/, 'total'],
];

/** What a row of money is about by its label; null where that does not say. */
export function scopeOf(label: string): MoneyScope | null {
  return scopes.find(([pattern]) => pattern.test(label))?.[1] ?? null;
}

/** A sheet may show a rate as it stores it: 0.9587 of the budget, not per cent of it. */
export function percentOfCell(text: string): string | null {
  const figure = numberOfCell(text);
  const share = /^(?:0|1)(?:\.(\d+))?$/.exec(figure ?? '');
  if (figure === null || share === null || text.includes('%') || share[1] === undefined) return figure;
  const digits = figure.replace('.', '').padEnd(3, '0');
  return `${digits.slice(0, 3).replace(/^0+(?=\d)/, '')}${digits.length > 3 ? `.${digits.slice(3)}` : ''}`;
}
