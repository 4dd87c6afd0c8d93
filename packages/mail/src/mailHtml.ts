import type { MailContent } from './mail.js';

const body = 'margin:0;padding:16px;font-family:"PingFang SC","Microsoft YaHei",sans-serif;font-size:16px;line-height:1.6;color:#1a1a1a;background:#ffffff';
const notice = 'margin:0 0 16px;padding:8px 12px;border:2px solid #8a4b00;color:#8a4b00;background:#fff8e6;font-weight:bold';
const link = 'color:#0b5394;font-weight:bold';
const small = 'color:#595959;font-size:14px';

/** The mail as HTML without tables, images, scripts or outside styles: old mail programs show it, and it asks no server for anything. */
export function mailHtml(content: MailContent): string {
  const items = content.items.map((item) => `<li style="margin:0 0 8px">${escapeHtml(item.about)}${item.next === null ? '' : `<br>${escapeHtml(item.next)}`}</li>`);
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(content.language)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(content.subject)}</title></head>`,
    `<body style="${escapeHtml(body)}">`,
    ...(content.rehearsalNote === null ? [] : [`<p style="${notice}">${escapeHtml(content.rehearsalNote)}</p>`]),
    `<p>${escapeHtml(content.greeting)}</p>`,
    `<p>${escapeHtml(content.lead)}</p>`,
    ...(items.length === 0 ? [] : [`<ul style="padding-left:20px">${items.join('')}</ul>`]),
    `<p><a href="${escapeHtml(content.link.url)}" style="${link}">${escapeHtml(content.link.label)}</a></p>`,
    `<p style="${small}">${escapeHtml(content.footer)}</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Safe both as text and inside a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
