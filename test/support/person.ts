import { createClient, ProblemError, type CallInput, type EvaluationCommandBody, type EvaluationRecord, type OperationId, type Output, type Problem } from '@hengji/contracts';

export type Attempt<Answer> = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly problem: Problem };

/** Somebody signed in: the typed client with a session of his own. */
export class Person {
  readonly username: string;
  readonly id: string;
  readonly cookie: string;
  readonly password: string;
  readonly #client: ReturnType<typeof createClient>;

  private constructor(username: string, id: string, cookie: string, password: string, client: ReturnType<typeof createClient>) {
    this.username = username;
    this.id = id;
    this.cookie = cookie;
    this.password = password;
    this.#client = client;
  }

  static async signIn(apiUrl: string, username: string, password: string, language = 'zh-CN'): Promise<Person> {
    const response = await postSignIn(apiUrl, { username, password });
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    if (!response.ok || cookie === '') throw new Error(`${username} could not sign in: ${response.status} ${await response.text()}`);
    const client = createClient({ baseUrl: `${apiUrl}/api`, headers: () => ({ cookie, 'accept-language': language }) });
    const { person } = await client.call('me', {});
    return new Person(username, person.id, cookie, password, client);
  }

  /** Throws `ProblemError`. */
  call<Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Output<Id>> {
    return this.#client.call(id, input);
  }

  async attempt<Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Attempt<Output<Id>>> {
    try {
      return { ok: true, answer: await this.call(id, input) };
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  evaluation(id: string): Promise<EvaluationRecord> {
    return this.call('getEvaluation', { params: { id } });
  }

  command(id: string, body: EvaluationCommandBody, idempotencyKey: string = crypto.randomUUID()): Promise<Output<'commandEvaluation'>> {
    return this.call('commandEvaluation', { params: { id }, body, idempotencyKey });
  }

  /** Sends the same command under the same key until the server answers it, as the web app does after an outage. */
  async commandPatiently(id: string, body: EvaluationCommandBody, idempotencyKey: string = crypto.randomUUID(), patienceMs = 90_000): Promise<Output<'commandEvaluation'>> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      try {
        return await this.command(id, body, idempotencyKey);
      } catch (error) {
        if (!(error instanceof ProblemError) || error.retryAfterSeconds === null || Date.now() > giveUpAt) throw error;
        await new Promise((done) => setTimeout(done, 250));
      }
    }
  }

  reauthenticate(hash: string): Promise<Output<'reauthenticate'>> {
    return this.call('reauthenticate', { body: { password: this.password, hash } });
  }
}

/** The bare request of the sign-in page. */
export function postSignIn(apiUrl: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${apiUrl}/api/auth/sign-in/username`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}
