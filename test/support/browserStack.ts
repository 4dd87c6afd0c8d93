import { inject } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.js';
import { startSharedStack, type SharedStack } from './sharedStack.js';

/**
 * A stack, and a browser before it. A decision may take longer here than the product lets people wait: four stacks with their browsers share
 * two cores, and a page that says "busy" would be no fault of the page.
 */
export async function startStackAndBrowser(options: Parameters<typeof startSharedStack>[0] = {}): Promise<readonly [SharedStack, TestBrowser]> {
  return Promise.all([startSharedStack({ decisionDeadlineMs: 30_000, ...options }), startBrowser(inject('browser'))]);
}
