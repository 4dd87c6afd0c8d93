import { abilityFromRules, Problem, type Ability, type MeRecord, type PermissionRule } from '@hengji/contracts';
import { z } from 'zod';
import { ApiError } from './apiError.js';
import { createApi } from './api.js';
import { client, clientLanguage } from './client.js';
import { pageLock } from './pageLock.js';

const api = createApi(client);

let known: Promise<MeRecord> | null = null;

async function askMe(): Promise<MeRecord> {
  try {
    const me = await api.me();
    pageLock.enter(me.session.id);
    return me;
  } catch (error) {
    known = null;
    throw error;
  }
}

/** Who is signed in; asked once per session, again after `forgetMe`. */
export function loadMe(): Promise<MeRecord> {
  known ??= askMe();
  return known;
}

export function forgetMe(): void {
  known = null;
}

function isRule(rule: unknown): rule is PermissionRule {
  return typeof rule === 'object' && rule !== null && 'action' in rule && 'subject' in rule;
}

/** What menus and routes are shown by. Buttons follow `allowedActions` of each record and nothing else. */
export function abilityOf(me: MeRecord): Ability {
  const rules: readonly unknown[] = me.rules;
  return abilityFromRules(rules.filter(isRule));
}

/** Outside of the operations: signing in and out. Throws `ApiError`. */
export async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': clientLanguage() },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ApiError({ type: 'about:blank', title: 'Unreachable', status: 0, code: 'unreachable', detail: error instanceof Error ? error.message : '', params: {}, errors: {}, requestId: '' }, null);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const problem = Problem.safeParse(answer);
  if (problem.success) throw new ApiError(problem.data, null);
  throw new ApiError({ type: 'about:blank', title: '', status: response.status, code: response.status === 401 ? 'wrongPassword' : 'internal', detail: '', params: {}, errors: {}, requestId: '' }, null);
}

const SignInAnswer = z.object({ signedIn: z.boolean() });

/** Starts a session; throws `secondFactorNeeded` when the password is right and the code of the authenticator app is missing. */
export async function signIn(username: string, password: string, code: string | undefined): Promise<void> {
  forgetMe();
  const answer = SignInAnswer.parse(await post('/api/auth/sign-in/username', { username, password, ...(code === undefined ? {} : { code }) }));
  if (!answer.signedIn) throw new ApiError({ type: 'about:blank', title: '', status: 401, code: 'secondFactorNeeded', detail: '', params: {}, errors: {}, requestId: '' }, null);
}

export async function signOut(): Promise<void> {
  forgetMe();
  await post('/api/auth/sign-out', {});
}
