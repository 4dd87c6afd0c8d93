import { useParams } from 'react-router';
import { useApiQuery } from '../../providers/useApi.js';

/** The id in the page's address. */
export function useIdOfPage(): string {
  return useParams()['id'] ?? '';
}

/** One evaluation; read again every half minute, because others work on it too. */
export function useEvaluation(id: string) {
  return useApiQuery(['evaluations', id], (api) => api.getEvaluation(id), { refetchEverySeconds: 30 });
}
