import { z } from 'zod';
import type { Operation } from './operation.js';
import { operations } from './operations.js';
import { Problem } from './problem.js';

type JsonObject = { [key: string]: unknown };

/** Named schemas are collected here and told once; everywhere else stands a reference. */
type Components = Map<string, unknown>;

/**
 * The JSON Schema of one place. Inputs and outputs of one name differ (defaults, transforms), so the parsed side carries
 * a suffix of its own.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonObject {
  const suffix = io === 'input' ? 'Input' : '';
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).replace(/"#\/\$defs\/([^"]+)"/g, `"#/components/schemas/$1${suffix}"`);
  const { $schema: _, $defs, ...rest }: JsonObject & { $defs?: JsonObject } = JSON.parse(text);
  for (const [name, definition] of Object.entries($defs ?? {})) {
    if (typeof definition !== 'object' || definition === null) continue;
    const { id: __, ...named }: JsonObject = { ...definition };
    components.set(`${name}${suffix}`, named);
  }
  delete rest['id'];
  return rest;
}

function parametersOf(operation: Operation, components: Components): readonly JsonObject[] {
  const list = (object: z.ZodObject, place: 'path' | 'query') =>
    Object.entries(object.shape).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || !schema.safeParse(undefined).success,
      schema: schemaOf(schema, 'input', components),
    }));
  const key = operation.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }] : [];
  return [...list(operation.params, 'path'), ...list(operation.query, 'query'), ...key];
}

function bodyOf(operation: Operation, components: Components): JsonObject {
  if (operation.body === null) return {};
  const content = operation.body === 'binary' ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: schemaOf(operation.body, 'input', components) } };
  return { requestBody: { required: true, content } };
}

/** The OpenAPI 3.1 document of the API, made from the operations; kept as a file that a test compares. */
export function openApiDocument(): JsonObject {
  const paths: { [path: string]: JsonObject } = {};
  const components: Components = new Map();
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const problem = { description: 'Problem details (RFC 9457)', content: { 'application/problem+json': { schema: schemaOf(Problem, 'output', components) } } };
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: {
        operationId,
        summary: operation.summary,
        parameters: parametersOf(operation, components),
        ...bodyOf(operation, components),
        responses: {
          200: { description: 'Success', content: { 'application/json': { schema: schemaOf(operation.response, 'output', components) } } },
          default: problem,
        },
        security: operation.access === 'public' ? [] : [{ session: [] }],
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hengji 衡绩', version: '1', description: 'Departmental performance self-evaluation, from the first target to the published result.' },
    servers: [{ url: '/api' }],
    paths,
    components: { schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))), securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'hengji.session_token' } } },
  };
}
