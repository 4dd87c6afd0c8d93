import { isQuietEvent, type EvaluationRecord, type TimelineEntry } from '@hengji/contracts';
import { Button, FormControlLabel, Switch } from '@mui/material';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { TimelineList } from '../timeline/TimelineList.js';
import { personName } from '../timeline/formatRecipient.js';
import { revisionOf, type Names } from '../timeline/timelineText.js';

/** Names as this evaluation knows them. */
function useNames(record: EvaluationRecord): Names {
  const t = useT();
  const english = useEnglish();
  const { stage, duty } = words(t);
  const rows = new Map(record.formRows.map((row) => [row.key, inLanguage(row, english)]));
  const titles = new Map(record.formSections.map((section) => [section.key, inLanguage(section, english)]));
  return {
    person: personName(record.people, t('app.unknownPerson')),
    section: (key) => titles.get(key) ?? key,
    slot: (key) => {
      const slot = record.signatures.find((one) => one.slot === key);
      return slot === undefined ? duty(key) : inLanguage(slot, english);
    },
    stage: (index) => {
      const found = record.stages.find((one) => one.index === index);
      return found === undefined ? String(index) : stage(found.phase, found.checkpoint);
    },
    indicator: (key) => rows.get(key) ?? key,
  };
}

/** The timeline tab: what happened, and on demand every move of a task. */
export function EvaluationTimeline({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const [pages, setPages] = useState(1);
  const [all, setAll] = useState(false);
  const query = useApiQuery(['evaluations', record.id, 'timeline', pages], async (api) => {
    const answers = await Promise.all(Array.from({ length: pages }, (_, index) => api.getTimeline(record.id, { page: index + 1, perPage: 100 })));
    return { data: answers.flatMap((answer) => answer.data), total: answers[0]?.total ?? 0 };
  });
  const names = useNames(record);
  const linkOf = (entry: TimelineEntry) => {
    const number = revisionOf(entry);
    return number === null ? null : `/evaluations/${record.id}/revisions/${number}`;
  };
  return (
    <Panel title={t('timeline.title')} actions={<FormControlLabel control={<Switch checked={all} onChange={(_, on) => setAll(on)} />} label={t('timeline.showAll')} />}>
      <QueryView query={query}>
        {({ data, total }) => (
          <>
            <TimelineList entries={all ? data : data.filter((entry) => !isQuietEvent(entry.type))} names={names} linkOf={linkOf} />
            {total > data.length ? (
              <Button size="small" onClick={() => setPages(pages + 1)}>
                {t('timeline.more')}
              </Button>
            ) : null}
          </>
        )}
      </QueryView>
    </Panel>
  );
}
