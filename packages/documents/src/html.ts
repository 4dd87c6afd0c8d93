import type { Block, Report } from './report.js';

/** The report as one complete HTML page without scripts, styles or links. Everything from the model is escaped. */
export function renderHtml(report: Report): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(report.language)}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(report.title)}</title></head>`,
    '<body>',
    `<h1>${escapeHtml(report.title)}</h1>`,
    ...report.blocks.map(renderBlock),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'table':
      return [
        `<table><caption>${escapeHtml(block.caption)}</caption>`,
        `<thead><tr>${block.header.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr></thead>`,
        `<tbody>${block.rows.map((row) => `<tr>${row.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`).join('')}</tbody></table>`,
      ].join('');
    default:
      return block satisfies never;
  }
}

/** Safe both as text and inside a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
