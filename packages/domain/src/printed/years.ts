const otherYear = /上年|去年|上一年|往年|前年|历年/;

/** Whether a figure is another year's, by what stands `before` it in its sentence: it says nothing about the reported one. */
export function isOfAnotherYear(before: string, year: number | null): boolean {
  const last = [...before.matchAll(/(?<!\d)(20\d{2})年/g)].at(-1)?.[1];
  return (last !== undefined && year !== null && Number(last) !== year) || otherYear.test(before.split(/[,;、]/).at(-1) ?? '');
}
