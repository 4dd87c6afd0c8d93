import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repositoryRoot, run } from '../../../test/support/program.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-code-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const wrapper = '`(function (exports, require, module, __filename, __dirname) {${text}\\n})`';
/** Whether V8 takes the code beside a program for its own. */
const look = `const [, file] = process.argv; const text = require('fs').readFileSync(file, 'utf8');
process.stdout.write(String(new (require('vm').Script)(${wrapper}, { filename: file, cachedData: require('fs').readFileSync(file + '.v8') }).cachedDataRejected));`;

describe.each(['api/dist/main', 'portal/dist/main', 'worker/dist/main', 'worker/dist/workflow-thread'])('%s', (program) => {
  test('starts from the code that the build kept', async () => {
    const place = join(repositoryRoot, 'apps', program, '..');
    const [, name = ''] = /"([\w-]+\.cjs)"/.exec(await readFile(join(repositoryRoot, 'apps', `${program}.js`), 'utf8')) ?? [];
    expect((await readdir(place)).filter((one) => one.startsWith(name.replace(/-\w+\.cjs$/, '-')) && one.endsWith('.v8'))).toEqual([`${name}.v8`]);
    expect(await run(process.execPath, ['-e', look, join(place, name)], {})).toEqual({ code: 0, stdout: 'false', stderr: '' });
  });
});

test('where there is none a program starts all the same, and keeps none', async () => {
  const place = join(repositoryRoot, 'apps/portal/dist');
  const start = await readFile(join(place, 'main.js'), 'utf8');
  const [, name = ''] = /"([\w-]+\.cjs)"/.exec(start) ?? [];
  await copyFile(join(place, 'main.js'), join(folder, 'main.mjs'));
  await copyFile(join(place, name), join(folder, name));
  const { code, stderr } = await run(process.execPath, [join(folder, 'main.mjs')], {});
  // It comes as far as to look for a package where none is installed: the program runs.
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("Cannot find module '../../../") });
  expect(existsSync(join(folder, `${name}.v8`))).toBe(false);
});
