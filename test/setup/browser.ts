import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { unpackBrowser, type UnpackedBrowser } from '../support/browser.js';

declare module 'vitest' {
  interface ProvidedContext {
    browser: UnpackedBrowser;
  }
}

/** One browser for all files of a project that look at pages; each starts it for itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hengji-chromium-'));
  project.provide('browser', await unpackBrowser(folder));
  return () => rm(folder, { recursive: true, force: true });
}
