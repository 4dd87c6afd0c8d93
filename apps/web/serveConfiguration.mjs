// @ts-check
import { fileURLToPath } from 'node:url';
import { httpProcess, readEnvironment, webDistProblem } from '@hengji/service';
import { z } from 'zod';

/** Every variable that the web server reads. */
export const Variables = z.object({
  ...httpProcess(8312),
  WEB_DIST: z.string().default(fileURLToPath(new URL('dist', import.meta.url))),
});

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {z.infer<typeof Variables>}
 * @throws {import('@hengji/service').ConfigurationError} naming every wrong variable
 */
export function readConfiguration(environment) {
  return readEnvironment('The web server', Variables, environment, [({ WEB_DIST }) => webDistProblem('WEB_DIST', WEB_DIST)]);
}
