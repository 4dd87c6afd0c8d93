import type { Ability, HeldDuty, Language } from '@hengji/contracts';
import type { PersonId } from '@hengji/domain';
import type { LookedAt } from './lookedAt.js';

/** Who asks: the session's person with the duties he holds today, and what they allow. */
export type SignedIn = {
  readonly personId: PersonId;
  readonly name: string;
  readonly username: string;
  readonly sessionId: string;
  readonly session: { readonly locked: boolean; /** Who vouched for him at sign-in. */ readonly method: 'password' | 'oidc'; /** Wall time. */ readonly endsAt: string };
  readonly countyId: string;
  readonly held: readonly HeldDuty[];
  readonly subordinates: Readonly<Record<string, readonly string[]>>;
  /** His password was set by somebody else; he may change it and nothing else. */
  readonly mustChangePassword: boolean;
  /** An authenticator app is tied to his account. */
  readonly secondFactor: boolean;
  /** One of his duties demands it; without it he may add it and nothing else. */
  readonly secondFactorRequired: boolean;
  readonly ability: Ability;
  /** Filled while the request is answered; becomes a row of the read log. */
  readonly lookedAt: LookedAt;
};

/** One request, as handlers see it. */
export type RequestContext = {
  readonly requestId: string;
  readonly language: Language;
  readonly who: SignedIn;
  /** Present exactly for idempotent operations. */
  readonly idempotencyKey: string;
};

/** The id under which a request is logged and answered; made by ourselves for every request. */
export function requestIdOf(request: { readonly id: unknown }): string {
  return typeof request.id === 'string' ? request.id : '';
}
