import type { LastYearRecord } from '@hengji/contracts';
import { useApiQuery } from '../../providers/useApi.js';

/** What the subject fell short of a year before; null while it is read, and where there is nothing. */
export function useLastYear(evaluationId: string, enabled: boolean): LastYearRecord | null {
  const { data } = useApiQuery(['evaluations', evaluationId, 'lastYear'], (api) => api.getLastYear(evaluationId), { enabled });
  return data?.data ?? null;
}
