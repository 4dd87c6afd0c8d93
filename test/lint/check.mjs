// @ts-check
/** Checks that the linter still reports what it must: each rule named here is broken in the fixture beside this file. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const mustReport = [
  'typescript(no-floating-promises)',
  // The validator of an Update that is async never rejects: Temporal takes the promise for consent.
  'typescript(no-misused-promises)',
  'typescript(no-explicit-any)',
  'typescript(consistent-type-assertions)',
  'typescript(switch-exhaustiveness-check)',
  // A page that calls a hook behind an early return breaks as soon as its data comes.
  'react-hooks(rules-of-hooks)',
  'eslint(no-restricted-imports)',
  'eslint(no-restricted-globals)',
];

const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-c', 'house.oxlintrc.json', '--type-aware', '-f', 'unix', '.'], {
  cwd: fileURLToPath(new URL('fixture', import.meta.url)),
  encoding: 'utf8',
});
const silent = mustReport.filter((rule) => !stdout.includes(rule));
for (const rule of silent) console.log(`The fixture breaks ${rule}, but it was not reported.`);
if (silent.length > 0) console.log(stdout, stderr);
console.log(`${mustReport.length - silent.length} of ${mustReport.length} lint rules proven on the fixture.`);
process.exitCode = silent.length > 0 ? 1 : 0;
