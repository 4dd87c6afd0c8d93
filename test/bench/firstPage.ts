import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startBrowser, unpackBrowser } from '../support/browser.js';
import { repositoryRoot } from '../support/program.js';

const dist = join(repositoryRoot, 'apps/web/dist');

/**
 * Bytes of the JavaScript that a real browser fetched until the first page (sign-in) stood there, with what it loads by `import(…)`,
 * each file gzipped as servers do; and how many files.
 */
export async function firstPageScripts(url: string): Promise<{ readonly files: number; readonly gzipBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'hengji-chromium-'));
  const browser = await startBrowser(await unpackBrowser(folder));
  try {
    const page = await browser.open(url);
    await page.getByRole('button', { name: '登录' }).waitFor();
    await page.waitForLoadState('networkidle');
    const paths = await page.evaluate<readonly string[]>("performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js'))");
    const scripts = [...new Set(paths)];
    if (scripts.length === 0) throw new Error('the first page loaded no script');
    const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(dist, path))).length));
    return { files: scripts.length, gzipBytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
