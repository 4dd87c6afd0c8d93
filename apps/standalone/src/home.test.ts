import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartFailure } from './failure.mjs';
import { closeToOthers, emptyHome, openHome, requireOwnFolder, secretsOf } from './home.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengji-home-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(path = join(folder, 'home')) {
  const opened = openHome(path, 'a test');
  if ('busy' in opened) throw new Error(opened.busy);
  return opened;
}

test('a new data folder is closed to others, and so are its secrets', () => {
  const { home } = open();
  secretsOf(home);
  expect(statSync(home.path).mode & 0o066).toBe(0);
  expect(statSync(home.secretFile).mode & 0o777).toBe(0o600);
});

test('secrets are made once', () => {
  const { home } = open();
  expect(secretsOf(home)).toEqual(secretsOf(home));
});

test('broken secrets are not replaced: the database knows the old ones', () => {
  const { home } = open();
  writeFileSync(home.secretFile, '{"adminPassword": ""}');
  expect(() => secretsOf(home)).toThrow(StartFailure);
  expect(readFileSync(home.secretFile, 'utf8')).toBe('{"adminPassword": ""}');
});

test('two launchers cannot have one folder', () => {
  open();
  expect(openHome(join(folder, 'home'), 'another')).toMatchObject({ busy: `a test, process ${process.pid}` });
});

test('a folder with other things in it is left alone', () => {
  writeFileSync(join(folder, 'thesis.txt'), 'mine');
  expect(() => open(folder)).toThrow('not a Hengji data folder');
  expect(existsSync(join(folder, '.hengji-home'))).toBe(false);
});

test('an empty folder will do', () => {
  mkdirSync(join(folder, 'empty'));
  chmodSync(join(folder, 'empty'), 0o777);
  const { home } = open(join(folder, 'empty'));
  expect(statSync(home.path).mode & 0o066).toBe(0);
});

test('a file is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => open(join(folder, 'file'))).toThrow('name a folder');
});

test('reset deletes the data and keeps the lock of the one who resets', () => {
  const { home, release } = open();
  secretsOf(home);
  writeFileSync(join(home.blobs, 'evidence'), 'x');
  emptyHome(home);
  expect(existsSync(home.secretFile)).toBe(false);
  expect(existsSync(join(home.blobs, 'evidence'))).toBe(false);
  expect(openHome(home.path, 'another')).toHaveProperty('busy');
  release();
  expect(openHome(home.path, 'another')).not.toHaveProperty('busy');
});

test('files with passwords that were opened to others are closed again, and named', () => {
  const { home } = open();
  secretsOf(home);
  writeFileSync(home.peopleFile, '[]', { mode: 0o600 });
  expect(closeToOthers(home)).toEqual([]);
  chmodSync(home.peopleFile, 0o644);
  expect(closeToOthers(home)).toEqual([home.peopleFile]);
  expect(statSync(home.peopleFile).mode & 0o777).toBe(0o600);
});

test('root does not work in the data of another user, who could never change them again', () => {
  const { home } = open();
  if (process.getuid?.() === 0) chownSync(join(home.path, '.hengji-home'), 12_345, 12_345);
  expect(() => requireOwnFolder(home.path, 0)).toThrow(/belongs to user .*: start as that user/);
});
