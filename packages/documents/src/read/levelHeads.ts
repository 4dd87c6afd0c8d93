/** A level that stands over columns of its own. */
const level = /^[一二三四]级(?:指标)?$/;
const itsName = /^(?:[一二三四]级)?(?:(?:绩效|具体|评价|考核)?指标)?(?:名称|内容)?$/;
const itsPoints = /^(?:指标)?(?:分值|权重|满分|标准分|分数)$/;
const itsScore = /^(?:自评|实际|指标)?(?:得分|评分)$/;

/**
 * The two lines of a head that prints 一级指标, 二级指标 and 三级指标 each over its name, its points and now and then its score, as one line: the name goes by its
 * level, the points stand beside it. Null for any other head. A wide cell that was not merged is empty behind its first column.
 */
export function underLevels(above: readonly string[], own: readonly string[]): readonly string[] | null {
  const over: string[] = [];
  for (const [column, text] of above.entries()) over.push(text === '' && own[column] !== '' && level.test(over[column - 1] ?? '') ? (over[column - 1] ?? '') : text);
  const under = own.flatMap((text, column) => (level.test(over[column] ?? '') && text !== '' && text !== over[column] ? [{ level: over[column] ?? '', column, text }] : []));
  const levels = [...new Set(under.map((one) => one.level))];
  const parted = levels.filter((one) => {
    const texts = under.filter((cell) => cell.level === one).map(({ text }) => text);
    return texts.filter((text) => itsName.test(text)).length === 1 && texts.some((text) => itsPoints.test(text));
  });
  if (parted.length === 0 || under.some(({ text }) => ![itsName, itsPoints, itsScore].some((pattern) => pattern.test(text)))) return null;
  const named = new Map(under.map(({ column, text, level: its }) => [column, itsName.test(text) ? its : text]));
  return own.map((text, column) => named.get(column) ?? (text === '' || text === above[column] ? (above[column] ?? '') : `${above[column] ?? ''}${text}`));
}
