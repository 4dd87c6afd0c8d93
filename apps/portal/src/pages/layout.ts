import { escapeHtml } from '@hengji/documents';
import { addressOf, type Place } from '../address.js';
import { stylesheetPath } from '../stylesheet.js';
import { wordsOf } from '../words.js';

export type Page = {
  readonly title: string;
  /** HTML of the main part, below the title. */
  readonly main: string;
  /** Path and query of this page on its side of the wall, for the switch of languages; null where there is none (errors). */
  readonly self: { readonly path: string; readonly query: Readonly<Record<string, string>> } | null;
};

/** A whole page: no script, no image, one stylesheet. `main` is HTML already; everything else is escaped here. */
export function renderPage(place: Place, page: Page): string {
  const words = wordsOf(place.language);
  const title = place.rehearsal ? words.rehearsalTitle(page.title) : page.title;
  const other: Place = { ...place, language: place.language === 'en' ? 'zh-CN' : 'en' };
  const otherLink = page.self === null ? null : escapeHtml(addressOf(other, page.self.path, page.self.query));
  return [
    '<!doctype html>',
    `<html lang="${place.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...(place.rehearsal || page.self === null ? ['<meta name="robots" content="noindex, nofollow">'] : []),
    `<title>${escapeHtml(title === words.site ? title : `${title} - ${words.site}`)}</title>`,
    ...(otherLink === null ? [] : [`<link rel="alternate" hreflang="${other.language}" href="${otherLink}">`]),
    `<link rel="stylesheet" href="${escapeHtml(place.base + stylesheetPath)}">`,
    '</head>',
    `<body${place.rehearsal ? ' class="rehearsal"' : ''}>`,
    '<header>',
    `<a class="skip" href="#main">${escapeHtml(words.skip)}</a>`,
    `<a href="${escapeHtml(addressOf(place, '/'))}">${escapeHtml(words.site)}</a>`,
    ...(otherLink === null ? [] : [`<a href="${otherLink}" hreflang="${other.language}" lang="${other.language}">${escapeHtml(words.otherLanguage)}</a>`]),
    '</header>',
    '<main id="main" tabindex="-1">',
    ...(place.rehearsal ? [`<p class="banner">${escapeHtml(words.rehearsalBanner)}</p>`] : []),
    `<h1>${escapeHtml(title)}</h1>`,
    page.main,
    '</main>',
    `<footer><p>${escapeHtml(words.footer)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A page that says one thing: not found, too many requests, out of order. */
export function renderMessage(place: Place, title: string, text: string): string {
  return renderPage(place, { title, main: `<p>${escapeHtml(text)}</p>`, self: null });
}
