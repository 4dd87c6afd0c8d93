// @ts-check

/** Licences that ask for nothing but their notice, by their SPDX names; CC-BY-4.0 is that of tables of data. */
const allowed = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Zlib', 'Python-2.0', 'PostgreSQL', 'CC-BY-4.0']);

/**
 * Whether an SPDX expression can be met with allowed licences alone: one side of each OR, both of each AND. What it cannot read is not
 * allowed, exceptions (WITH) included.
 * @param {string} expression
 * @returns {boolean}
 */
export function isAllowed(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  /** @returns {boolean} */
  function one() {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && allowed.has(token);
    const inner = anyOf();
    return tokens[at++] === ')' && inner;
  }
  /** @returns {boolean} */
  function allOf() {
    let met = one();
    while (tokens[at]?.toUpperCase() === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  }
  /** @returns {boolean} */
  function anyOf() {
    let met = allOf();
    while (tokens[at]?.toUpperCase() === 'OR') {
      at += 1;
      met = allOf() || met;
    }
    return met;
  }
  const met = anyOf();
  return met && at === tokens.length;
}
