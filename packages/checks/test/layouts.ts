import { readdirSync, readFileSync } from 'node:fs';
import type { PrintedAmount, ReadDocument } from '@hengji/domain';
import { check } from '../src/check.js';

const folder = new URL('layouts/', import.meta.url);

/** Documents in the style of forms that places publish, with figures of our own: each is read and judged as its golden file says. */
export const layouts: readonly { readonly name: string; readonly file: string; readonly bytes: Uint8Array; readonly golden: URL }[] = readdirSync(folder)
  .filter((file) => /\.(?:html|txt)$/.test(file))
  .map((file) => ({ name: file.replace(/\.\w+$/, ''), file, bytes: readFileSync(new URL(file, folder)), golden: new URL(file.replace(/\.\w+$/, '.json'), folder) }));

const amount = (one: PrintedAmount | null) => (one === null ? null : `${one.text} ${one.unit}`);

/** What a golden file keeps of a document: everything read that a rule looks at, and what the rules say; nothing of places. */
export function summaryOf(document: ReadDocument) {
  const { kind, title, unit, year, items, levels, money, totals, unread } = document;
  const { findings, reconciled } = check(document);
  return {
    kind,
    title,
    unit,
    year,
    items: items.map((item) => [item.level1, item.level2, item.name, item.weight, item.score, item.target, item.actual, item.unit].map((part) => part ?? '').join(' | ')),
    levels: levels.filter(({ weight }) => weight !== null).map(({ level, name, weight }) => `${level} ${name} ${weight}`),
    money: money.map((row) => [row.scope, amount(row.initial), amount(row.budget), amount(row.actual), row.weight, row.rate, row.score].map((part) => part ?? '').join(' | ')),
    totals: { weight: totals.weight, score: totals.score, claimedTotal: totals.claimedTotal, claimedGrade: totals.claimedGrade },
    unread: unread.map(({ reason }) => reason),
    findings: findings.map(({ rule, severity, variant, expected, actual }) => [rule, severity, variant, expected, actual].map((part) => part ?? '').join(' | ')),
    reconciled,
  };
}
