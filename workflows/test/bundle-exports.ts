import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { bundlePath } from '../src/client.js';

/** The workflows of the bundle, loaded as the worker loads them: a script that leaves its exports in a global. */
export async function workflowsOfBundle(): Promise<readonly string[]> {
  const context = vm.createContext({ console, TextEncoder, TextDecoder, AbortController, URL, URLSearchParams, structuredClone, __webpack_module_cache__: {}, __TEMPORAL_ACTIVATOR__: undefined });
  vm.runInContext(await readFile(bundlePath(), 'utf8'), context);
  return vm.runInContext('Object.keys(__TEMPORAL__.importWorkflows())', context) as string[];
}
