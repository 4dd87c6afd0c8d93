import { useQuery } from '@tanstack/react-query';
import { useApi } from './useApi.js';

/** What the office calls its identity provider; null where there is none, and until that is known. */
export function useProvider(): string | null {
  const api = useApi();
  const { data } = useQuery({ queryKey: ['signInOptions'], queryFn: () => api.signInOptions(), staleTime: Infinity, retry: false });
  return data?.provider ?? null;
}
