import { field, readJson } from './home.mjs';

/**
 * @typedef {object} DemoPerson
 * @property {string} username
 * @property {string} name
 * @property {string} duty
 * @property {string} unit
 * @property {string} password
 * @property {boolean} first whom a newcomer signs in as to see a whole year
 */

/**
 * @param {string} file written by `seed --demo --people-file`
 * @returns {DemoPerson[]}
 */
export function readDemoPeople(file) {
  const value = readJson(file);
  if (!Array.isArray(value)) return [];
  return value.map((/** @type {unknown} */ entry) => {
    /** @param {string} key */
    const read = (key) => {
      const text = field(entry, key);
      return typeof text === 'string' ? text : '';
    };
    return { username: read('username'), name: read('name'), duty: read('duty'), unit: read('unit'), password: read('password'), first: field(entry, 'first') === true };
  });
}

/**
 * @param {DemoPerson[]} people
 * @returns {string[]} lines of a table in which Chinese names stand in line
 */
export function peopleTable(people) {
  const rows = [['user name', 'password', 'name', 'duty', 'unit'], ...people.map((person) => [person.username, person.password, person.name, person.duty, person.unit])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => cells(row[column] ?? ''))));
  return rows.map((row) => `  ${row.map((text, column) => text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cells(text)))).join('  ')}`.trimEnd());
}

/**
 * @param {string} text
 * @returns {number} columns it takes in a terminal: a Chinese character takes two
 */
export function cells(text) {
  let count = 0;
  for (const character of text) count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1;
  return count;
}
