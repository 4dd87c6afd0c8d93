/**
 * Styles of `renderFragment`, all below `.report`. Below 34rem a row becomes a block with its column names before the values, so that
 * a score table can be read at 320 px without scrolling sideways. Printed, heads repeat and rows stay whole.
 */
export const reportCss = `
.report { line-height: 1.6; overflow-wrap: anywhere; }
.report table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; }
.report caption { text-align: start; font-weight: 600; padding: 0.25rem 0; }
/* A table right below a heading of the same words keeps its caption for screen readers alone. */
.report h2 + table > caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.report th, .report td { border: 1px solid #767676; padding: 0.35rem 0.5rem; text-align: start; vertical-align: top; white-space: pre-line; }
.report thead th, .report tfoot th, .report tfoot td { background: #f2f4f7; font-weight: 600; }
.report tbody th { font-weight: 500; }
.report .numeric { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.report [title] { text-decoration: underline dotted; text-underline-offset: 0.2em; }
.report dl { margin: 0 0 1.5rem; }
.report dl > div { display: grid; grid-template-columns: minmax(7em, 14em) 1fr; gap: 0 1rem; padding: 0.25rem 0; border-bottom: 1px solid #d5d9e0; }
.report dt { font-weight: 600; }
.report dd { margin: 0; white-space: pre-line; }
@media (max-width: 34rem) {
  .report dl > div { grid-template-columns: 1fr; }
  .report thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .report table, .report caption, .report tbody, .report tfoot, .report tr, .report th, .report td { display: block; }
  .report tr { margin: 0 0 0.75rem; }
  .report td { display: flex; justify-content: space-between; gap: 1rem; border-top: 0; }
  .report td::before { content: attr(data-label); flex: none; max-width: 45%; color: #4a4a4a; }
  .report th + th { border-top: 0; }
  .report td:empty { display: none; }
  .report tbody th { font-weight: 600; }
  .report th[scope="rowgroup"], .report th[colspan] { background: #f2f4f7; }
}
@media print {
  .report thead { display: table-header-group; }
  .report tr { break-inside: avoid; }
  .report thead th, .report tfoot th, .report tfoot td { background: none; }
}
`;
