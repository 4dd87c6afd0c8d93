// @ts-check
/**
 * How a program starts: the build puts this text beside each, with its name in place of `program.cjs`. The program is ASCII, which is read in a
 * fifth of the time of other text. What V8 made of it was kept by the build; to make it anew takes a third of a start. Under another Node it is
 * not taken, and V8 reads the program as it reads any.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const file = fileURLToPath(new URL('program.cjs', import.meta.url));
const kept = `${file}.v8`;
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  ...(existsSync(kept) ? { cachedData: readFileSync(kept) } : {}),
});
// Set by the build alone: at its end a program has also made the functions that only a start calls. Another start never reads half of it.
const keeps = process.env['HENGJI_KEEP_CODE'] === '1';
if (keeps) {
  process.on('exit', () => {
    writeFileSync(`${kept}.${process.pid}`, script.createCachedData());
    renameSync(`${kept}.${process.pid}`, kept);
  });
}
const module = { exports: {}, importOfStarter: (/** @type {string} */ path) => import(new URL(path, import.meta.url).href) };
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
if (keeps && !isMainThread) process.exit();
