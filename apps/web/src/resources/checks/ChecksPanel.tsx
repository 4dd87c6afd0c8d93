import type { CheckView, ChecksRecord, EvaluationRecord } from '@hengji/contracts';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { memo, useEffect, useRef, useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { AnswerForm } from './AnswerForm.js';
import { DecisionForm } from './DecisionForm.js';
import { lookOf } from './looks.js';

type ChecksPanelProps = {
  readonly record: EvaluationRecord;
  /** Only what concerns this section; absent: everything. */
  readonly section?: string;
  /** Of the form on the page: what is saved there makes the checker look again. */
  readonly contentVersion?: number;
  /** A task led here: the panel comes into view once it is there. */
  readonly arrive?: boolean;
};

/** What the checker says of the content as it stands: where, what was read, what it should be, and what was said to it. */
export const ChecksPanel = memo(function ChecksPanel({ record, section, contentVersion = 0, arrive = false }: ChecksPanelProps) {
  const t = useT();
  const query = useApiQuery(['evaluations', record.id, 'checks', record.version, contentVersion], (api) => api.getChecks(record.id), { keepPrevious: true });
  const [notes, setNotes] = useState(false);
  return (
    <QueryView query={query}>
      {(data) => {
        const shown = data.checks.filter((check) => section === undefined || check.section.key === section);
        const asking = shown.filter(({ severity }) => severity !== 'note');
        const quiet = shown.filter(({ severity }) => severity === 'note');
        if (section !== undefined && asking.length === 0) return null;
        return (
          <Panel title={t('checks.title', { count: asking.length })}>
            {arrive ? <Arrival /> : null}
            <Summary data={data} />
            {[...asking, ...(notes ? quiet : [])].map((check) => (
              <Check key={check.hash} check={check} rows={data.rows} record={record} />
            ))}
            {quiet.length === 0 ? null : (
              <Button size="small" onClick={() => setNotes(!notes)} aria-expanded={notes}>
                {t(notes ? 'checks.hideNotes' : 'checks.showNotes', { count: quiet.length })}
              </Button>
            )}
          </Panel>
        );
      }}
    </QueryView>
  );
});

/** ms. What a page loads has come by then, and the place stays where it is. */
const settlingMs = 3_000;

/** Brings what stands around it into view, and the focus there, so that the keyboard goes on from it. */
function Arrival() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bring = () => place.current?.scrollIntoView({ block: 'start' });
    // After the page, which begins at its top.
    const frame = requestAnimationFrame(() => {
      bring();
      place.current?.focus({ preventScroll: true });
    });
    // What comes later above it pushes it away, and before it comes below there is no room to scroll. Whoever reads already is left alone.
    const watcher = new ResizeObserver(bring);
    watcher.observe(document.body);
    const settled = new AbortController();
    const settle = () => {
      watcher.disconnect();
      settled.abort();
    };
    for (const touched of ['wheel', 'keydown', 'pointerdown']) document.addEventListener(touched, settle, { signal: settled.signal, passive: true });
    const timer = setTimeout(settle, settlingMs);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      settle();
    };
  }, []);
  return <Box ref={place} tabIndex={-1} sx={{ scrollMarginTop: 128, outline: 'none' }} />;
}

function Summary({ data }: { readonly data: ChecksRecord }) {
  const t = useT();
  if (data.errors > 0) return <Alert severity="error" sx={{ mb: 1 }}>{t('checks.errors', { count: data.errors })}</Alert>;
  if (data.open > 0) return <Alert severity="warning" sx={{ mb: 1 }}>{t('checks.open', { count: data.open })}</Alert>;
  return <Typography sx={{ mb: 1 }}>{t(data.checks.length === 0 ? 'checks.none' : 'checks.nothingOpen')}</Typography>;
}

function Check({ check, rows, record }: { readonly check: CheckView; readonly rows: ChecksRecord['rows']; readonly record: EvaluationRecord }) {
  const t = useT();
  const { duty } = words(t);
  const [asked, setAsked] = useState<'answer' | 'accept' | 'refuse' | null>(null);
  const { owner, answer, decision } = check;
  const look = lookOf(check);
  const decides = check.severity === 'warning' && record.allowedActions.includes('decideCheck');
  const done = () => setAsked(null);
  return (
    <Box component="article" aria-label={`${check.rule} ${check.place ?? t('checks.whole')}`} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'baseline' }}>
        <StatusTag tone={look.tone}>{t(`checks.state.${look.state}`)}</StatusTag>
        <Typography component="h3" sx={{ fontWeight: 600 }}>
          {check.place ?? t('checks.whole')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t('checks.about', { rule: check.rule, section: check.section.title, owner: 'person' in owner ? owner.person.name : duty(owner.duty) })}
        </Typography>
      </Stack>
      <Typography sx={{ mt: 0.5 }}>{check.said}</Typography>
      {check.actual === null && check.expected === null ? null : (
        <Typography variant="body2" color="text.secondary">
          {[...(check.actual === null ? [] : [t('checks.actual', { text: check.actual })]), ...(check.expected === null ? [] : [t('checks.expected', { text: check.expected })])].join(' · ')}
        </Typography>
      )}
      {answer === null ? null : (
        <Typography sx={{ mt: 0.5, whiteSpace: 'pre-line' }}>
          {t('checks.answered', { who: answer.by.name, text: answer.reason })}
          {answer.effect === null ? (check.asksEffect ? ` ${t('checks.noEffect')}` : '') : ` ${t('checks.effect', { row: answer.effect.name, points: answer.effect.points })}`}
        </Typography>
      )}
      {decision === null ? null : (
        <Typography color={decision.accepted ? undefined : 'error'} sx={{ whiteSpace: 'pre-line' }}>
          {t(decision.accepted ? 'checks.accepted' : 'checks.refused', { who: decision.by.name, text: decision.reason })}
        </Typography>
      )}
      <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 1, flexWrap: 'wrap' }} className="no-print">
        {check.mine && asked === null && !check.open ? (
          <Button size="small" variant="outlined" color="secondary" onClick={() => setAsked('answer')}>
            {t('checks.answerAgain')}
          </Button>
        ) : null}
        {decides && asked === null ? (
          <>
            <Button size="small" variant="outlined" onClick={() => setAsked('accept')}>
              {t(answer === null ? 'checks.letPass' : 'checks.accept')}
            </Button>
            {answer === null ? null : (
              <Button size="small" variant="outlined" color="error" onClick={() => setAsked('refuse')}>
                {t('checks.refuse')}
              </Button>
            )}
          </>
        ) : null}
      </Stack>
      {check.mine && (check.open || asked === 'answer') ? <AnswerForm record={record} check={check} rows={rows} onDone={done} /> : null}
      {asked === 'accept' || asked === 'refuse' ? <DecisionForm record={record} check={check} accepted={asked === 'accept'} onDone={done} /> : null}
    </Box>
  );
}
