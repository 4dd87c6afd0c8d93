// @ts-check
/**
 * Checks that every relative link and picture in the Markdown files points at something: a front door with a broken picture tells nothing.
 * And that every test which docs/security.md says shows something is there: the file, and in it the titles in “quotes” behind it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' }).split('\0').filter((file) => file !== '' && existsSync(join(root, file)));

/** @param {string} file */
function linksIn(file) {
  const text = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^(?:[a-z]+:|#)/.test(target));
}

const broken = files.flatMap((file) => linksIn(file).filter((target) => !existsSync(join(root, dirname(file), decodeURI(target.split('#')[0] ?? '')))).map((target) => `${file}: ${target} is not there.`));
/** Files of tests in backticks, each with the titles that follow before the next one. */
function missingTests() {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
  const named = text.split(/`([\w./-]+\.test\.ts)`/).slice(1);
  if (named.length === 0) return ['docs/security.md names no test.'];
  return named.flatMap((file, index) => {
    if (index % 2 === 1) return [];
    if (!existsSync(join(root, file))) return [`docs/security.md: ${file} is not there.`];
    const tests = readFileSync(join(root, file), 'utf8');
    // Up to the end of the cell or paragraph: quotes further on belong to nobody.
    const behind = (named[index + 1] ?? '').split(/\||\n\n/)[0] ?? '';
    return [...behind.matchAll(/“([^”]+)”/g)].flatMap(([, title = '']) => (tests.includes(`'${title}'`) ? [] : [`docs/security.md: ${file} has no test “${title}”.`]));
  });
}

broken.push(...missingTests());
for (const line of broken) console.log(line);
console.log(`${files.length} files, ${broken.length} broken links or names.`);
process.exitCode = broken.length > 0 || files.length === 0 ? 1 : 0;
