import { expect, test } from 'vitest';
import { z } from 'zod';
import { operations, type Operation } from './index.js';

/**
 * Every text that somebody may send says how long it may be, and refuses signs that nobody sees: in a name, a title or a reason they forge
 * lines of mails and logs. A key or a date is bound by its pattern.
 */

type Place = { readonly path: string; readonly schema: unknown };

function defOf(schema: unknown): Readonly<Record<string, unknown>> {
  return schema instanceof z.ZodType ? { ...schema.def } : {};
}

/** Parts of a schema with their paths; arrays, optionals and defaults do not lengthen a path. */
function partsOf(schema: unknown, path: string): readonly Place[] {
  const def = defOf(schema);
  const named = typeof def['shape'] === 'object' && def['shape'] !== null ? Object.entries(def['shape']).map(([name, part]: [string, unknown]) => ({ path: `${path}/${name}`, schema: part })) : [];
  const options: readonly unknown[] = Array.isArray(def['options']) ? def['options'] : [];
  const inside = ['element', 'innerType', 'in', 'keyType', 'valueType', 'left', 'right'].flatMap((key) => (def[key] === undefined ? [] : [{ path: key === 'keyType' ? `${path}/key` : path, schema: def[key] }]));
  return [...named, ...options.map((option) => ({ path, schema: option })), ...inside];
}

/** Strings of a schema, each with where it stands. */
function stringsOf(place: Place): readonly Place[] {
  return defOf(place.schema)['type'] === 'string' ? [place] : partsOf(place.schema, place.path).flatMap(stringsOf);
}

function checksOf(schema: unknown): readonly Readonly<Record<string, unknown>>[] {
  const def = defOf(schema);
  const checks: readonly unknown[] = Array.isArray(def['checks']) ? def['checks'] : [];
  const own: readonly Readonly<Record<string, unknown>>[] = def['format'] === undefined ? [] : [def];
  return [...own, ...checks.map((check) => (typeof check === 'object' && check !== null && '_zod' in check && typeof check._zod === 'object' && check._zod !== null && 'def' in check._zod && typeof check._zod.def === 'object' ? { ...check._zod.def } : {}))];
}

/** A pattern of the whole text without a part that may go on for ever. */
function isBound(pattern: unknown): boolean {
  if (!(pattern instanceof RegExp)) return false;
  const source = pattern.source.replaceAll(/\\./g, '.').replaceAll(/\[[^\]]*\]/g, '.');
  return source.startsWith('^') && source.endsWith('$') && !/[*+]|\{\d+,\}/.test(source);
}

/** What is wrong with a string; null when it is bound and shows what it holds. */
function faultOf(schema: unknown): string | null {
  const checks = checksOf(schema);
  if (checks.some(({ format, pattern }) => format === 'uuid' || isBound(pattern))) return null;
  if (!checks.some(({ check }) => check === 'max_length')) return 'has no end';
  // An address of mail is what its pattern says; elsewhere unseen signs are refused.
  return checks.some(({ check, format }) => check === 'custom' || format === 'email') ? null : 'takes unseen signs';
}

/** Hashed and never shown; whatever somebody chose. */
const secrets = /\/(password|current|next|code)$/i;

const asked = Object.entries<Operation>(operations).flatMap(([id, { params, query, body }]) => [params, query, ...(body === null || body === 'binary' ? [] : [body])].flatMap((schema) => stringsOf({ path: id, schema })));

test('no text that is sent is without an end, and none takes signs that nobody sees', () => {
  const faults = asked.flatMap(({ path, schema }) => {
    const fault = faultOf(schema);
    return fault === null || (fault === 'takes unseen signs' && secrets.test(path)) ? [] : [`${path} ${fault}`];
  });
  // The keys of a template's file are looked at by its own schema, which refuses every one it does not name.
  expect(faults).toEqual(['releaseTemplate/template/key has no end']);
});

test('what is asked is found, and what is bare is told', () => {
  expect(asked.length).toBeGreaterThan(100);
  const bare = z.object({ a: z.string(), b: z.array(z.string().max(5).nullable()), c: z.string().regex(/^a+$/), d: z.string().regex(/a{2}/), e: z.record(z.string(), z.uuid()) });
  expect(stringsOf({ path: '', schema: bare }).map(({ path, schema }) => `${path} ${String(faultOf(schema))}`)).toEqual(['/a has no end', '/b takes unseen signs', '/c has no end', '/d has no end', '/e/key has no end', '/e null']);
});
