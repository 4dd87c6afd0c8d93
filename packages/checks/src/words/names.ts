/** Slips in the names of parties and documents and in set phrases: what is printed, and what is meant (T3). */
export type Slip = { readonly pattern: RegExp; readonly right: string };

const place = '\\p{Script=Han}{2,8}?';

/** `$1` in `right` is what the pattern's group matched. */
export const slips: readonly Slip[] = [
  // 中央和甘肃省委 speaks of two; 中央合水县委 of one that does not exist.
  { pattern: new RegExp(`中央(?![和与及、办组宣统政国军纪])(?=${place}(?:省|市|县|区|州|旗)委(?!员))`, 'gu'), right: '中共' },
  { pattern: /在未(?=进行|接受|开展)/g, right: '未' },
  { pattern: /中华人民共合国/g, right: '中华人民共和国' },
  { pattern: /帐务|记帐|做帐|帐目|台帐/g, right: '账' },
  { pattern: /按排/g, right: '安排' },
  { pattern: /预算绩郊/g, right: '预算绩效' },
];
