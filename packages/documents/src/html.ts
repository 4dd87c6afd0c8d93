import { assertNever } from '@hengji/domain';
import type { Block, Cell, Inline, Report } from './report.js';

type Table = Extract<Block, { kind: 'table' }>;

/** The report as one complete HTML page without scripts, styles or links. Everything from the model is escaped. */
export function renderHtml(report: Report): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(report.language)}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(report.title)}</title></head>`,
    '<body>',
    `<h1>${escapeHtml(report.title)}</h1>`,
    renderFragment(report),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * The report's blocks without its title, for a page that has its own head: sections, no styles, no scripts, no links.
 * `reportCss` styles it. Everything from the model is escaped.
 */
export function renderFragment(report: Report): string {
  return [`<div class="report" lang="${escapeHtml(report.language)}">`, ...report.blocks.map(renderBlock), '</div>'].join('\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.items.map(({ term, value }) => `<div><dt>${escapeHtml(term)}</dt><dd>${inline(value)}</dd></div>`).join('')}</dl>`;
    case 'table':
      return renderTable(block);
    default:
      return assertNever(block);
  }
}

function renderTable(table: Table): string {
  const head = table.columns.map((column) => `<th scope="col"${column.numeric ? ' class="numeric"' : ''}>${escapeHtml(column.label)}</th>`).join('');
  return [
    `<table><caption>${escapeHtml(table.caption)}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>${renderRows(table, table.rows)}</tbody>`,
    table.foot.length === 0 ? '' : `<tfoot>${renderRows(table, table.foot)}</tfoot>`,
    '</table>',
  ].join('');
}

function renderRows(table: Table, rows: readonly (readonly Cell[])[]): string {
  /** For each column, how many more rows a cell from above still covers. */
  const covered = table.columns.map(() => 0);
  return rows
    .map((cells) => {
      let column = 0;
      const written = cells.map((cell) => {
        while ((covered[column] ?? 0) > 0) column += 1;
        const at = column;
        for (let next = at; next < at + (cell.columns ?? 1); next += 1) covered[next] = cell.rows ?? 1;
        column = at + (cell.columns ?? 1);
        return renderCell(table, cell, at);
      });
      covered.forEach((left, index) => {
        covered[index] = Math.max(0, left - 1);
      });
      return `<tr>${written.join('')}</tr>`;
    })
    .join('');
}

function renderCell(table: Table, cell: Cell, column: number): string {
  const definition = table.columns[column];
  const spans = `${cell.rows === undefined || cell.rows === 1 ? '' : ` rowspan="${cell.rows}"`}${cell.columns === undefined || cell.columns === 1 ? '' : ` colspan="${cell.columns}"`}`;
  const numeric = (cell.numeric ?? definition?.numeric) === true && (cell.columns ?? 1) === 1 ? ' class="numeric"' : '';
  if (cell.header === true) return `<th scope="${(cell.rows ?? 1) > 1 ? 'rowgroup' : 'row'}"${spans}${numeric}>${inline(cell)}</th>`;
  // The label is shown before the value where the screen is too narrow for columns.
  return `<td${spans}${numeric} data-label="${escapeHtml(definition?.label ?? '')}">${inline(cell)}</td>`;
}

function inline(text: Inline): string {
  const attributes = `${text.language === undefined ? '' : ` lang="${escapeHtml(text.language)}"`}${text.hint === undefined ? '' : ` title="${escapeHtml(text.hint)}"`}`;
  return attributes === '' ? escapeHtml(text.text) : `<span${attributes}>${escapeHtml(text.text)}</span>`;
}

/** Safe both as text and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
