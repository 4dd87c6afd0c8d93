import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPasswords, peopleWith, readPasswords, writePeople } from './peopleFile.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengji-people-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the people file', () => {
  it('is read back as it was written, and by its owner alone', () => {
    const [file, passwords] = [join(folder, 'people.json'), newPasswords()];
    writePeople(file, passwords);
    expect(readPasswords(file)).toEqual(passwords);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is never written over', () => {
    const file = join(folder, 'people.json');
    writePeople(file, newPasswords());
    expect(() => writePeople(file, newPasswords())).toThrow(/EEXIST/);
  });

  it('is null when it is absent, and refused when it holds something else', () => {
    expect(readPasswords(join(folder, 'absent.json'))).toBeNull();
    const file = join(folder, 'other.json');
    for (const content of ['', '{}', '[{"username": "a"}]']) {
      writeFileSync(file, content);
      expect(() => readPasswords(file)).toThrow(/is no list of people with passwords/);
    }
  });
});

describe('the demo people', () => {
  it('have passwords of 16 letters, each his own', () => {
    const passwords = Object.values(newPasswords());
    expect(new Set(passwords).size).toBe(passwords.length);
    for (const password of passwords) expect(password).toMatch(/^[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}$/);
  });

  it('are told with name, posts and unit', () => {
    const [first] = peopleWith(newPasswords());
    expect(first).toMatchObject({ duty: '主任', unit: '中共衡川县委机构编制委员会办公室' });
  });
});
