import type { DataProvider, GetListParams, GetListResult } from 'react-admin';
import { createApi, type Api } from './api.js';
import { client } from './client.js';

/** react-admin's reading methods, and the verbs of the house beside them. */
export type HengjiDataProvider = DataProvider & { readonly api: Api };

const api = createApi(client);

/** Lists that react-admin's list pages show. Anything else has its own verb. */
const lists = {
  evaluations: api.listEvaluations,
  findings: api.listFindings,
  campaigns: api.listCampaigns,
  circulars: api.listCirculars,
  people: api.listPeople,
  leadingGroups: api.listLeadingGroups,
  mails: api.listMails,
} as const;

function isList(resource: string): resource is keyof typeof lists {
  return Object.hasOwn(lists, resource);
}

/** Page, order and filters in the API's dialect. A list without a chosen order is left in the server's own. */
export function listQuery(params: Pick<GetListParams, 'pagination' | 'sort' | 'filter'>) {
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const { field, order } = params.sort ?? { field: 'id', order: 'ASC' };
  const sort = field === 'id' ? {} : { sort: order === 'DESC' ? `-${field}` : field };
  // react-admin does not type filters; the API parses every one of them.
  return { ...params.filter, page, perPage, ...sort };
}

async function getList(resource: string, params: GetListParams): Promise<GetListResult> {
  if (!isList(resource)) throw new Error(`no list of ${resource}`);
  const { data, total } = await lists[resource](listQuery(params));
  return { data: [...data], total };
}

// Records change by commands, never by a general update: these methods are there because the type asks for them.
function unsupported(): never {
  throw new Error('records change by commands');
}

export const dataProvider: HengjiDataProvider = {
  getList,
  getOne: async (): Promise<never> => unsupported(),
  getMany: async (): Promise<never> => unsupported(),
  getManyReference: async (): Promise<never> => unsupported(),
  update: async (): Promise<never> => unsupported(),
  updateMany: async (): Promise<never> => unsupported(),
  create: async (): Promise<never> => unsupported(),
  delete: async (): Promise<never> => unsupported(),
  deleteMany: async (): Promise<never> => unsupported(),
  api,
};
