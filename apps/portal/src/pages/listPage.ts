import { escapeHtml } from '@hengji/documents';
import { ratings } from '@hengji/domain';
import { addressOf, type Place } from '../address.js';
import { pageSize, type PublicationFilter, type PublicationList, type PublicationRow } from '../records.js';
import { wordsOf, type Words } from '../words.js';
import { renderPage } from './layout.js';

/** The list of published results with its search form (plain GET). */
export function renderListPage(place: Place, filter: PublicationFilter, list: PublicationList): string {
  const words = wordsOf(place.language);
  return renderPage(place, {
    title: words.listTitle,
    self: { path: '/', query: queryOf(filter, filter.page) },
    main: [formOf(place, filter, words), `<p>${escapeHtml(words.found(list.total))}</p>`, tableOf(place, list, words), pagesOf(place, filter, list, words)].join('\n'),
  });
}

function queryOf(filter: PublicationFilter, page: number): Readonly<Record<string, string>> {
  return { year: filter.year === null ? '' : String(filter.year), unit: filter.unit ?? '', grade: filter.grade ?? '', page: page === 1 ? '' : String(page) };
}

function formOf(place: Place, filter: PublicationFilter, words: Words): string {
  const option = (value: string, label: string, chosen: boolean) => `<option value="${escapeHtml(value)}"${chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`;
  return [
    `<form method="get" action="${escapeHtml(addressOf({ ...place, language: 'zh-CN' }, '/'))}" role="search" aria-label="${escapeHtml(words.filter)}">`,
    ...(place.language === 'en' ? ['<input type="hidden" name="lang" value="en">'] : []),
    `<label>${escapeHtml(words.year)}<input type="text" name="year" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" size="6" value="${filter.year === null ? '' : String(filter.year)}"></label>`,
    `<label>${escapeHtml(words.unit)}<input type="search" name="unit" maxlength="60" value="${escapeHtml(filter.unit ?? '')}"></label>`,
    `<label>${escapeHtml(words.grade)}<select name="grade">${option('', words.allGrades, filter.grade === null)}${ratings.map((grade) => option(grade, words.gradeName(grade), grade === filter.grade)).join('')}</select></label>`,
    `<button type="submit">${escapeHtml(words.search)}</button>`,
    `<a href="${escapeHtml(addressOf(place, '/'))}">${escapeHtml(words.clear)}</a>`,
    '</form>',
  ].join('\n');
}

function tableOf(place: Place, list: PublicationList, words: Words): string {
  if (list.rows.length === 0) return `<p>${escapeHtml(words.nothing)}</p>`;
  const head = `<tr><th scope="col">${escapeHtml(words.department)}</th><th scope="col">${escapeHtml(words.year)}</th><th scope="col" class="numeric">${escapeHtml(words.score)}</th><th scope="col">${escapeHtml(words.grade)}</th><th scope="col">${escapeHtml(words.publishedOn)}</th></tr>`;
  return `<div class="report"><table><caption class="quiet">${escapeHtml(words.listTitle)}</caption><thead>${head}</thead><tbody>${list.rows.map((row) => rowOf(place, row, words)).join('\n')}</tbody></table></div>`;
}

function rowOf(place: Place, row: PublicationRow, words: Words): string {
  const cell = (label: string, value: string, numeric = false) => `<td${numeric ? ' class="numeric"' : ''} data-label="${escapeHtml(label)}">${escapeHtml(value)}</td>`;
  const name = place.language === 'en' && /\p{Script=Han}/u.test(row.unitName) ? `<span lang="zh-CN">${escapeHtml(row.unitName)}</span>` : escapeHtml(row.unitName);
  return [
    `<tr><th scope="row"><a href="${escapeHtml(addressOf(place, `/results/${encodeURIComponent(row.id)}`))}">${name}</a></th>`,
    cell(words.year, String(row.year)),
    cell(words.score, row.score ?? words.none, true),
    cell(words.grade, row.grade === null ? words.none : words.gradeName(row.grade)),
    `${cell(words.publishedOn, row.publishedOn)}</tr>`,
  ].join('');
}

function pagesOf(place: Place, filter: PublicationFilter, list: PublicationList, words: Words): string {
  const pages = Math.max(1, Math.ceil(list.total / pageSize));
  if (pages === 1) return '';
  const link = (page: number, label: string, rel: string) =>
    page < 1 || page > pages ? '' : `<li><a rel="${rel}" href="${escapeHtml(addressOf(place, '/', queryOf(filter, page)))}">${escapeHtml(label)}</a></li>`;
  return `<nav aria-label="${escapeHtml(words.pages)}"><ul>${link(filter.page - 1, words.previous, 'prev')}<li>${escapeHtml(words.pageOf(filter.page, pages))}</li>${link(filter.page + 1, words.next, 'next')}</ul></nav>`;
}
