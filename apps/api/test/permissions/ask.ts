import { Agent } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { exchange } from '../../../../test/support/exchange.js';
import type { Asked } from './requests.js';
import type { Role } from './expected.js';
import type { World } from './world.js';

export type Answered = { readonly status: number; readonly code: string; readonly headers: readonly string[]; readonly text: string };

/** Headers that differ from answer to answer for reasons of their own: the etag is made of the text, which holds the request's id. */
const ownReasons = new Set(['date', 'x-request-id', 'etag', 'connection', 'keep-alive']);

/** Connections end with the server. */
const agent = new Agent({ keepAlive: true });

/** Sends a request as somebody. The answer holds everything a stranger could compare, without the request's own id. */
export async function ask(world: World, role: Role, { method, path, body }: Asked): Promise<Answered> {
  const content = body === undefined ? null : body instanceof Uint8Array ? body : JSON.stringify(body);
  const headers = {
    ...(role === 'nobody' ? {} : { cookie: world.person(role).cookie }),
    ...(content === null ? {} : { 'content-type': content === body ? 'application/octet-stream' : 'application/json', 'content-length': Buffer.byteLength(content), 'idempotency-key': crypto.randomUUID() }),
  };
  const { status, text, ...response } = await exchange({ ...urlToHttpOptions(new URL(`${world.url}/api${path}`)), agent, method, headers }, content);
  const told = Object.entries(response.headers).filter(([name]) => !ownReasons.has(name)).map(([name, value]) => `${name}: ${String(value)}`);
  return { status, code: status < 300 ? '' : String(JSON.parse(text).code), headers: told, text: text.replace(String(response.headers['x-request-id'] ?? '-'), '') };
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
