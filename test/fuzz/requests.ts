import fc from 'fast-check';
import { change, changed, hostile, large, validOf, type Landmarks, type Schema, type Sources } from './values.js';

type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly required: boolean; readonly schema: Schema };
type Described = { readonly operationId: string; readonly parameters?: readonly Parameter[]; readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> } };
export type ApiDocument = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

/** A request as it is sent, but for `{{…}}`. `asked`: with the method and on the path of the operation, so that its answer must be the operation's. */
export type FuzzRequest = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly binary: boolean;
  readonly asked: boolean;
};

/** Symbols stay readable, and are replaced when the request is sent. */
const escaped = (text: string): string => encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replaceAll('%7B%7B', '{{').replaceAll('%7D%7D', '}}');

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What stands in the path of a kind of rows: `/findings/{id}` names a finding. */
const pathKinds: Readonly<Record<string, string>> = { evaluations: 'evaluation', findings: 'finding', campaigns: 'campaign', circulars: 'circular', templates: 'template', people: 'person', holdings: 'holding', units: 'unit' };

function pathNameOf(path: string, name: string): string {
  return name === 'id' ? (pathKinds[path.split('/')[1] ?? ''] ?? name) : name;
}

function pathArbitrary(path: string, parameters: readonly Parameter[], sources: Sources): fc.Arbitrary<string> {
  const here = parameters.filter((one) => one.in === 'path');
  const valueOf = ({ name, schema }: Parameter) => {
    const kind = pathNameOf(path, name);
    const known = sources.landmarks.filter((landmark) => landmark.startsWith(`${kind}.`));
    const right = known.length > 0 ? fc.constantFrom(...known.map((landmark) => `{{${landmark}}}`)) : validOf(schema, name, sources);
    return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: validOf(schema, 'anything', sources) }, { weight: 1, arbitrary: hostile });
  };
  return fc.tuple(...here.map(valueOf)).map((values) => here.reduce((text, { name }, index) => text.replace(`{${name}}`, escaped(asText(values[index]).slice(0, 2000))), path));
}

function queryArbitrary(parameters: readonly Parameter[], sources: Sources): fc.Arbitrary<string> {
  const here = parameters.filter((one) => one.in === 'query');
  const one = ({ name, schema, required }: Parameter) =>
    fc.oneof({ weight: required ? 1 : 6, arbitrary: fc.constant<string[]>([]) }, { weight: required ? 30 : 6, arbitrary: validOf(schema, name, sources).map((value) => [`${name}=${escaped(asText(value))}`]) }, { weight: 1, arbitrary: hostile.map((value) => [`${escaped(name)}=${escaped(asText(value).slice(0, 1500))}`, `${name}=2`]) });
  const more = fc.constantFrom<readonly string[]>([], [], [], [], [], [], [], [], ['unknown=1'], ['__proto__=1'], ['id[]=1'], ['sort=%E0%A4%A'], ['q=%00'], ['&&='], ['page=1', 'page=2']);
  return fc.tuple(more, ...here.map(one)).map((parts) => parts.flat().join('&'));
}

/** Names of what stands for something large, which is not sent in an address. */
const largeSymbols = Object.keys(large).map((name) => `{{${name}}}`);

const raw = fc.constantFrom(
  '', ' ', '{', '{"type":', 'null', 'true', '0', '""', '"text"', '[]', '[[[[]]]]', '{}{}', "{'type':'claim'}", '\u0000', '\uFEFF{}', '{"__proto__":{"admin":true}}', '{"type":"claim","type":"release"}', '{"version":1e400}', '{"version":-0}', '{"a":"\\ud800"}', '{"a":"\\u0000"}', '<xml/>', 'a=1&b=2', '{{huge}}',
  `${'['.repeat(100)}${']'.repeat(100)}`, `{"values":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
);

const files = fc.constantFrom('%PDF-1.4\nproof', 'PK\u0003\u0004broken', '', '\u0000', 'text 文字', 'MZ\u0090\u0000', '<html><script>1</script>', 'GIF89a', '\u0089PNG\r\n\u001a\n', '{{huge}}');

type Body = { readonly text: string; readonly binary: boolean; readonly type: string };

function bodyArbitrary(content: Readonly<Record<string, { readonly schema: Schema }>> | undefined, sources: Sources): fc.Arbitrary<Body | null> {
  if (content === undefined) return fc.oneof({ weight: 30, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: raw.map((text) => ({ text, binary: false, type: 'application/json' })) });
  const schema = content['application/json']?.schema;
  if (schema === undefined) return fc.oneof({ weight: 12, arbitrary: files.map((text) => ({ text, binary: true, type: 'application/octet-stream' })) }, { weight: 1, arbitrary: raw.map((text) => ({ text, binary: false, type: 'application/json' })) });
  const json = (value: unknown): Body => ({ text: JSON.stringify(value) ?? '', binary: false, type: 'application/json' });
  const right = validOf(schema, 'body', sources);
  return fc.oneof(
    { weight: 10, arbitrary: right.map(json) },
    { weight: 8, arbitrary: fc.tuple(right, change).map(([value, one]) => json(changed(value, one))) },
    { weight: 2, arbitrary: fc.tuple(right, change, change).map(([value, one, other]) => json(changed(changed(value, one), other))) },
    { weight: 1, arbitrary: raw.map((text) => ({ text, binary: false, type: 'application/json' })) },
    { weight: 1, arbitrary: fc.tuple(right, fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '')).map(([value, type]) => ({ ...json(value), type })) },
  );
}

const keys = fc.oneof({ weight: 30, arbitrary: fc.uuid({ version: 4 }) }, { weight: 1, arbitrary: fc.constantFrom('', 'x', '00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000001', '{', 'a'.repeat(2000)) });

const extraHeaders = fc.oneof(
  { weight: 40, arbitrary: fc.constant<Readonly<Record<string, string>>>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Readonly<Record<string, string>>>(
      { 'accept-language': 'en' }, { 'accept-language': 'xx;q=bogus,,' }, { accept: 'text/html' }, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, { 'content-encoding': 'gzip' }, { 'content-encoding': 'br' }, { 'content-encoding': 'nonsense' },
      { 'x-forwarded-for': '1.2.3.4' }, { 'x-request-id': "<script>'" }, { 'x-http-method-override': 'DELETE' }, { 'if-none-match': '*' }, { range: 'bytes=0-1' }, { 'x-hengji-client': '{{unit.own}}' },
    ),
  },
);

function requestArbitrary(path: string, method: string, described: Described, sources: Sources): fc.Arbitrary<FuzzRequest> {
  const parameters = described.parameters ?? [];
  const otherMethod = fc.oneof({ weight: 80, arbitrary: fc.constant(method) }, { weight: 1, arbitrary: fc.constantFrom('get', 'post', 'put', 'patch', 'delete', 'options') });
  const wantsKey = parameters.some((one) => one.in === 'header');
  return fc
    .record({ sent: otherMethod, path: pathArbitrary(path, parameters, sources), query: queryArbitrary(parameters, sources), body: bodyArbitrary(described.requestBody?.content, sources), key: keys, without: fc.nat({ max: 40 }), extra: extraHeaders })
    .map(({ sent, path: filled, query, body, key, without, extra }) => {
      const address = largeSymbols.reduce((text, one) => text.replaceAll(one, 'large'), `/api${filled}${query === '' ? '' : `?${query}`}`);
      return {
        operation: described.operationId,
        method: sent.toUpperCase(),
        path: address,
        headers: { ...(wantsKey && without > 0 ? { 'idempotency-key': key } : {}), ...(body === null || body.type === '' ? {} : { 'content-type': body.type }), ...extra },
        body: body?.text ?? null,
        binary: body?.binary ?? false,
        asked: sent === method,
      };
    });
}

/** How many kinds of a body there are: commands come in dozens, and each is to be met as often as another operation. */
function kindsOf(schema: Schema | undefined, schemas: Sources['schemas']): number {
  if (schema === undefined) return 0;
  return (schema.$ref === undefined ? schema : schemas[schema.$ref.split('/').at(-1) ?? ''])?.oneOf?.length ?? schema.anyOf?.length ?? 1;
}

/** What ends the session it is asked in: asked once in a while only, or there would be little but signing in. */
const endings: readonly string[] = ['lockSession', 'endSessions', 'changePassword'];

/** Requests for every operation of the document, right, nearly right, and wrong in one or two places. */
export function requestsOf(document: ApiDocument, landmarks: Landmarks): fc.Arbitrary<FuzzRequest> {
  const sources = { schemas: document.components.schemas, landmarks };
  return fc.oneof(
    ...Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        weight: endings.includes(described.operationId) ? 1 : 10 + 5 * kindsOf(described.requestBody?.content['application/json']?.schema, sources.schemas),
        arbitrary: requestArbitrary(path, method, described, sources),
      })),
    ),
  );
}
