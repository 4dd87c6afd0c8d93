import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';

/** Who can sign in there: the name each is known by, by the number that is never given to another. */
export type Directory = Map<string, string>;

/** An identity provider of the office, on this machine: a real one, with pages of its own for signing in and consenting. */
export class IdentityProvider {
  readonly url: string;
  readonly directory: Directory;
  readonly clientId = 'hengji';
  readonly clientSecret = 'only-for-tests-0123456789';
  readonly #server: Server;

  private constructor(url: string, server: Server, directory: Directory) {
    this.url = url;
    this.#server = server;
    this.directory = directory;
  }

  /** It has an address, and answers once it is told where people come back to. */
  static async start(directory: Directory): Promise<IdentityProvider> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return new IdentityProvider(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, server, directory);
  }

  /** `back`: addresses that people may be sent back to. */
  serve(back: readonly string[]): void {
    const { directory } = this;
    const provider = new Provider(this.url, {
      clients: [{ client_id: this.clientId, client_secret: this.clientSecret, redirect_uris: [...back], grant_types: ['authorization_code'], response_types: ['code'] }],
      claims: { openid: ['sub'], profile: ['preferred_username'] },
      cookies: { keys: ['only-for-tests'] },
      pkce: { required: () => true },
      findAccount: (_context, id) => {
        const name = directory.get(id);
        return name === undefined ? undefined : { accountId: id, claims: async () => ({ sub: id, preferred_username: name }) };
      },
    });
    const answer = provider.callback();
    this.#server.on('request', (request, response) => void answer(request, response));
  }

  /** What the API must be told. */
  get settings(): Readonly<Record<string, string>> {
    return { OIDC_ISSUER: this.url, OIDC_CLIENT_ID: this.clientId, OIDC_CLIENT_SECRET: this.clientSecret };
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** A browser's cookies of one host, for tests that follow redirects by themselves. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  take(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(name.length + 1));
    }
  }

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Signs in at the provider's own pages; answers the address to which it sends back. */
export async function passProvider(url: string, jar: CookieJar, subject: string): Promise<URL> {
  const { origin } = new URL(url);
  let next = new URL(url);
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(next, { redirect: 'manual', headers: { cookie: jar.header } });
    jar.take(response);
    const to = response.headers.get('location');
    if (to !== null) {
      next = new URL(to, next);
      if (next.origin !== origin) return next;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the identity provider answered ${response.status}: ${page.slice(0, 400)}`);
    // Signing in, consenting, or signing out whoever was signed in there before.
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
    const sent = await fetch(new URL(action, next), { method: 'POST', redirect: 'manual', headers: { cookie: jar.header, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams([...hidden, ['login', subject], ['password', 'any']]) });
    jar.take(sent);
    next = new URL(sent.headers.get('location') ?? '', next);
    if (next.origin !== origin) return next;
  }
  throw new Error('the identity provider sends in circles');
}
