const otherYear = /上年|去年|上一年|往年|前年|历年/;

/** 截至6月底, 1-9月, 一季度: what a part of the year had spent. */
const partOfYear = /(?:截至?|至)(?:20\d{2}年)?(?<!\d)(?:[1-9]|1[01])月(?:底|末|\d{1,2}日)|(?<!\d)1-(?:[1-9]|1[01])月|[一二三四]季度|上半年/;

/** Whether a figure is another year's, or a part of a year's, by what stands `before` it in its sentence: it says nothing about the reported year. */
export function isOfAnotherPeriod(before: string, year: number | null): boolean {
  const last = [...before.matchAll(/(?<!\d)(20\d{2})年/g)].at(-1)?.[1];
  return partOfYear.test(before) || (last !== undefined && year !== null && Number(last) !== year) || otherYear.test(before.split(/[,;、]/).at(-1) ?? '');
}
