import { useQuery } from '@tanstack/react-query';
import { loadMe } from './session.js';

/** Who is signed in, from the session's one answer. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: loadMe, staleTime: Infinity, retry: false });
}
