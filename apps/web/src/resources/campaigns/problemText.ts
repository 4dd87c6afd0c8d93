import type { CampaignProblemView, CampaignRecord } from '@hengji/contracts';
import type { MessageParams, Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { stageName } from './campaignForm.js';

/** A problem as a sentence. Stages come as numbers and duties as codes; everything else is shown as it is. */
export function problemText(t: Translate, { code, params }: Pick<CampaignProblemView, 'code' | 'params'>, stages: CampaignRecord['stages']): string {
  const list = (value: unknown) => (Array.isArray(value) ? value.join(t('app.listSeparator')) : typeof value === 'string' || typeof value === 'number' ? value : '');
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) shown[name] = list(value);
  for (const name of ['stage', 'otherStage']) {
    const stage = stages.find(({ index }) => index === params[name]);
    if (stage !== undefined) shown[name] = stageName(t, stage);
  }
  if (code === 'dutyVacant') {
    shown['duty'] = words(t).duty(String(shown['duty'] ?? ''));
    shown['sections'] = shown['sections'] === '' ? '' : t('campaigns.problem.dutySections', { sections: shown['sections'] ?? '' });
  }
  const known: MessageParams = shown;
  return t(`campaigns.problem.${code}`, known);
}
