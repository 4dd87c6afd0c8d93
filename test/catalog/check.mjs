// @ts-check
/** Checks that every version is stated once, in the catalog of pnpm-workspace.yaml, that none is stated for nothing, and that Temporal has one. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The entries of the catalog. Read line by line, so that this check needs no YAML library; an unreadable line is a problem. */
function readCatalog() {
  const lines = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split('\n');
  const start = lines.indexOf('catalog:');
  const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line) && !line.startsWith('#'));
  /** @type {Map<string, string>} */
  const catalog = new Map();
  for (const line of lines.slice(start + 1, start + 1 + length)) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const [, name, version] = /^ {2}'?([^':]+)'?: (\S+)$/.exec(line) ?? [];
    if (!name || !version) problems.push(`pnpm-workspace.yaml: this line of the catalog is not "name: version": ${line}`);
    else catalog.set(name, version);
  }
  return catalog;
}

/** @type {string[]} */
const problems = [];
const catalog = readCatalog();
const folders = ['', 'workflows', ...['apps', 'packages'].flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}`))];
const used = new Set();

for (const folder of folders) {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    for (const [name, version] of Object.entries(manifest[field] ?? {})) {
      if (name.startsWith('@hengji/') ? version !== 'workspace:*' : version !== 'catalog:') {
        problems.push(`${file}: ${name} is "${version}"; write "${name.startsWith('@hengji/') ? 'workspace:*' : 'catalog:'}".`);
      }
      used.add(name);
    }
  }
}
for (const [name, version] of catalog) {
  if (!used.has(name)) problems.push(`pnpm-workspace.yaml: no package uses ${name}.`);
  if (!/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`pnpm-workspace.yaml: ${name} has no exact version (${version}).`);
}
const temporal = new Set([...catalog].filter(([name]) => name.startsWith('@temporalio/')).map(([, version]) => version));
if (temporal.size !== 1) problems.push(`The Temporal packages must have one version, not ${[...temporal].join(' and ')}.`);

for (const problem of problems) console.log(problem);
console.log(`${catalog.size} versions, ${folders.length} packages, ${problems.length} problems.`);
process.exitCode = problems.length > 0 ? 1 : 0;
