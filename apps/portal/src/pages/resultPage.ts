import { escapeHtml, readRevision, reportHtml } from '@hengji/documents';
import { addressOf, type Place } from '../address.js';
import type { Publication } from '../records.js';
import { wordsOf, type Words } from '../words.js';
import { renderPage } from './layout.js';

/**
 * A published result: what it is, the result, the frozen revision, corrections, and how to check that nothing was changed.
 * Throws an `UnreadableRevisionError` when the stored revision is none.
 */
export function renderResultPage(place: Place, publication: Publication): string {
  const words = wordsOf(place.language);
  const path = `/results/${encodeURIComponent(publication.id)}`;
  const report = reportHtml(readRevision(publication.revision.text), {
    template: publication.template,
    unitName: publication.unitName,
    language: place.language,
    // The public's pages name no people.
    signatures: [],
  });
  return renderPage(place, {
    title: words.resultTitle(publication.unitName, publication.year),
    self: { path, query: {} },
    main: [
      `<p><a href="${escapeHtml(addressOf(place, '/'))}">${escapeHtml(words.back)}</a></p>`,
      aboutOf(publication, words),
      resultOf(publication, words),
      report,
      correctionsOf(publication, words),
      proofOf(place, path, publication, words),
    ].join('\n'),
  });
}

function factsOf(label: string, facts: readonly (readonly [string, string])[]): string {
  const items = facts.map(([term, value]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('');
  return `<section class="report" aria-label="${escapeHtml(label)}"><dl>${items}</dl></section>`;
}

function aboutOf(publication: Publication, words: Words): string {
  return factsOf(words.about, [
    [words.indexNumber, publication.indexNumber],
    [words.issuer, publication.issuer],
    [words.publishedOn, words.date(publication.publishedOn)],
  ]);
}

function resultOf(publication: Publication, words: Words): string {
  if (publication.score === null) return '';
  const grade = publication.grade === null ? '' : ` · ${words.grade} ${words.gradeName(publication.grade)}`;
  return `<h2>${escapeHtml(words.result)}</h2>\n<p class="score">${escapeHtml(words.score)} ${escapeHtml(publication.score)}${escapeHtml(grade)}</p>`;
}

function correctionsOf(publication: Publication, words: Words): string {
  const list = publication.corrections.map((correction) => `<li><time datetime="${escapeHtml(correction.on)}">${escapeHtml(words.date(correction.on))}</time> ${escapeHtml(correction.text)}</li>`);
  return `<h2>${escapeHtml(words.corrections)}</h2>\n${list.length === 0 ? `<p>${escapeHtml(words.noCorrections)}</p>` : `<ol>${list.join('')}</ol>`}`;
}

function proofOf(place: Place, path: string, publication: Publication, words: Words): string {
  const bytes = Buffer.byteLength(publication.revision.text, 'utf8').toLocaleString('en-US');
  const file = revisionFileName(publication);
  return [
    `<h2>${escapeHtml(words.proof)}</h2>`,
    `<p>${escapeHtml(words.proofText)}</p>`,
    `<p>${escapeHtml(words.proofHash)}<br><code>${escapeHtml(publication.revision.sha256)}</code></p>`,
    `<p><a href="${escapeHtml(addressOf(place, `${path}/revision.json`))}" download="${escapeHtml(file)}">${escapeHtml(words.download(bytes))}</a></p>`,
    `<p>${escapeHtml(words.proofHow)}</p>`,
    `<ul><li>Windows: <code>certutil -hashfile ${escapeHtml(file)} SHA256</code></li><li>Linux: <code>sha256sum ${escapeHtml(file)}</code></li><li>macOS: <code>shasum -a 256 ${escapeHtml(file)}</code></li></ul>`,
  ].join('\n');
}

/** Under this name the revision is downloaded; it names the year and the beginning of the hash. */
export function revisionFileName(publication: Publication): string {
  return `hengji-${publication.year}-${publication.revision.sha256.slice(0, 8)}.json`;
}
