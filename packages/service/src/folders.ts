import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with a folder that a process writes to, or null; makes it where it is missing. */
export function writableFolderProblem(variable: string, folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `${variable} must be a folder that this user may write (${codeOf(error)})`;
  }
}

/** What is wrong with the folder of the built web app, or null. */
export function webDistProblem(variable: string, folder: string): string | null {
  return existsSync(join(folder, 'index.html')) ? null : `${variable} must be the folder of the built web app (it holds no index.html: run "npm run build")`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
