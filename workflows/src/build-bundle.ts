import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Writes dist/bundle.js from the compiled workflows. It must be built by the very version of the SDK that runs it, hence in every install. */
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('index.js', import.meta.url)),
  // Names and lines for stack traces; without the sources themselves the bundle is half as large, and each worker loads it.
  webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
  logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: console.error, error: console.error },
});
await writeFile(fileURLToPath(new URL('bundle.js', import.meta.url)), code);
