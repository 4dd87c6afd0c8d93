import { fileURLToPath, pathToFileURL } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';

/** The program that the launcher found or fetched. */
async function temporalProgram(): Promise<string> {
  const module = fileURLToPath(new URL('../../apps/standalone/src/temporal-program.mjs', import.meta.url));
  const { findTemporalProgram } = (await import(pathToFileURL(module).href)) as {
    findTemporalProgram: (progress: (text: string) => void, signal: AbortSignal) => Promise<{ path: string }>;
  };
  return (await findTemporalProgram(() => undefined, new AbortController().signal)).path;
}

/** A server that suggests a new run after 60 events instead of 4,096. The caller tears it down. */
export async function serverWithShortRuns(): Promise<TestWorkflowEnvironment> {
  const attributes = ['HengjiCounty=Keyword', 'HengjiUnit=Keyword', 'HengjiYear=Int', 'HengjiRehearsal=Bool', 'HengjiKind=Keyword'];
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await temporalProgram() },
      log: { format: 'json', level: 'never' },
      extraArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=60', ...attributes.flatMap((attribute) => ['--search-attribute', attribute])],
    },
  });
}
