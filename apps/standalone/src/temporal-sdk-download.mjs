/**
 * Lets the Temporal SDK fetch its dev server into a folder. A process of its own, because the SDK starts what it fetched
 * and brings a native library along: both end with this process. Argument: the folder.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from './failure.mjs';
import { repositoryRoot } from './runtime.mjs';

const [folder] = process.argv.slice(2);

try {
  if (folder === undefined) throw new Error('no folder given');
  // The SDK belongs to the worker and the tests; the launcher only borrows it.
  const entry = createRequire(join(repositoryRoot, 'package.json')).resolve('@temporalio/testing');
  const { TestWorkflowEnvironment } = await import(pathToFileURL(entry).href);
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir: folder } } });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${messageOf(error).split('\n')[0]}\n`);
  process.exit(1);
}
