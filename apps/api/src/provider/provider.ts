import type { Identity } from '@hengji/database';
import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, clockTolerance, discovery, fetchUserInfo, randomNonce, randomPKCECodeVerifier, randomState, type Configuration as Client,
} from 'openid-client';
import type { Configuration } from '../configuration.js';
import { HttpProblem } from '../problem.js';

/** What ties the provider's answer to the browser and to the question; kept sealed in a cookie. */
export type Asked = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Whom the provider vouches for. */
export type Vouched = { readonly identity: Identity; /** By the claim that is the user name here; null when it told none. */ readonly username: string | null };

/** The office's identity provider, spoken to by OpenID Connect: authorization code, PKCE, state and nonce. */
export type Provider = {
  /** `fresh`: the person must prove himself now, also if he is signed in there. */
  readonly ask: (fresh: boolean) => Promise<{ readonly url: string; readonly asked: Asked }>;
  /** Throws `HttpProblem` `providerRefused` for every answer that does not hold. */
  readonly answer: (callback: URL, asked: Asked, fresh: boolean) => Promise<Vouched>;
};

/** Seconds. A fresh proof is no older than this when the answer comes. */
const freshSeconds = 60;
/** Seconds that the clocks may differ. */
const toleratedSeconds = 30;

export const callbackPath = '/api/auth/oidc/callback';

/** Null where no provider is configured. Its own description is fetched at the first use, and again after a failure: it may start later than we do. */
export function openProvider(configuration: Configuration): Provider | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_SCOPE, OIDC_USERNAME_CLAIM, HENGJI_PUBLIC_URL } = configuration;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return null;
  const issuer = new URL(OIDC_ISSUER);
  let known: Promise<Client> | null = null;
  const discover = (): Promise<Client> => {
    // Only an address of this machine may be without TLS; the configuration was checked for it.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    known ??= discovery(issuer, OIDC_CLIENT_ID, { client_secret: OIDC_CLIENT_SECRET, [clockTolerance]: toleratedSeconds }, undefined, { execute, timeout: 10 }).catch(() => {
      known = null;
      throw new HttpProblem(503, 'providerUnavailable', { retryAfterSeconds: 10 });
    });
    return known;
  };
  return {
    ask: async (fresh) => {
      const client = await discover();
      const asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(client, {
        redirect_uri: new URL(callbackPath, HENGJI_PUBLIC_URL).href,
        scope: OIDC_SCOPE,
        state: asked.state,
        nonce: asked.nonce,
        code_challenge: await calculatePKCECodeChallenge(asked.verifier),
        code_challenge_method: 'S256',
        ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
      });
      return { url: url.href, asked };
    },
    answer: async (callback, { state, nonce, verifier }, fresh) => {
      const client = await discover();
      try {
        const tokens = await authorizationCodeGrant(client, callback, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true, ...(fresh ? { maxAge: freshSeconds } : {}) });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('no ID token');
        const told = claims[OIDC_USERNAME_CLAIM] ?? (client.serverMetadata().userinfo_endpoint === undefined ? undefined : (await fetchUserInfo(client, tokens.access_token, claims.sub))[OIDC_USERNAME_CLAIM]);
        return { identity: { issuer: claims.iss, subject: claims.sub }, username: typeof told === 'string' && told.trim() !== '' ? told.trim() : null };
      } catch {
        // What exactly did not hold is of use to a forger only.
        throw new HttpProblem(403, 'providerRefused');
      }
    },
  };
}
