import { expect, test } from 'vitest';
import { z } from 'zod';
import { operations, type Operation } from './index.js';

type Json = { readonly [key: string]: unknown };

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Places of a JSON schema that take keys which it does not name. */
function openPlaces(schema: unknown, path = ''): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => openPlaces(part, path));
  if (!isObject(schema)) return [];
  const open = schema['type'] === 'object' && schema['additionalProperties'] !== false ? [path === '' ? '/' : path] : [];
  const { properties } = schema;
  const inside = isObject(properties) ? Object.entries(properties).flatMap(([name, part]) => openPlaces(part, `${path}/${name}`)) : [];
  const others = ['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf', '$defs'].flatMap((key) => (isObject(schema[key]) && key === '$defs' ? Object.values(schema[key]).flatMap((part) => openPlaces(part, path)) : openPlaces(schema[key], path)));
  return [...open, ...inside, ...others];
}

test('no body takes what it does not name, but figures of a section by their keys and a template', () => {
  const named = Object.entries<Operation>(operations).flatMap(([id, { body }]) => (body === null || body === 'binary' ? [] : openPlaces(z.toJSONSchema(body, { io: 'output', unrepresentable: 'any' })).map((path) => `${id}${path}`)));
  // A template has a schema of its own, which refuses unknown keys: they would change its hash unread.
  expect(new Set(named)).toEqual(new Set(['saveSection/values', 'releaseTemplate/template']));
});

test('what a body does not name is dropped before anything sees it', () => {
  const typed = { name: '甲', username: 'jia', password: 'a password of some length', id: 'x', countyId: 'x', duty: 'administrator', active: true, mustChangePassword: false };
  expect(Object.keys(operations.createPerson.body.parse(typed)).sort()).toEqual(['mailAddress', 'name', 'password', 'username']);
});
