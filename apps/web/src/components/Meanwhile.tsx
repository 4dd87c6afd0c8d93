import { Typography } from '@mui/material';
import type { TimelineEntry } from '@hengji/contracts';
import { formatMoment } from '../format/format.js';
import { useT, type Translate } from '../i18n/useT.js';
import { words } from '../i18n/words.js';
import { timelineText, type Names } from '../resources/timeline/timelineText.js';

/** What somebody did, in words: of a case, or of a campaign. The server has put names and titles in; what is left are numbers and duties. */
function actOf(t: Translate, entry: TimelineEntry): string {
  const word = words(t);
  const stage = (index: number) => t('app.stageNumber', { number: index + 1 });
  const names: Names = { person: (id) => id, section: (title) => title, slot: word.duty, stage, indicator: (name) => name };
  const told = Object.entries(entry.params).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, name === 'stage' ? stage(Number(value)) : value] as const] : []));
  return word.isCampaignEvent(entry.type) ? word.campaignEvent(entry.type, Object.fromEntries(told)) : timelineText(t, entry, names);
}

/** Who did what while the reader was at it, and that what he typed is still there. */
export function Meanwhile({ entry, typed = false }: { readonly entry: TimelineEntry; readonly typed?: boolean }) {
  const t = useT();
  return (
    <>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {t('app.meanwhile', { who: entry.actor?.name ?? t('app.system'), act: actOf(t, entry), time: formatMoment(entry.at) })}
      </Typography>
      {typed ? <Typography variant="body2">{t('app.meanwhileTyped')}</Typography> : null}
    </>
  );
}
