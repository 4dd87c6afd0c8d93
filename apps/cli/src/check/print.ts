import { styleText } from 'node:util';
import type { Severity } from '@hengji/checks';
import { placeOf, severities, severityTitles, sumsLine, unreadLines, wayTitles, type CheckReport } from '@hengji/documents';

const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Readonly<Record<Severity, string>>;

/** A report for people, by severity, most serious first; `colour` only on a terminal. */
export function printReport(file: string, report: CheckReport, colour: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { document, findings, summary, reconciled } = report;
  const { title, unit, year } = document;
  // A title mostly names its unit and its year.
  const told = title?.replace(/\s/g, '') ?? '';
  const head = [paint('bold', file), [title, unit === null || told.includes(unit) ? null : unit, year === null || told.includes(`${year}年`) ? null : `${year} 年度`].filter((part) => part !== null).join(' · ')];
  const groups = severities.flatMap((severity) => {
    const own = findings.filter((found) => found.severity === severity);
    if (own.length === 0) return [];
    return ['', paint(colours[severity], `${severityTitles[severity]}（${own.length}）`), ...own.flatMap((found) => [`  ${found.rule.padEnd(3)} ${placeOf(found.location)}：${found.message}`, ...(found.proposal === null ? [] : [`      建议改为：${found.proposal}`])])];
  });
  const found = reconciled.map(({ way, total }) => `  ${total} 分可以这样得到：${wayTitles[way]}`);
  const unread = unreadLines(report).map((line) => `  ${line}`);
  return [
    ...head,
    ...groups,
    ...(found.length === 0 ? [] : ['', '总分的来历', ...found]),
    ...(unread.length === 0 ? [] : ['', '没有读懂的地方', ...unread]),
    '',
    `${sumsLine(report)}；错误 ${summary.error}，需要答复 ${summary.warning}，提示 ${summary.note}。`,
    '',
  ].join('\n');
}
