import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repositoryRoot } from '../support/program.js';

const dist = join(repositoryRoot, 'apps/web/dist');

/** Files that a module loads before it runs. What it loads later, by `import(…)`, is not part of the first page. */
function staticImports(code: string): readonly string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["']([^"'()]+\.js)["']/g)].map(([, path]) => path ?? '');
}

/** Bytes of the JavaScript that a browser must have before the first page runs, each file gzipped as servers do; and how many files. */
export async function firstPageScripts(): Promise<{ readonly files: number; readonly gzipBytes: number }> {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/<script(?![^>]*nomodule)[^>]+src="([^"]+)"/g)].map(([, path]) => path ?? '');
  const preloaded = [...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g)].map(([, path]) => path ?? '');
  const waiting = [...scripts, ...preloaded].map((path) => new URL(path, 'http://x/').pathname);
  const seen = new Set<string>();
  let gzipBytes = 0;
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = await readFile(join(dist, path), 'utf8');
    gzipBytes += gzipSync(code).length;
    for (const imported of staticImports(code)) waiting.push(new URL(imported, `http://x${path}`).pathname);
  }
  if (seen.size === 0) throw new Error('index.html loads no script');
  return { files: seen.size, gzipBytes };
}
