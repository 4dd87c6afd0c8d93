import { useApiQuery } from '../../providers/useApi.js';

/** What waits for the reader; one request for the menu's number and the inbox, asked again every half minute. */
export function useTasks() {
  return useApiQuery(['tasks'], (api) => api.listTasks({ perPage: 200 }), { refetchEverySeconds: 30 });
}
