import type { Asked } from './requests.js';
import type { Role } from './expected.js';
import type { World } from './world.js';

export type Answered = { readonly status: number; readonly code: string; readonly headers: readonly string[]; readonly text: string };

/** Headers that differ from answer to answer for reasons of their own: the etag is made of the text, which holds the request's id. */
const ownReasons = new Set(['date', 'x-request-id', 'etag', 'connection', 'keep-alive']);

/** Sends a request as somebody. The answer holds everything a stranger could compare, without the request's own id. */
export async function ask(world: World, role: Role, { method, path, body }: Asked): Promise<Answered> {
  const binary = body instanceof Uint8Array;
  const response = await fetch(`${world.url}/api${path}`, {
    method,
    headers: {
      ...(role === 'nobody' ? {} : { cookie: world.person(role).cookie }),
      ...(body === undefined ? {} : { 'content-type': binary ? 'application/octet-stream' : 'application/json', 'idempotency-key': crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: binary ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const headers = [...response.headers].filter(([name]) => !ownReasons.has(name)).map(([name, value]) => `${name}: ${value}`);
  return { status: response.status, code: response.ok ? '' : String(JSON.parse(text).code), headers, text: text.replace(response.headers.get('x-request-id') ?? '-', '') };
}

/** Runs as many at a time as the API would see on a busy morning; answers come in order. */
export async function inLanes<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>, lanes = 8): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next[0], await work(next[1]));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return items.map((_, index) => results.get(index) as Result);
}
