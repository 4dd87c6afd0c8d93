import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ProblemError, type CallInput, type Client, type EvaluationCommandBody, type EvaluationRecord, type FindingCommandBody, type FindingRecord, type OperationId, type Output } from '@hengji/contracts';
import { CommandFailure } from '../usage.js';

/** A decision waits for a shell that is just being started, and for a database that is busy; then it is given up. */
const patienceMs = 90_000;
const shortestPauseMs = 100;

/** Somebody of the demo county at his desk: a session of his own, and what he may ask of the API. */
export type Player = {
  readonly username: string;
  readonly name: string;
  readonly personId: string;
  readonly call: <Id extends OperationId>(id: Id, input: CallInput<Id>) => Promise<Output<Id>>;
  readonly evaluation: (id: string) => Promise<EvaluationRecord>;
  readonly finding: (id: string) => Promise<FindingRecord>;
  readonly command: (evaluationId: string, body: EvaluationCommandBody) => Promise<void>;
  readonly commandFinding: (findingId: string, body: FindingCommandBody) => Promise<void>;
  /** Proves himself again for a hash, as signing asks. */
  readonly reauthenticate: (hash: string) => Promise<void>;
};

async function cookieFor(apiUrl: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${apiUrl}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  }).catch((error: unknown) => {
    throw new CommandFailure(`The API at ${apiUrl} does not answer: ${error instanceof Error ? error.message : String(error)}.`);
  });
  await response.arrayBuffer();
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  if (!response.ok || cookies.length === 0) throw new CommandFailure(`${username} could not sign in at ${apiUrl} (status ${response.status}): is the people file the one of this database?`);
  return cookies.join('; ');
}

/** Sends again, with the same Idempotency-Key, what the server asked to repeat later. */
async function patiently<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const wait = error instanceof ProblemError ? error.retryAfterSeconds : null;
      if (wait === null || Date.now() > giveUpAt) throw error;
      await pause(Math.max(shortestPauseMs, Math.min(wait * 1000, 1000)));
    }
  }
}

/** Signs in as one of the demo people. Throws `CommandFailure` when that is not possible. */
export async function signIn(apiUrl: string, username: string, password: string): Promise<Player> {
  const cookie = await cookieFor(apiUrl, username, password);
  const client: Client = createClient({ baseUrl: `${apiUrl}/api`, headers: () => ({ cookie, 'accept-language': 'zh-CN' }) });
  const call: Player['call'] = async (id, input) => {
    const keyed = { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
    try {
      return await patiently(() => client.call(id, keyed));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { status, code, detail, errors } = error.problem;
      const fields = Object.entries(errors).map(([path, text]) => `${path}: ${text}`);
      throw new CommandFailure(`${username}, ${id}: ${status} ${code}, ${detail}${fields.length === 0 ? '' : ` (${fields.join('; ')})`}`, code);
    }
  };
  const me = await call('me', { params: {} });
  return {
    username,
    name: me.person.name,
    personId: me.person.id,
    call,
    evaluation: (id) => call('getEvaluation', { params: { id } }),
    finding: (id) => call('getFinding', { params: { id } }),
    command: async (id, body) => void (await call('commandEvaluation', { params: { id }, body })),
    commandFinding: async (id, body) => void (await call('commandFinding', { params: { id }, body })),
    reauthenticate: async (hash) => void (await call('reauthenticate', { params: {}, body: { password, hash } })),
  };
}

/** Asks again until the answer is there; what a shell or the mailer does by itself takes a moment. Throws `CommandFailure` after 90 s. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | null>): Promise<Answer> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > giveUpAt) throw new CommandFailure(`${what} did not happen within ${patienceMs / 1000} seconds.`);
    await pause(200);
  }
}
