import { plainText } from '@hengji/domain';

export { plainOf, plainText as plain } from '@hengji/domain';

/** `plain`, without the spaces that only set words or letters apart: 合 计. */
export function tight(text: string): string {
  return plainText(text).replace(/\s/g, '');
}

/** The numbering in front of a heading and what it says of its rank; `rest` is the text behind it. */
export type Numbering = { readonly rank: 'chapter' | 'part' | 'level1' | 'level2' | 'none'; readonly rest: string };

const chineseNumber = '[一二三四五六七八九十]+';

const numberings: readonly (readonly [Exclude<Numbering['rank'], 'none'>, RegExp])[] = [
  ['chapter', new RegExp(`^(?:第${chineseNumber}(?:部分|章)、?|${chineseNumber}、)`)],
  ['part', new RegExp(`^\\(${chineseNumber}\\)[、.]?`)],
  ['level2', /^(?:\(\d{1,2}\)|\d{1,2}\)|[\u2460-\u2473])[、.]?/],
  ['level1', /^指标\d{1,2}[:、.]/],
  ['level1', /^\d{1,2}(?:[、.](?!\d)|(?=[\p{Script=Han}]{2}))/u],
];

/** Reads numbering as official documents use it: 一、 (一) 1. (1). The text must be `plain`. */
export function numberingOf(text: string): Numbering {
  for (const [rank, pattern] of numberings) {
    const match = pattern.exec(text);
    if (match !== null) return { rank, rest: text.slice(match[0].length).trim() };
  }
  return { rank: 'none', rest: text };
}

/** 产出指标(50分), 数量指标 (20) : a level's name with the weight it declares. */
export const declaredWeight = /[([](?:分值|权重)?[::]?(\d+(?:\.\d+)?)(?:分|%)?[)\]]$/;

/** 产出指标45分 as a level: the same without brackets. 满意度达90分 is an aim. */
export const bareWeight = /(?<=^[^≤≥<>%,;。]*\p{Script=Han})(?<![达得到于扣满为超至过计])(\d{1,2}(?:\.\d+)?)分$/u;

/** The name of a row or heading without its bullet, quotes, marks at its ends, and the words that only say that it is analysed. */
export function bareName(text: string): string {
  return text
    .replace(/^["“”:;,、。.\s●○◆◇■▪•·▲★☆➢]+|["“”:;,、。.\s]+$/g, '')
    .replace(/^"|"$/g, '')
    .replace(/(?:完成)?情况分析$/, '')
    .replace(/["“”]/g, '')
    .trim();
}
