// @ts-check
/**
 * Takes the types out of the TypeScript of the packages and the workflows, each file by itself. Whether the types are right is asked by
 * `npm run check`, not by those who start Hengji: it takes ten times as long.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Tests, and what only they use. */
const ofTests = /\.test\.ts$|[\\/]testing[\\/]/;

/** @param {string} folder of a package */
async function compile(folder) {
  const names = await readdir(join(root, folder, 'src'), { recursive: true });
  await esbuild.build({
    absWorkingDir: join(root, folder),
    entryPoints: names.filter((name) => name.endsWith('.ts') && !ofTests.test(name)).map((name) => join('src', name)),
    outbase: 'src',
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

const packages = (await readdir(join(root, 'packages'))).map((name) => join('packages', name));
await Promise.all([...packages, 'workflows'].map(compile));
