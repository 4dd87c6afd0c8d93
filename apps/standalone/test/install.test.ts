import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const module = pathToFileURL(join(root, 'apps', 'standalone', 'src', 'install.mjs')).href;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-install-'));
  for (const name of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) await copyFile(join(root, name), join(folder, name));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('without a registry the reason is told, also to `npm run -s`, which tells all tools to be silent', async () => {
  const script = `const { ensureInstalled } = await import(${JSON.stringify(module)}); await ensureInstalled({ root: process.cwd() });`;
  const env = { ...process.env, npm_config_loglevel: 'silent', npm_config_registry: 'http://127.0.0.1:1', npm_config_cache: join(folder, 'cache'), npm_config_fetch_retries: '0' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  await new Promise((done) => child.on('close', done));
  expect(said).toContain('Installing the packages failed (exit 1): the package registry at 127.0.0.1:1 cannot be reached (ECONNREFUSED), so check the network');
});
