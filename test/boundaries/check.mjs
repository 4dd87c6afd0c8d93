// @ts-check
/**
 * Checks the import rules of `.dependency-cruiser.cjs`: first that each of them is reported on the fixture, which breaks them all
 * (a cruiser that cannot read TypeScript sees no modules and reports success), then that the house breaks none.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** @type {import('dependency-cruiser').IConfiguration} */
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const folders = ['apps', 'packages', 'workflows', 'test'];

/**
 * @param {string} baseDir
 * @returns {Promise<{modules: number, violations: import('dependency-cruiser').IViolation[]}>}
 */
async function cruiseFrom(baseDir) {
  const { output } = await cruise(folders, { ...config.options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden } });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered in text: ${output}`);
  return { modules: output.summary.totalCruised, violations: output.summary.violations };
}

/** @type {string[]} */
const problems = [];

const fixture = await cruiseFrom(`${root}/test/boundaries/fixture`);
const reported = new Set(fixture.violations.map((violation) => violation.rule.name));
for (const rule of config.forbidden ?? []) {
  if (!rule.name || !reported.has(rule.name)) problems.push(`The fixture breaks the rule ${rule.name}, but it was not reported.`);
}

const house = await cruiseFrom(root);
if (house.modules < 50) problems.push(`Only ${house.modules} modules were seen; the check looks at the wrong place.`);
for (const { from, to, rule, cycle } of house.violations) {
  const comment = config.forbidden?.find((candidate) => candidate.name === rule.name)?.comment ?? '';
  problems.push(`${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}\n    ${rule.name}: ${comment}`);
}

for (const problem of problems) console.log(problem);
console.log(`${house.modules} modules, ${problems.length} problems; ${reported.size} rules proven on ${fixture.modules} modules of the fixture.`);
process.exitCode = problems.length > 0 ? 1 : 0;
