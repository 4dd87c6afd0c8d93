import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Configuration } from '../configuration.js';

/** Why somebody is sent to the identity provider. */
export const Purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signIn') }),
  z.object({ kind: z.literal('unlock') }),
  z.object({ kind: z.literal('signature'), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
export type Purpose = z.output<typeof Purpose>;

const Flow = z.object({
  purpose: Purpose,
  /** The session that asks; null before there is one. */
  sessionId: z.string().nullable(),
  asked: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  /** ms since 1970. */
  endsAt: z.number(),
});
export type Flow = z.output<typeof Flow>;

/** ms. Signing in at the provider may take so long. */
const flowMs = 10 * 60 * 1000;
const cookieName = 'hengji.provider';
const attributes = ({ HENGJI_PUBLIC_URL }: Configuration) => `Path=/api/auth/oidc; HttpOnly; SameSite=Lax${HENGJI_PUBLIC_URL.startsWith('https://') ? '; Secure' : ''}`;

/** The `Set-Cookie` that remembers, sealed, what this browser was sent for. */
export async function flowCookie(configuration: Configuration, flow: Omit<Flow, 'endsAt'>): Promise<string> {
  const sealed = await symmetricEncrypt({ key: configuration.AUTH_SECRET, data: JSON.stringify({ ...flow, endsAt: Date.now() + flowMs }) });
  return `${cookieName}=${encodeURIComponent(sealed)}; Max-Age=${flowMs / 1000}; ${attributes(configuration)}`;
}

export function endedFlowCookie(configuration: Configuration): string {
  return `${cookieName}=; Max-Age=0; ${attributes(configuration)}`;
}

/** Null when this browser was sent nowhere, too long ago, or the cookie was tampered with. */
export async function readFlow(configuration: Configuration, request: Request): Promise<Flow | null> {
  const pair = (request.headers.cookie ?? '').split(';').map((one) => one.trim()).find((one) => one.startsWith(`${cookieName}=`));
  if (pair === undefined) return null;
  try {
    const opened = await symmetricDecrypt({ key: configuration.AUTH_SECRET, data: decodeURIComponent(pair.slice(cookieName.length + 1)) });
    const flow = Flow.parse(JSON.parse(opened));
    return flow.endsAt > Date.now() ? flow : null;
  } catch {
    return null;
  }
}
