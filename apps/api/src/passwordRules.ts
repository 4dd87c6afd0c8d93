import { readCounty, type Database } from '@hengji/database';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { HttpProblem } from './problem.js';
import type { SignedIn } from './requestContext.js';

/**
 * Rules after NIST SP 800-63B: a length (the operations ask for 12), nothing about kinds of signs, no change by the calendar; and what
 * a guesser tries first is refused: common passwords, rows of keys and numbers, the own name, the county's, the product's.
 */
const guesser = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 200 });

/** 0 … 4; from 3 on more than 10^8 guesses are needed. */
const enough = 3;

const ofTheProduct = ['hengji', '衡绩', 'jixiao', '绩效', 'caizheng', '财政', 'zhengfu', '政府', 'admin', 'administrator'];

/** Whether a guesser who knows these words would come to it too soon. */
export function isEasilyGuessed(password: string, words: readonly string[]): boolean {
  const known = words.flatMap((word) => [word, ...word.split(/[\s._-]+/)]).filter((word) => word.length > 1);
  // The same signs may be typed in full or half width.
  return guesser.check(password.normalize('NFKC'), [...known, ...ofTheProduct]).score < enough;
}

/** Refuses a new password at its field. `words`: names of whom it is for. */
export async function requireGoodPassword(database: Database, who: SignedIn, password: string, field: string, words: readonly string[]): Promise<void> {
  const county = await readCounty(database, who.countyId);
  const ofCounty = county === null ? [] : [county.name, county.nameEn];
  if (isEasilyGuessed(password, [...words, ...ofCounty])) throw new HttpProblem(422, 'invalidInput', { errors: { [field]: 'passwordTooCommon' } });
}
