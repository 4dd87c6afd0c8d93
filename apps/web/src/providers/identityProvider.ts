import { isProblemCode, sentence } from '@hengji/contracts';
import { z } from 'zod';
import { ApiError } from './apiError.js';
import { clientLanguage } from './client.js';
import { post } from './session.js';

export type ProviderPurpose = { readonly kind: 'signIn' } | { readonly kind: 'unlock' } | { readonly kind: 'signature'; readonly hash: string };

const channelName = 'hengji.proved';
const Proved = z.object({ problem: z.string().nullable() });

/** What the provider's window, or the address it came back with, says went wrong. */
export function problemOfProvider(code: string): ApiError {
  return new ApiError({ type: 'about:blank', title: '', status: 403, code, detail: isProblemCode(code) ? sentence(code, {}, clientLanguage()) : '', params: {}, errors: {}, requestId: '' }, null);
}

async function addressFor(purpose: ProviderPurpose): Promise<string> {
  return z.object({ url: z.url() }).parse(await post('/api/auth/oidc/start', { purpose })).url;
}

/** Leaves for the office's identity provider; the browser comes back signed in. */
export async function signInAtProvider(): Promise<void> {
  window.location.assign(await addressFor({ kind: 'signIn' }));
}

/** The proof that is waited for. */
let waiting: AbortController | null = null;

/**
 * Proves the person at the identity provider in a window of its own, so that nothing typed here is lost; ends when that window tells how
 * it went. Once it was at the provider this page cannot see whether it was closed: asking again gives up what was waited for.
 */
export async function proveAtProvider(purpose: ProviderPurpose): Promise<void> {
  waiting?.abort();
  const mine = new AbortController();
  waiting = mine;
  // Before anything is waited for, or the browser takes it for an advertisement.
  const opened = window.open('', 'hengji-proof', 'popup,width=520,height=720');
  if (opened === null) throw problemOfProvider('popupBlocked');
  const channel = new BroadcastChannel(channelName);
  try {
    const told = new Promise<string | null>((resolve, reject) => {
      channel.addEventListener('message', ({ data }) => {
        const answer = Proved.safeParse(data);
        if (answer.success) resolve(answer.data.problem);
      });
      mine.signal.addEventListener('abort', () => reject(problemOfProvider('providerRefused')));
    });
    // Whoever gives up before the address is there rejects it unseen.
    told.catch(() => undefined);
    opened.location.replace(await addressFor(purpose));
    const problem = await told;
    if (problem !== null) throw problemOfProvider(problem);
  } catch (error) {
    if (!mine.signal.aborted) opened.close();
    throw error;
  } finally {
    channel.close();
  }
}

/** Tells the page that waits how it went. */
export function tellProved(problem: string | null): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ problem });
  channel.close();
}
