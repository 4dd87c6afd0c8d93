import { addExact, compareExact, divideExact, exact, exactInteger, minExact, multiplyExact, subtractExact, toFixedHalfUp, toTrimmed, type Exact, type ReadDocument, type ReadItem } from '@hengji/domain';
import type { Thresholds } from './thresholds.js';
import { absolute } from './view/identity.js';
import { sumOf } from './view/view.js';

/** How a false total may have come about (rule W7). */
export const reconcilingWays = ['deductions', 'capped', 'rescaled', 'normalised'] as const;
export type ReconcilingWay = (typeof reconcilingWays)[number];

export type Reconciled = { readonly way: ReconcilingWay; readonly total: string };

type Node = { readonly weight: Exact | null; readonly items: readonly ReadItem[]; readonly children: readonly Node[] };

/** The declared tree; rows without a level are leaves of the root. */
function treeOf(document: ReadDocument): readonly Node[] {
  const weightOf = (text: string | null) => (text === null ? null : exact(text));
  const loose = document.items.filter((item) => item.level1 === null);
  const first = document.levels.filter((level) => level.level === 1);
  return [
    ...loose.map((item): Node => ({ weight: null, items: [item], children: [] })),
    ...first.map((level): Node => {
      const own = document.items.filter((item) => item.level1 === level.name);
      const second = document.levels.filter((one) => one.level === 2 && one.parent === level.name);
      return {
        weight: weightOf(level.weight),
        items: own.filter((item) => item.level2 === null),
        children: second.map((one): Node => ({ weight: weightOf(one.weight), items: own.filter((item) => item.level2 === one.name), children: [] })),
      };
    }),
  ];
}

const scoreOf = (item: ReadItem) => sumOf([item.score]);
const weightOf = (item: ReadItem) => sumOf([item.weight]);
const total = (values: readonly Exact[]) => values.reduce(addExact, exactInteger(0n));

/** Points of a group, but never more than it declares. */
function capped(node: Node): Exact {
  const points = total([...node.items.map(scoreOf), ...node.children.map(capped)]);
  return node.weight === null ? points : minExact(points, node.weight);
}

/** Points of a group, shrunk in proportion where its parts weigh more than it declares. */
function rescaled(node: Node): { readonly points: Exact; readonly weight: Exact } {
  const parts = [...node.items.map((item) => ({ points: scoreOf(item), weight: weightOf(item) })), ...node.children.map(rescaled)];
  const points = total(parts.map((part) => part.points));
  const weight = total(parts.map((part) => part.weight));
  if (node.weight === null) return { points, weight };
  return { points: divideExact(multiplyExact(points, node.weight), weight) ?? points, weight: node.weight };
}

/** The ways that lead from the rows to the claimed total, in the catalogue's order; only those that do are told. */
export function reconcile(document: ReadDocument, thresholds: Thresholds): readonly Reconciled[] {
  const claimed = exact(document.totals.claimedTotal ?? '');
  if (claimed === null || document.items.length === 0 || document.items.some((item) => item.weight === null || item.score === null)) return [];
  const full = exact(thresholds.fullWeight) ?? exactInteger(100n);
  const score = total(document.items.map(scoreOf));
  const weight = total(document.items.map(weightOf));
  const tree = treeOf(document);
  const ways: readonly (readonly [ReconcilingWay, Exact | null])[] = [
    ['deductions', subtractExact(full, subtractExact(weight, score))],
    ['capped', total(tree.map(capped))],
    ['rescaled', total(tree.map((node) => rescaled(node).points))],
    ['normalised', divideExact(multiplyExact(score, full), weight)],
  ];
  const near = { numerator: 1n, denominator: 100n };
  if (compareExact(absolute(subtractExact(score, claimed)), near) <= 0) return [];
  return ways.flatMap(([way, value]) => (value !== null && toFixedHalfUp(value, 2) === toFixedHalfUp(claimed, 2) ? [{ way, total: toTrimmed(value, 2) }] : []));
}
