import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryKey, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { useContext, useRef } from 'react';
import { DataProviderContext, useLogoutIfAccessDenied } from 'react-admin';
import type { Api } from './api.js';
import { isDecided } from './apiError.js';
import { randomId } from './randomId.js';
import { dataProvider, type HengjiDataProvider } from './dataProvider.js';

function isOurs(provider: unknown): provider is HengjiDataProvider {
  return typeof provider === 'object' && provider !== null && 'api' in provider;
}

/** The verbs of the data provider that this page runs with. */
export function useApi(): Api {
  const provider = useContext(DataProviderContext);
  return isOurs(provider) ? provider.api : dataProvider.api;
}

type QueryOptions = { readonly enabled?: boolean; readonly refetchEverySeconds?: number; /** Shows the answer of the key before until the new one is there. */ readonly keepPrevious?: boolean };

/** Reads by a verb. A session that has ended signs out; other errors are the page's to show. */
export function useApiQuery<Data>(key: QueryKey, read: (api: Api) => Promise<Data>, options: QueryOptions = {}): UseQueryResult<Data> {
  const api = useApi();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  return useQuery({
    queryKey: key,
    queryFn: async () => {
      try {
        return await read(api);
      } catch (error) {
        await logoutIfAccessDenied(error);
        throw error;
      }
    },
    enabled: options.enabled ?? true,
    // The provider repeats what is worth repeating.
    retry: false,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchEverySeconds === undefined ? {} : { refetchInterval: options.refetchEverySeconds * 1000 }),
  });
}

/** One key per intention: the same input sent again keeps it, a changed input is a new intention. */
export function useIntentionKey(): { readonly keyFor: (input: unknown) => string; readonly done: () => void } {
  const held = useRef<{ readonly input: string; readonly key: string } | null>(null);
  return {
    keyFor: (input) => {
      // In a list: JSON knows no undefined, which is what a command without input is.
      const text = JSON.stringify([input]);
      if (held.current?.input !== text) held.current = { input: text, key: randomId() };
      return held.current.key;
    },
    done: () => {
      held.current = null;
    },
  };
}

type MutationOptions<Answer> = {
  readonly onDone?: (answer: Answer) => void;
};

/** Writes by a verb, never optimistically. After success everything on screen is read again. */
export function useApiMutation<Variables, Answer>(
  write: (api: Api, input: Variables, key: string) => Promise<Answer>,
  options: MutationOptions<Answer> = {},
): UseMutationResult<Answer, unknown, Variables> {
  const api = useApi();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const queryClient = useQueryClient();
  const intention = useIntentionKey();
  return useMutation<Answer, unknown, Variables>({
    mutationFn: async (input) => {
      try {
        return await write(api, input, intention.keyFor(input));
      } catch (error) {
        // Asked again after a refusal it is a new question: what was missing may be there by now.
        if (isDecided(error)) intention.done();
        await logoutIfAccessDenied(error);
        throw error;
      }
    },
    retry: false,
    onSuccess: async (answer) => {
      intention.done();
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'auth' && queryKey[0] !== 'me' && queryKey[0] !== 'section' });
      options.onDone?.(answer);
    },
  });
}
