import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi, useIntentionKey } from '../../providers/useApi.js';
import type { Api } from '../../providers/api.js';
import { proveAtProvider } from '../../providers/identityProvider.js';
import { isDecided } from '../../providers/apiError.js';

export type Signature = { readonly hash: string; /** Null: proven at the identity provider. */ readonly password: string | null; /** Of the authenticator app, where one is tied to the account. */ readonly code?: string; readonly statements: readonly string[]; readonly minutesNo: string | null };

/**
 * Proves the person once more for exactly this hash, then signs. A repeated attempt carries the same key, so that a lost
 * answer never makes a second signature; the password and the code are not part of what is repeated.
 */
export function useSigning(sign: (api: Api, signature: Omit<Signature, 'password' | 'code'>, key: string) => Promise<unknown>, onSigned: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  const intention = useIntentionKey();
  return useMutation<unknown, unknown, Signature>({
    mutationFn: async ({ password, code, ...signature }) => {
      if (password === null) await proveAtProvider({ kind: 'signature', hash: signature.hash });
      else await api.reauthenticate({ password, hash: signature.hash, ...(code === undefined ? {} : { code }) });
      return sign(api, signature, intention.keyFor(signature));
    },
    retry: false,
    // Asked again after a refusal it is a new question.
    onError: (error) => {
      if (isDecided(error)) intention.done();
    },
    onSuccess: async () => {
      intention.done();
      // First the case as it stands now: told too early, the confirmation would name the signer himself as the next one.
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'auth' && queryKey[0] !== 'me' });
      onSigned();
    },
  });
}
