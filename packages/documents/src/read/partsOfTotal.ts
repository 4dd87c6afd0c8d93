import { addExact, compareExact, exact, exactInteger } from '@hengji/domain';
import type { FlowLine } from './flow.js';
import { bareName, plainOf } from './wording.js';

const number = '(\\d{1,3}(?:\\.\\d+)?)';
const name = '([^()。;:,、\\d]{2,20})';
/** 产出指标50分,得49分; 产出指标(50分)得49分; 产出指标(49/50). */
const partPatterns = [
  { pattern: new RegExp(`${name}(?:\\(?(?:满分|分值|权重)?[:为]?)${number}分\\)?[,、]?(?:自评|实际)?(?:得分|得|实得)[:为]?${number}分`, 'g'), weightAt: 2, scoreAt: 3 },
  { pattern: new RegExp(`${name}\\((?:自评)?(?:得分?)?[:为]?${number}分?/${number}分?\\)`, 'g'), weightAt: 3, scoreAt: 2 },
] as const;

/** A sentence that says the total of an evaluation. */
const ofTotal = /自评|绩效|综合得分|总得?分/;
/** Parts; two may be examples. */
const leastParts = 3;
const full = exactInteger(100n);

/** A part by its name, with its points and what it got. */
export type PartOfTotal = { readonly name: string; readonly weight: string; readonly score: string; readonly line: FlowLine };

function partsIn(line: FlowLine): readonly PartOfTotal[] {
  const text = plainOf(line);
  if (!ofTotal.test(text)) return [];
  for (const { pattern, weightAt, scoreAt } of partPatterns) {
    const parts = [...text.matchAll(pattern)].map((match): PartOfTotal => ({ name: bareName((match[1] ?? '').replace(/^其中/, '').replace(/(?:满分|分值|权重)$/, '')), weight: match[weightAt] ?? '', score: match[scoreAt] ?? '', line }));
    const weights = parts.map(({ weight }) => exact(weight) ?? exactInteger(0n));
    // Only what comes to 100 points is surely all of it.
    if (parts.length >= leastParts && compareExact(weights.reduce(addExact), full) === 0) return parts;
  }
  return [];
}

/** 自评得分98.5分,其中:预算执行率10分,得9.5分;产出指标50分,得50分;…: the parts of a total that one paragraph tells, where they come to 100 points. */
export function partsOfTotal(lines: readonly FlowLine[]): readonly PartOfTotal[] {
  return lines.map(partsIn).find((parts) => parts.length > 0) ?? [];
}
