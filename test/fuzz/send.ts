import { Agent } from 'node:http';
import { exchange } from '../support/exchange.js';
import type { FuzzRequest } from './requests.js';
import { large } from './values.js';

export type Answer = { readonly status: number; readonly contentType: string; readonly headers: string; readonly text: string };

/** What a symbol stands for; undefined where the county has no such thing. */
export type Resolve = (name: string) => string | undefined;

function filled(text: string, resolve: Resolve): string {
  return text.replace(/\{\{([\w.~-]+)\}\}/g, (_, name: string) => large[name]?.() ?? resolve(name) ?? '00000000-0000-4000-8000-00000000dead');
}

/** Node's own client takes paths and headers as they are; `fetch` would put many of them right. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #port: number;
  readonly #hostname: string;

  constructor(url: string) {
    const { port, hostname } = new URL(url);
    this.#port = Number(port);
    this.#hostname = hostname;
  }

  /** The request with every symbol replaced. */
  written({ path, headers, body }: Pick<FuzzRequest, 'path' | 'headers' | 'body'>, resolve: Resolve): Pick<FuzzRequest, 'path' | 'headers' | 'body'> {
    return { path: filled(path, resolve), headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, resolve)])), body: body === null ? null : filled(body, resolve) };
  }

  /** Rejects when no answer came: a server that hangs up on a request is as wrong as one that says 500. */
  async send(method: string, { path, headers, body }: Pick<FuzzRequest, 'path' | 'headers' | 'body'>, { cookie, binary }: { readonly cookie: string; readonly binary: boolean }): Promise<Answer> {
    const content = body === null ? null : Buffer.from(body, binary && !/[^\u0000-\u00FF]/.test(body) ? 'latin1' : 'utf8');
    const allHeaders = { ...headers, ...(cookie === '' ? {} : { cookie }), ...(content === null ? {} : { 'content-length': content.length }) };
    const received = await exchange({ agent: this.#agent, host: this.#hostname, port: this.#port, method, path, headers: allHeaders, timeout: 60_000 }, content);
    return { status: received.status, contentType: received.headers['content-type'] ?? '', headers: received.rawHeaders.join('\n'), text: received.text };
  }

  end(): void {
    this.#agent.destroy();
  }
}
