// @ts-check
/**
 * Makes one file of each program, from the source of its app and the compiled packages; `apps/<app>/dist/main.js` starts it. A program reads
 * a thousand small files otherwise, and to find them takes longer than to run them.
 *
 * What a file finds by its own place on disk must still be found:
 * - In files of this repository `import.meta.url` stays the address of the file that it was written in.
 * - Packages that look for files of their own are loaded from where they are installed (`beside`), or told where that is (`placed`).
 * - Any other package that asks for its place fails the build.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Packages that find workers, data or fonts beside themselves, by ways of their own. */
const beside = /^(pino(-http)?$|pdfjs-dist(\/|$))/;
/** Packages of CommonJS that look for native code, data or definitions by nothing but the words of `asksForPlace`. */
const placed = /\/node_modules\/(@temporalio\/[^/]+|@grpc\/grpc-js|source-map)\//;
/** Makers of workflow bundles, which Temporal loads with every worker. Ours is made before; to load them took a tenth of a second. */
const bundlers = /^(webpack|memfs|unionfs)$/;
/** What says that a file looks for others by its own place. */
const asksForPlace = /\bimport\.meta\b|\b__dirname\b|\b__filename\b|\brequire\.resolve\b/;
/** Asks only for modules that are Node's own. */
const harmless = /\/node_modules\/fflate\//;

/** The thread in which a worker runs workflows is a file of its own: Temporal asks for it by these words. */
const thread = { words: "require.resolve('./workflow-worker-thread')", source: 'apps/worker/node_modules/@temporalio/worker/lib/workflow/workflow-worker-thread.js', out: 'worker/dist/workflow-thread' };

/** The thread that reads files nobody vouches for. Each file that takes too much costs one, and a command has to wait for its first. */
const reader = { in: join(root, 'packages/documents/dist/examine/worker.js'), out: 'documents/dist/reader' };

/** A library of ECMAScript modules that is loaded late, by words that V8's kept code does not know. */
const importsLate = 'import("pdfjs-dist/legacy/build/pdf.mjs")';

/** How the names of pieces begin. */
const piece = 'piece-';

/** @param {string} path with the slashes of an address */
const slashes = (path) => path.split(sep).join('/');

/**
 * The way to a file from any program: their folders lie side by side, so that it is the same for each.
 *
 * @param {string} path
 */
const fromProgram = (path) => slashes(relative(join(root, 'apps/standalone/dist'), path));

/**
 * The file of an installed package, by way of the folder of the one that depends on it: what lies behind it may be laid out anew.
 *
 * @param {string} specifier
 * @param {string} importer
 */
async function installedFile(specifier, importer) {
  const home = importer.slice(0, Math.max(...['src', 'dist'].map((folder) => importer.lastIndexOf(`${sep}${folder}${sep}`))));
  const [, name = specifier, rest] = /^(@[^/]+\/[^/]+|[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const folder = join(home, 'node_modules', name);
  if (rest !== undefined) return join(folder, rest);
  const { main } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return join(folder, main);
}

/**
 * A file of a `placed` package, which finds what lies beside the place where it is installed.
 *
 * @param {string} path
 * @param {string} code
 */
function withItsPlace(path, code) {
  const threadKnown = code.replaceAll(thread.words, `placeOfProgram(${JSON.stringify(fromProgram(join(root, 'apps', `${thread.out}.js`)))})`);
  const resolved = threadKnown.replaceAll('require.resolve(', 'createRequireOfProgram(__filename).resolve(');
  return `const __filename = placeOfProgram(${JSON.stringify(fromProgram(path))}), __dirname = folderOfProgram(__filename);\n${resolved}`;
}

/**
 * A file of this repository, which keeps the address that it was written at.
 *
 * @param {string} path
 * @param {string} code
 */
const withAddress = (path, code) => code.replaceAll('import.meta.url', `new URL(${JSON.stringify(fromProgram(path))}, addressOfProgram).href`);

/** @type {import('esbuild').Plugin} */
const placesKept = {
  name: 'places kept',
  setup(build) {
    build.onResolve({ filter: beside }, async ({ path, importer }) => ({ path: fromProgram(await installedFile(path, importer)), external: true }));
    build.onResolve({ filter: bundlers }, ({ path }) => ({ path, namespace: 'left out' }));
    build.onLoad({ filter: /./, namespace: 'left out' }, () => ({ contents: '' }));
    build.onLoad({ filter: /\.([cm]?js|ts)$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const own = !slashes(path).includes('/node_modules/');
      if (own) return { contents: asksForPlace.test(code) ? withAddress(path, code) : code, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      if (!asksForPlace.test(code)) return { contents: code };
      if (harmless.test(slashes(path))) return { contents: code };
      if (slashes(path).endsWith('/workflow/threaded-vm.js') && !code.includes(thread.words)) return { errors: [{ text: `${relative(root, path)} asks otherwise for its thread; see thread.words in apps/standalone/programs.mjs` }] };
      if (placed.test(slashes(path))) return { contents: withItsPlace(path, code) };
      return { errors: [{ text: `${relative(root, path)} looks for files by its own place; name its package in apps/standalone/programs.mjs` }] };
    });
  },
};

/**
 * What V8 kept of a program has no way to import: the file that starts it imports for it.
 *
 * @type {import('esbuild').Plugin}
 */
const importsByStarter = {
  name: 'imports by starter',
  setup(build) {
    build.onLoad({ filter: /\/read\/pdf\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      if (!code.includes(importsLate)) return { errors: [{ text: `${relative(root, path)} loads its library otherwise; see importsLate in apps/standalone/programs.mjs` }] };
      const library = fromProgram(await installedFile('pdfjs-dist/legacy/build/pdf.mjs', path));
      return { contents: withAddress(path, code.replace(importsLate, `module.importOfStarter(${JSON.stringify(library)})`)) };
    });
  },
};

/** What a package from before ECMAScript's modules asks for, and what the places are told by. */
const places = {
  esm: `import { createRequire as createRequireOfProgram } from 'node:module';
import { dirname as folderOfProgram } from 'node:path';
import { fileURLToPath as pathOfAddress } from 'node:url';
const addressOfProgram = import.meta.url, require = createRequireOfProgram(addressOfProgram), placeOfProgram = (path) => pathOfAddress(new URL(path, addressOfProgram));`,
  cjs: `'use strict';
const { createRequire: createRequireOfProgram } = require('node:module'), { dirname: folderOfProgram } = require('node:path'), { fileURLToPath: pathOfAddress, pathToFileURL: addressOfPath } = require('node:url');
const addressOfProgram = addressOfPath(__filename).href, placeOfProgram = (path) => pathOfAddress(new URL(path, addressOfProgram));`,
};

/**
 * @param {{in: string, out: string}[]} entryPoints
 * @param {'esm' | 'cjs'} format
 * @param {import('esbuild').BuildOptions} options
 */
async function bundled(entryPoints, format, options) {
  const { outputFiles = [] } = await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: join(root, 'apps'),
    write: false,
    bundle: true,
    platform: 'node',
    format,
    target: 'node20',
    // Names are told in logs, and errors are known by them.
    keepNames: true,
    banner: { js: places[format] },
    // pg's other driver, which is not installed and not asked for.
    external: ['pg-native'],
    plugins: [placesKept],
    logLevel: 'warning',
    ...options,
  });
  return outputFiles;
}

/**
 * In one step: another start may be reading it.
 *
 * @param {string} path
 * @param {string | Uint8Array} contents
 */
async function write(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}

/**
 * Removes what an earlier build wrote.
 *
 * @param {string} owner the folder of an app or a package
 * @param {RegExp} names that a build gives
 * @param {ReadonlySet<string>} written by this build
 */
async function removeOthers(owner, names, written) {
  const folder = join(root, owner, 'dist');
  for (const name of await readdir(folder)) if (names.test(name) && !written.has(join(folder, name))) await rm(join(folder, name), { force: true });
}

/** @param {string} app */
const entryOf = (app) => ({ in: join(root, 'apps', app, 'src/main.ts'), out: `${app}/dist/main` });

/** A command loads only what it needs: the program of the commands stays in pieces, all in one folder, or their places would differ. */
async function makeCommands() {
  const files = await bundled([entryOf('cli')], 'esm', { splitting: true, chunkNames: `cli/dist/${piece}[name]-[hash]` });
  // What is asked for first comes last.
  for (const { path, contents } of files.toReversed()) await write(path, contents);
  await removeOthers('apps/cli', new RegExp(`^${piece}`), new Set(files.map(({ path }) => path)));
}

/**
 * A program in ASCII, as it is read in a fifth of the time. esbuild has written strings so; what it leaves are comments and regular expressions, which
 * mean the same. In a raw template they mean the same only if a regular expression is made of it, as all of ours are.
 *
 * @param {string} code
 */
const inAscii = (code) => code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The name of a program tells its contents, so that V8's code of another is never taken for its own. */
async function makePrograms() {
  const apps = ['api', 'worker', 'portal'];
  const names = { entryNames: '[dir]/[name]-[hash]', outExtension: { '.js': '.cjs' } };
  const made = await Promise.all([
    // What V8 kept has no way to import. What is left to import late is Node's own, and can as well be required.
    bundled([...apps.map(entryOf), { in: join(root, thread.source), out: thread.out }], 'cjs', { ...names, supported: { 'dynamic-import': false } }),
    // Its folder lies as deep as that of any program, which makes its ways to other files the same.
    bundled([reader], 'cjs', { ...names, outdir: join(root, 'packages'), plugins: [importsByStarter, placesKept] }),
  ]);
  const files = made.flat();
  const start = await readFile(join(root, 'apps/standalone/program-start.mjs'), 'utf8');
  await Promise.all(
    files.map(async ({ path, text }) => {
      await write(path, inAscii(text));
      const starter = path.replace(/-[^-]+\.cjs$/, '.js');
      await write(starter, start.replace("'program.cjs'", JSON.stringify(basename(path))));
      await keepCode(starter);
      if (!existsSync(codeOf(path))) throw new Error(`${relative(root, starter)} ended before V8's code of it was kept`);
    }),
  );
  const written = new Set(files.flatMap(({ path }) => [path, codeOf(path)]));
  for (const folder of [...apps.map((app) => `apps/${app}`), 'packages/documents']) await removeOthers(folder, /\.cjs(\.v8)?$/, written);
}

/** @param {string} path */
const codeOf = (path) => `${path}.v8`;

/**
 * Starts a program without any setting: it loads all of itself, says what it lacks, and ends.
 *
 * @param {string} starter
 */
async function keepCode(starter) {
  const env = { HENGJI_KEEP_CODE: '1' };
  const threads = [join(root, 'apps', `${thread.out}.js`), join(root, 'packages', `${reader.out}.js`)];
  const run = threads.includes(starter) ? new Worker(starter, { env }) : spawn(process.execPath, [starter], { env, stdio: 'ignore', cwd: dirname(starter) });
  await once(run, 'exit');
}

await Promise.all([makePrograms(), makeCommands()]);
