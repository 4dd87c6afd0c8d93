import { escapeHtml } from '../html.js';
import { placeOf, sumsLine, unreadLines, type CheckReport } from './report.js';
import type { Shown, ShownBlock } from './shown.js';
import { severities, severityTitles, wayTitles } from './titles.js';

type Marked = { readonly finding: CheckReport['findings'][number]; readonly place: number | null };

/** One checked document: its text on one side, what was found on the other, each leading to the other by links alone. `prefix` keeps its anchors apart from those of other documents. */
export function sectionOf(file: string, report: CheckReport, shown: Shown, prefix: string): string {
  const marked = report.findings.map((finding, index): Marked => ({ finding, place: shown.marks[index] ?? null }));
  const ordered = severities.flatMap((severity) => marked.filter(({ finding }) => finding.severity === severity));
  const numbers = new Map(ordered.map((one, index) => [one, index + 1]));
  const at = new Map<number, Marked[]>();
  for (const one of ordered) if (one.place !== null) at.set(one.place, [...(at.get(one.place) ?? []), one]);

  const anchored = (place: number, text: string): { readonly attributes: string; readonly inner: string } => {
    const found = at.get(place) ?? [];
    const inner = escapeHtml(text).replaceAll('\n', '<br>');
    const [first] = found;
    if (first === undefined) return { attributes: '', inner };
    const links = found.map((one) => `<a class="ref ${one.finding.severity}" href="#${prefix}f${numbers.get(one)}">${one.finding.rule}</a>`).join('');
    return { attributes: ` id="${prefix}p${numbers.get(first)}" class="marked ${first.finding.severity}"`, inner: `${inner}${links}` };
  };
  const blockHtml = (block: ShownBlock): string => {
    if (block.kind === 'line') {
      const { attributes, inner } = anchored(block.place, block.text);
      return `<p${attributes}>${inner}</p>`;
    }
    return `<div class="wide"><table>${block.rows.map((row) => `<tr>${row.map((cell) => {
      const { attributes, inner } = anchored(cell.place, cell.text);
      return `<td${cell.rows > 1 ? ` rowspan="${cell.rows}"` : ''}${cell.columns > 1 ? ` colspan="${cell.columns}"` : ''}${attributes}>${inner}</td>`;
    }).join('')}</tr>`).join('')}</table></div>`;
  };

  const card = (one: Marked): string => {
    const { rule, message, proposal, severity, location } = one.finding;
    const place = escapeHtml(placeOf(location));
    const first = one.place === null ? undefined : at.get(one.place)?.[0];
    const where = first === undefined ? `<span>${place}</span>` : `<a href="#${prefix}p${numbers.get(first)}">${place}</a>`;
    return `<li id="${prefix}f${numbers.get(one)}" class="${severity}"><b>${rule}</b> ${where}<p>${escapeHtml(message)}</p>${proposal === null ? '' : `<p class="proposal">建议改为：${escapeHtml(proposal)}</p>`}</li>`;
  };
  const groups = severities.flatMap((severity) => {
    const own = ordered.filter(({ finding }) => finding.severity === severity);
    return own.length === 0 ? [] : [`<h3>${severityTitles[severity]}（${own.length}）</h3><ol>${own.map(card).join('')}</ol>`];
  });
  const ways = report.reconciled.map(({ way, total }) => `<li>${escapeHtml(total)} 分可以这样得到：${wayTitles[way]}</li>`);
  const { document, summary } = report;
  const unread = unreadLines(report).map((line) => `<li>${escapeHtml(line)}</li>`);
  return `<section><header><h2>${escapeHtml(document.title ?? file)}</h2><p>${escapeHtml([file, document.unit, document.year === null ? null : `${document.year} 年度`].filter((part) => part !== null).join(' · '))}</p>
<p>${escapeHtml(sumsLine(report))}；错误 ${summary.error}，需要答复 ${summary.warning}，提示 ${summary.note}。</p></header>
<div class="sides"><article lang="zh-CN">${[...shown.blocks.map(blockHtml), ...(shown.cut ? ['<p>以下内容过长，没有显示。</p>'] : [])].join('\n')}</article><aside aria-label="查出的问题">${groups.join('\n') || '<p>没有查出问题。</p>'}${ways.length === 0 ? '' : `<h3>总分的来历</h3><ul>${ways.join('')}</ul>`}${unread.length === 0 ? '' : `<h3>没有读懂的地方</h3><ul>${unread.join('')}</ul>`}</aside></div></section>`;
}

const css = `:root{color-scheme:light dark;--line:#c9ced6;--paper:#fff;--text:#1c2024;--error:#b3261e;--warning:#8a5300;--note:#1f5f99}
@media(prefers-color-scheme:dark){:root{--line:#464c55;--paper:#16191d;--text:#e6e8eb;--error:#ff8a80;--warning:#ffc061;--note:#8ec5ff}}
body{margin:0 auto;max-width:92rem;padding:1rem 1.5rem;background:var(--paper);color:var(--text);font:16px/1.7 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.4rem}h2{font-size:1.2rem;margin-bottom:.2rem}header p{margin:.1rem 0}.sides{display:grid;grid-template-columns:minmax(0,3fr) minmax(20rem,2fr);gap:1.5rem;border-top:1px solid var(--line);margin-top:.8rem}
article{padding:.5rem 0;overflow-wrap:anywhere}article p{margin:.35rem 0}aside{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:.5rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem}td{border:1px solid var(--line);padding:.25rem .4rem;vertical-align:top}
.marked{border-left:4px solid;padding-left:.5rem}.error{border-color:var(--error)}.warning{border-color:var(--warning)}.note{border-color:var(--note)}
.ref{margin-left:.3rem;font-size:.75rem;font-weight:600;text-decoration:none}.ref.error,li.error b{color:var(--error)}.ref.warning,li.warning b{color:var(--warning)}.ref.note,li.note b{color:var(--note)}
ol,aside ul{list-style:none;padding:0;margin:0}aside li{border-left:4px solid;padding:.3rem .7rem;margin:.5rem 0}aside ul li{border:0}aside li p{margin:.1rem 0}.proposal{font-weight:600}a{color:inherit}
:target{background:color-mix(in srgb,currentColor 12%,transparent);outline:2px solid currentColor}
@media(max-width:60rem){.sides{grid-template-columns:minmax(0,1fr)}aside{position:static;max-height:none}}
@media print{aside{position:static;max-height:none}}`;

/** The page of all checked documents: complete in itself, without scripts, and nothing in it can load or run anything. */
export function pageOf(sections: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>绩效自评检查结果</title><style>${css}</style></head>
<body><h1>绩效自评检查结果</h1>
${sections.join('\n')}
</body>
</html>
`;
}
