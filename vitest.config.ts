import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/setup/longestFirst.js';

const long = process.env['HENGJI_LONG_TESTS'] === '1';
const services = fileURLToPath(new URL('test/setup/services.ts', import.meta.url));
const browser = fileURLToPath(new URL('test/setup/browser.ts', import.meta.url));

// Unit tests import the source of the workspace's packages, so that they need no build and never run against a stale one.
const fromSource = { ssr: { resolve: { conditions: ['@hengji/source', 'module', 'node', 'development|production'] } } };

// The others start the apps from what was built just before, and load the packages from there too: Node reads them as they
// are, where vitest would transform each of their files first.
const fromBuild = { server: { deps: { external: [/\/(packages\/\w+|workflows)\/dist\//] } } };

// Files of one worker share what they import: to load the packages anew for each of two hundred files took a third of the whole run.
// No file changes a module's state; what a test needs it makes for itself.
const shared = { isolate: false };

// Unit tests only compute: one worker for each core they are meant for is enough, and every further one loads all of the source once more,
// which takes it eleven seconds. Workers of another number need a turn of their own.
//
// V8 optimizes a function when it was busy for a while; of thousands of short tests most end before that pays. After eight times as long
// it costs them a tenth less. What runs on services runs long enough, and loses by it.
const first = { maxWorkers: 2, execArgv: ['--interrupt-budget=540000'], sequence: { groupOrder: 0 } };
const second = { sequence: { groupOrder: 1 } };

/** ms. What hangs is found out late; what is slow on a busy machine is no fault. */
const patience = { testTimeout: 180_000, hookTimeout: 240_000 };

/** A project whose tests need a real PostgreSQL and a real Temporal, started once for all such projects, and a browser, unpacked once for each. */
function onServices(name: string, include: string[], { exclude = [] }: { exclude?: string[] } = {}) {
  return { test: { ...shared, ...second, ...fromBuild, name, include, exclude, globalSetup: [services, browser], ...patience, expect: { poll: { timeout: 30_000 } } } };
}

export default defineConfig({
  test: {
    // Twice the two cores it is meant for: a test that waits for a process, a browser or a timer leaves a core to the next. Each of the
    // long ones fills the machine by itself.
    maxWorkers: long ? 2 : 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      { ...fromSource, test: { ...shared, ...first, ...patience, name: 'unit', include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}', 'workflows/src/**/*.test.ts'] } },
      // Database, workflows, whole stacks and browsers in one project: each project loads the packages anew into each of its workers.
      onServices('services', ['packages/*/test/**/*.test.ts', 'workflows/test/**/*.test.ts', 'test/**/*.test.ts', 'apps/*/test/**/*.test.{ts,mjs}'], { exclude: ['test/long/**', 'test/chaos/**', 'test/boundaries/fixture/**'] }),
      // Kills, fuzzing, scale, and the permissions in every combination; only `npm run test:long` runs it.
      ...(long ? [onServices('long', ['test/long/**/*.test.ts', 'test/chaos/**/*.test.ts', 'apps/api/test/permissions/{matrix,stations}.test.ts'])] : []),
    ],
  },
});
