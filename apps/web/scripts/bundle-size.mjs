// @ts-check
/**
 * The JavaScript that the first page of a signed-in person loads, gzipped: the entry, the frame and the inbox with everything they
 * import statically. Prints one JSON line; ends non-zero above the limit. Run after `vite build`.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Goal: at most 340 kB. */
const limitKilobytes = 340;
const dist = new URL('../dist/', import.meta.url);

/** @typedef {{ file: string, name?: string, isEntry?: boolean, src?: string, imports?: string[] }} Chunk */

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
/** What vite.config.ts calls the frame of every page and the inbox in it, each with all that it imports. */
const firstPage = ['frame', 'inbox'].flatMap((name) => Object.keys(manifest).filter((key) => manifest[key]?.name === name));

/** @type {Set<string>} */
const wanted = new Set();
/** @param {string} key */
function want(key) {
  if (wanted.has(key)) return;
  wanted.add(key);
  for (const next of manifest[key]?.imports ?? []) want(next);
}
const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true);
if (entries.length === 0 || firstPage.length !== 2) throw new Error('the build has no entry, no frame or no inbox');
for (const key of [...entries, ...firstPage]) want(key);

const chunks = [...wanted]
  .map((key) => manifest[key]?.file ?? '')
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, gzipBytes: gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length }))
  .sort((a, b) => b.gzipBytes - a.gzipBytes);
const gzipKilobytes = Math.round(chunks.reduce((sum, chunk) => sum + chunk.gzipBytes, 0) / 100) / 10;
console.log(JSON.stringify({ page: 'inbox', gzipKilobytes, limitKilobytes, chunks: process.argv.includes('--chunks') ? chunks : chunks.length }));
if (gzipKilobytes > limitKilobytes) {
  console.error(`The first page loads ${gzipKilobytes} kB of JavaScript; the limit is ${limitKilobytes} kB.`);
  process.exitCode = 1;
}
