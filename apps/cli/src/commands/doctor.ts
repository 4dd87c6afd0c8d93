import { checkNames, type Check } from '../doctor/check.js';
import { checkConfiguration } from '../doctor/configuration.js';
import { checkDatabase } from '../doctor/database.js';
import { checkEngine } from '../doctor/engine.js';
import { checkDisk, checkFiles, judgeNode } from '../doctor/machine.js';
import { printChecks } from '../doctor/print.js';
import { checkMail, checkPublicUrl } from '../doctor/reach.js';

/** `hengji doctor [--json]`: looks at everything Hengji stands on; exit code 1 when a check failed. Changes nothing. */
export async function doctor({ json }: { readonly json: boolean }): Promise<number> {
  const checks = await runChecks(process.env);
  process.stdout.write(json ? `${JSON.stringify(checks)}\n` : printChecks(checks, process.stdout.isTTY));
  return checks.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function runChecks(environment: NodeJS.ProcessEnv): Promise<readonly Check[]> {
  const value = (name: string) => environment[name] ?? '';
  const folders = [value('BLOB_DIR'), value('HENGJI_HOME')].filter((folder) => folder !== '');
  const found = await Promise.all([
    checkDatabase(value('DATABASE_URL'), value('MIGRATION_DATABASE_URL')),
    checkEngine(environment),
    checkMail(value('SMTP_URL'), value('MAIL_FROM')),
    checkPublicUrl(value('HENGJI_PUBLIC_URL')),
  ]);
  const checks = [checkConfiguration(environment), judgeNode(process.versions.node), ...found.flat(), checkFiles(environment['BLOB_DIR']), checkDisk(folders.length > 0 ? folders : [process.cwd()])];
  return checks.sort((a, b) => checkNames.indexOf(a.name) - checkNames.indexOf(b.name));
}
