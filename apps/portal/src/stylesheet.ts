import { reportCss } from '@hengji/documents';
import { sha256Of } from './address.js';

const portalCss = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #1a1a1a; background: #fff; font: 1rem/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif; }
header, main, footer { max-width: 64rem; margin: 0 auto; padding: 0.75rem 1rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1rem; border-bottom: 3px solid #0b4a8f; }
footer { border-top: 1px solid #767676; color: #4a4a4a; }
a { color: #0b4a8f; display: inline-block; min-height: 1.5rem; }
a:focus-visible, select:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid #b34700; outline-offset: 2px; }
header > a:first-of-type { font-weight: 600; text-decoration: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
h1 { font-size: 1.5rem; line-height: 1.4; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.2rem; line-height: 1.4; margin: 1.75rem 0 0.5rem; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 0 0 1rem; }
label { display: grid; gap: 0.15rem; font-weight: 500; }
select, input, button { font: inherit; min-height: 2.5rem; padding: 0.3rem 0.6rem; border: 1px solid #595959; border-radius: 4px; background: #fff; color: inherit; max-width: 100%; }
button { background: #0b4a8f; border-color: #0b4a8f; color: #fff; cursor: pointer; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; list-style: none; padding: 0; }
code { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; background: #f2f4f7; padding: 0.1rem 0.3rem; }
.banner { margin: 0; padding: 0.6rem 1rem; text-align: center; font-weight: 600; color: #5c3200; background: #fff1cc; border-bottom: 2px solid #8a4b00; }
.report .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.score { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.rehearsal::before { content: "演练  REHEARSAL"; position: fixed; inset: 35% -10% auto; text-align: center; font-size: clamp(2.5rem, 12vw, 8rem); font-weight: 700; white-space: nowrap; color: #8a4b00; opacity: 0.12; transform: rotate(-24deg); pointer-events: none; z-index: 1; }
@media print {
  @page { size: A4; margin: 20mm 15mm; }
  body { font-size: 11pt; color: #000; }
  header, footer, nav, form, .skip { display: none; }
  main { max-width: none; padding: 0; }
  a { color: #000; text-decoration: none; }
}
`;

/** One small file for all pages; its name changes with its content, so that browsers may keep it for ever. */
export const stylesheet = `${reportCss.trim()}\n${portalCss.trim()}\n`;
export const stylesheetPath = `/assets/portal-${sha256Of(stylesheet).slice(0, 12)}.css`;
