import { z } from 'zod';
import { operations, type Operation } from './operations.js';
import { Problem } from './problem.js';

type JsonObject = { [key: string]: unknown };

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, $id: __, $defs: ___, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: pointAtComponents });
  return rest;
}

/** Named schemas are told once under components; everywhere else stands a reference. */
function pointAtComponents(context: { zodSchema: unknown; jsonSchema: JsonObject; path: readonly (string | number)[] }): void {
  const { zodSchema, jsonSchema, path } = context;
  const name = zodSchema instanceof z.ZodType ? z.globalRegistry.get(zodSchema)?.id : undefined;
  if (name === undefined || path.length === 0) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  jsonSchema['$ref'] = `#/components/schemas/${name}`;
}

function parametersOf(operation: Operation): readonly JsonObject[] {
  const list = (object: z.ZodObject, place: 'path' | 'query') =>
    Object.entries(object.shape).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || !schema.safeParse(undefined).success,
      schema: schemaOf(schema, 'input'),
    }));
  const key = operation.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }] : [];
  return [...list(operation.params, 'path'), ...list(operation.query, 'query'), ...key];
}

function bodyOf(operation: Operation): JsonObject {
  if (operation.body === null) return {};
  const content = operation.body === 'binary' ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: schemaOf(operation.body, 'input') } };
  return { requestBody: { required: true, content } };
}

/** The OpenAPI 3.1 document of the API, made from the operations; kept as a file that a test compares. */
export function openApiDocument(): JsonObject {
  const paths: { [path: string]: JsonObject } = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const problem = { description: 'Problem details (RFC 9457)', content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } } };
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: {
        operationId,
        summary: operation.summary,
        parameters: parametersOf(operation),
        ...bodyOf(operation),
        responses: {
          200: { description: 'Success', content: { 'application/json': { schema: schemaOf(operation.response, 'output') } } },
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
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'hengji.session_token' } } },
  };
}
