import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readDemoCase, readDemoCounty } from '@hengji/database';
import { partyOf } from '@hengji/domain';
import { z } from 'zod';
import { UsageError } from './usage.js';

const PeopleFile = z.array(z.object({ username: z.string(), password: z.string().min(1) }));

export type Passwords = Readonly<Record<string, string>>;

/** Without look-alikes (0 O 1 l I), so that a password can be read from a screen and typed. */
const letters = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679';

/** 16 letters of the system's own randomness, in groups of four. */
export function newPassword(): string {
  return Array.from({ length: 16 }, (_, index) => (index > 0 && index % 4 === 0 ? '-' : '') + letters.charAt(randomInt(letters.length))).join('');
}

/** Passwords by user name, or null when there is no such file. Throws `UsageError` when the file holds something else. */
export function readPasswords(file: string): Passwords | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  let content: unknown = null;
  try {
    content = JSON.parse(text);
  } catch {
    // Reported below with everything else that is no list of people.
  }
  const parsed = PeopleFile.safeParse(content);
  if (!parsed.success) throw new UsageError(`${file} is no list of people with passwords: remove it together with the database it belongs to, or name another file.`);
  return Object.fromEntries(parsed.data.map(({ username, password }) => [username, password]));
}

/** A new password for everybody of the demo county. */
export function newPasswords(): Passwords {
  return Object.fromEntries(readDemoCounty().people.map(({ username }) => [username, newPassword()]));
}

/** `first`: one of the few whom a newcomer signs in as to see a whole year, the rest are there to be found. */
export type DemoPerson = { readonly username: string; readonly name: string; readonly duty: string; readonly unit: string; readonly password: string; readonly first: boolean };

/** The demo people as they are written to a file or to stdout: those of the case first, as `county.json` lists them. */
export function peopleWith(passwords: Passwords): readonly DemoPerson[] {
  const county = readDemoCounty();
  const { unit: caseUnit } = readDemoCase();
  return county.people.map((person) => ({
    username: person.username,
    name: person.name,
    duty: [...new Set(person.posts.map(({ title }) => title))].join('、'),
    unit: county.units.find(({ key }) => key === person.unit)?.name ?? '',
    password: passwords[person.username] ?? '',
    first: person.posts.some(({ duty }) => partyOf[duty] !== 'department' || (person.unit === caseUnit && duty !== 'staff' && duty !== 'officeLead')),
  }));
}

/** Writes a file that only its owner reads; never over one that is there. */
export function writePeople(file: string, passwords: Passwords): void {
  writeFileSync(file, `${JSON.stringify(peopleWith(passwords), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
