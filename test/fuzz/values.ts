import fc from 'fast-check';

/** As much of JSON Schema as the API's document uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
};

/** A value of the running county that a seed cannot know: `{{evaluation.own}}` stands for it until the request is sent. */
export type Landmarks = readonly string[];

export type Sources = { readonly schemas: Readonly<Record<string, Schema>>; readonly landmarks: Landmarks };

const symbol = (name: string): string => `{{${name}}}`;
const ofKind = (landmarks: Landmarks, kind: string): Landmarks => landmarks.filter((name) => name.startsWith(`${kind}.`));

/** What a field is about, by its name; everything else points anywhere. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^evaluation/, 'evaluation'], [/^(unit|subject|parent)/, 'unit'], [/^campaign/, 'campaign'], [/^(person|leader|member|to|from|responsible|principal|acting|delegate)/, 'person'], [/^evidence/, 'evidence'],
  [/^file|^scan/, 'circularFile'], [/^template/, 'template'], [/^(section|slot|indicator|key)/, 'key'], [/^hash/, 'hash'], [/^task/, 'task'], [/^(password|current)/, 'password'],
];

function landmarkFor(name: string, landmarks: Landmarks): Landmarks {
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
  return kind === undefined ? [] : ofKind(landmarks, kind);
}

/** More than a megabyte, and more than any field takes; told by name so that ten thousand of them fit into memory. */
export const large: Readonly<Record<string, () => string>> = { huge: () => 'x'.repeat(1_200_000), long: () => '长'.repeat(5000) };

const deep = (depth: number): unknown => (depth === 0 ? [] : [deep(depth - 1)]);

/** What no form sends. */
export const hostile: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null, true, false, 0, -1, 0.1, 1e21, Number.MAX_SAFE_INTEGER + 1, '', ' ', '\u0000', 'a\u0000b', '\uD800', '\uDFFF\uD800', '\u202Egpj.exe', '\uFEFF', '\r\nset-cookie: a=b', '𠮷'.repeat(60), 'e\u0301'.repeat(300), symbol('long'), symbol('huge'),
  '-0', '1e5', '0x10', 'NaN', '١٢٣', '99999999999999999999.99', '0.0000001', '2023-02-30', '0000-00-00', '9999-12-31', '2023-01-01T00:00:00Z', '__proto__', 'constructor', 'toString', '../../etc/passwd', '..\\..\\', '%00', '%E0%A4%A', '<img src=x onerror=alert(1)>',
  "' OR 1=1 --", '=1+1', '{}', '[]', '{"a":1}', [], {}, [[]], [null], { a: { b: { c: [] } } }, { constructor: { prototype: { admin: true } } }, deep(25), Array.from({ length: 3000 }, () => 1),
);

const day = fc.oneof(fc.constantFrom('2022-10-31', '2023-01-03', '2024-02-29', '2024-08-30', '2026-11-26', '2030-01-01', '1900-01-01'), fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)));
const sentence = fc.constantFrom('理由', '金额有误，请核对。', '第一行\n第二行', 'Reason with\ttab', '12.50', '财绩〔2022〕1号', '干部', 'ünï 😀 文');

function textOf({ minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const exact = fc.constantFrom(Math.max(minLength, 1), Math.min(maxLength, 3000)).map((length) => '字'.repeat(length));
  return fc.oneof({ weight: 6, arbitrary: sentence.filter(fits) }, { weight: 2, arbitrary: fc.string({ minLength: Math.min(minLength, 40), maxLength: Math.min(maxLength, 40), unit: 'grapheme' }) }, { weight: 1, arbitrary: exact });
}

function stringOf(schema: Schema, name: string, { landmarks }: Sources): fc.Arbitrary<string> {
  const known = landmarkFor(name, landmarks);
  const pointing = (names: Landmarks) => fc.constantFrom(...names.map(symbol));
  if (schema.format === 'uuid') return fc.oneof({ weight: 8, arbitrary: pointing(known.length > 0 ? known : landmarks.filter((one) => !/^(key|hash|task|password)\./.test(one))) }, { weight: 1, arbitrary: fc.uuid() });
  if (schema.format === 'date') return day;
  if (schema.format === 'date-time') return day.map((text) => `${text}T01:00:00.000Z`);
  if (schema.format === 'email') return fc.constantFrom('a@example.test', 'b.c@example.test');
  const free = schema.pattern === undefined ? textOf(schema) : fc.stringMatching(new RegExp(schema.pattern));
  return known.length === 0 ? free : fc.oneof({ weight: 5, arbitrary: pointing(known) }, { weight: 1, arbitrary: free });
}

/** References go round (any JSON): below this nothing is nested any more. */
const deepest = 5;

/** Values that a schema admits, or nearly: what is refined in code (a date that must lie ahead) is not written in it. */
export function validOf(schema: Schema, name: string, sources: Sources, depth = 0): fc.Arbitrary<unknown> {
  if (depth > deepest) return fc.constant(null);
  const inner = (one: Schema, of = name) => validOf(one, of, sources, depth + 1);
  if (schema.$ref !== undefined) return inner(sources.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((one) => inner(one)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return stringOf(schema, name, sources);
    case 'integer':
    case 'number': {
      const [least, most] = [schema.minimum ?? -10, schema.maximum ?? 10_000];
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: Math.max(least, 0), max: Math.max(Math.min(most, 6), Math.max(least, 0)) }) }, { weight: 1, arbitrary: fc.integer({ min: least, max: most }) });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return schema.items === undefined ? fc.constant([]) : fc.array(inner(schema.items), { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)) });
    case 'object':
      return objectOf(schema, name, sources, depth);
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, name: string, sources: Sources, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, validOf(one, key, sources, depth + 1)]));
  const named = fc.record(fields, { requiredKeys: required.filter((key) => key in fields) });
  if (typeof additionalProperties !== 'object') return named;
  const free = fc.dictionary(fc.oneof(fc.constantFrom(...ofKind(sources.landmarks, 'key').map(symbol)), fc.stringMatching(/^[A-Za-z]{1,12}$/)), validOf(additionalProperties, name, sources, depth + 1), { maxKeys: 4 });
  return fc.tuple(named, free).map(([one, other]) => ({ ...other, ...one }));
}

type Change = { readonly how: 'replace' | 'drop' | 'add'; readonly at: number; readonly by: unknown };

/** One change to a value at any depth: something else in its place, gone, or something more beside it. */
export const change: fc.Arbitrary<Change> = fc.record({ how: fc.constantFrom('replace', 'replace', 'drop', 'add'), at: fc.nat({ max: 1000 }), by: hostile });

export function changed(value: unknown, { how, at, by }: Change): unknown {
  if (typeof value !== 'object' || value === null) return how === 'replace' ? by : value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (entries.length === 0 || at % 7 === 0) return how === 'replace' ? by : Array.isArray(value) ? [...value, by] : { ...value, unknownField: by };
  const index = at % entries.length;
  const further = Math.floor(at / entries.length);
  const next = entries.flatMap(([key, part], position): (readonly [string, unknown])[] => {
    if (position !== index) return [[key, part]];
    if (typeof part === 'object' && part !== null && further % 3 !== 0) return [[key, changed(part, { how, at: further, by })]];
    return how === 'drop' ? [] : [[key, by]];
  });
  return Array.isArray(value) ? next.map(([, part]) => part) : Object.fromEntries(next);
}
