// @ts-check
/** Checks that every relative link and picture in the Markdown files points at something: a front door with a broken picture tells nothing. */
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
for (const line of broken) console.log(line);
console.log(`${files.length} files, ${broken.length} broken links.`);
process.exitCode = broken.length > 0 || files.length === 0 ? 1 : 0;
