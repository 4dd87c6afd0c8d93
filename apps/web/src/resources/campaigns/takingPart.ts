import type { CampaignSubject } from '@hengji/contracts';
import type { Api } from '../../providers/api.js';

/** A subject that takes part; `open`: its evaluation goes on. */
export type Taking = { readonly id: string; readonly name: string; readonly open: boolean };

/** Every subject of a campaign that was not cancelled. */
export async function takingPart(api: Api, campaignId: string): Promise<readonly Taking[]> {
  const all: CampaignSubject[] = [];
  for (let page = 1; ; page += 1) {
    const { data, total } = await api.listSubjects(campaignId, { page, perPage: 200 });
    all.push(...data);
    if (data.length === 0 || all.length >= total) break;
  }
  const live = all.filter(({ status, evaluation }) => status !== 'cancelled' && evaluation?.status !== 'cancelled');
  return live.map(({ subject, evaluation }) => ({ id: subject.id, name: subject.name, open: evaluation?.status === 'open' }));
}
