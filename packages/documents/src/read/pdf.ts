import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as library from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Flow } from './flow.js';
import { flowOfPages, type PageContent, type PageText } from './pdfPages.js';
import { drawnBy } from './pdfOperators.js';
import { picturesOf } from './pdfPictures.js';
import { rulesOf } from './pdfRules.js';
import { withoutRadicals } from './radicals.js';
import { UnreadableDocumentError } from './unreadable.js';

/** A report with all its annexes has fewer; the rest would only cost time. */
const maximumPages = 300;
/** Text pieces of one page beyond which nobody could read it. */
const maximumPieces = 20_000;

type Pdfjs = typeof library;

let loaded: Promise<Pdfjs> | undefined;

/** Stands for the browser's class, which the library makes one of on loading and uses only to draw. */
class NoMatrix {}

/** The library warns on loading that it cannot draw; nothing is drawn here, and its words are not for whoever checks a report. */
async function load(): Promise<Pdfjs> {
  const { warn } = console;
  if (!('DOMMatrix' in globalThis)) Object.defineProperty(globalThis, 'DOMMatrix', { value: NoMatrix, configurable: true });
  console.warn = () => undefined;
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    console.warn = warn;
  }
}

/** Where the library keeps the character maps that Chinese fonts without embedded Unicode need. */
const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

async function open(bytes: Uint8Array): Promise<{ readonly pdfjs: Pdfjs; readonly document: library.PDFDocumentProxy; readonly close: () => Promise<void> }> {
  loaded ??= load();
  const pdfjs = await loaded;
  const task = pdfjs.getDocument({
    // The library takes the buffer away from its owner.
    data: Uint8Array.from(bytes),
    cMapUrl: `${join(home, 'cmaps')}/`,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    // Pictures are skipped, not decoded.
    maxImageSize: 1,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    return { pdfjs, document: await task.promise, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    throw new UnreadableDocumentError(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  }
}

async function contentOf(pdfjs: Pdfjs, page: library.PDFPageProxy): Promise<PageContent> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const texts = items.slice(0, maximumPieces).flatMap((item): readonly PageText[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const at: readonly number[] = pdfjs.Util.transform(transform, item.transform);
    const [, , c = 0, d = 0, x = 0, y = 0] = at;
    return [{ text: withoutRadicals(item.str), x, y, width: item.width, size: Math.hypot(c, d) }];
  });
  const operators = await page.getOperatorList();
  const drawn = () => drawnBy(operators, pdfjs.OPS, transform);
  return { number: page.pageNumber, width, height, texts, rules: texts.length === 0 ? [] : rulesOf(drawn(), pdfjs.OPS), pictures: picturesOf(drawn(), pdfjs.OPS, { width, height }) };
}

/** A PDF with a text layer as lines and tables; tables are read by the rules drawn around their cells. Throws `UnreadableDocumentError`. */
export async function flowOfPdf(bytes: Uint8Array): Promise<Flow> {
  const { pdfjs, document, close } = await open(bytes);
  try {
    const pages: PageContent[] = [];
    for (let number = 1; number <= Math.min(document.numPages, maximumPages); number += 1) {
      const page = await document.getPage(number);
      pages.push(await contentOf(pdfjs, page));
      page.cleanup();
    }
    if (pages.every(({ texts }) => texts.length === 0)) throw new UnreadableDocumentError('scanned');
    return flowOfPages(pages);
  } catch (error) {
    throw error instanceof UnreadableDocumentError ? error : new UnreadableDocumentError('damaged');
  } finally {
    await close();
  }
}
