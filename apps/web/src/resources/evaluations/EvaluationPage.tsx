import type { EvaluationRecord } from '@hengji/contracts';
import { Alert, Box, Tab, Tabs } from '@mui/material';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/Page.js';
import { QueryView } from '../../components/QueryView.js';
import { TroubleNote } from '../../components/TroubleNote.js';
import { useT } from '../../i18n/useT.js';
import { ChecksPanel } from '../checks/ChecksPanel.js';
import { hasChecks } from '../checks/looks.js';
import { ScorePanel } from '../scores/ScorePanel.js';
import { ActionBar } from './ActionBar.js';
import { EarlierSections } from './EarlierSections.js';
import { EvaluationFindings } from './EvaluationFindings.js';
import { EvaluationSummary } from './EvaluationSummary.js';
import { EvaluationTimeline } from './EvaluationTimeline.js';
import { ProgressTracker } from './ProgressTracker.js';
import { ReleasePanel } from './ReleasePanel.js';
import { RevisionPanel } from './RevisionPanel.js';
import { SectionsPanel } from './SectionsPanel.js';
import { StatisticsPanel } from './StatisticsPanel.js';
import { TasksPanel } from './TasksPanel.js';
import { WaitingNotes } from './WaitingNotes.js';
import { rehearsalOf } from './rehearsalOf.js';
import { useEvaluation, useIdOfPage } from './useEvaluation.js';

const tabs = ['overview', 'scores', 'findings', 'timeline'] as const;
type TabName = (typeof tabs)[number];

function isTab(text: string | null): text is TabName {
  return tabs.some((tab) => tab === text);
}

function StatusNote({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  switch (record.status) {
    case 'open':
      return null;
    case 'suspended':
      return <TroubleNote title={t('evaluation.suspendedNote')} trouble={record.trouble} />;
    case 'cancelled':
      return <Alert severity="info" sx={{ mb: 2 }}>{t('evaluation.cancelledNote')}</Alert>;
    case 'closed':
      return <Alert severity="info" sx={{ mb: 2 }}>{t('evaluation.closedNote')}</Alert>;
  }
}

function Overview({ record, toChecks }: { readonly record: EvaluationRecord; readonly toChecks: boolean }) {
  return (
    <>
      <ProgressTracker record={record} />
      <TasksPanel record={record} />
      <SectionsPanel record={record} />
      {hasChecks(record) ? <ChecksPanel record={record} arrive={toChecks} /> : null}
      <EarlierSections record={record} />
      <RevisionPanel record={record} />
      <ReleasePanel record={record} />
      <StatisticsPanel record={record} />
    </>
  );
}

/** Everything of one department's year, and what the reader may do now. */
export default function EvaluationPage() {
  const t = useT();
  const query = useEvaluation(useIdOfPage());
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab');
  const tab: TabName = isTab(asked) ? asked : 'overview';
  return (
    <QueryView query={query} page>
      {(record) => (
        <Page title={t('evaluation.title', { unit: record.unit.name, year: record.year })} rehearsal={rehearsalOf(record)} actions={<ActionBar record={record} />}>
          <StatusNote record={record} />
          <WaitingNotes record={record} />
          <EvaluationSummary record={record} />
          <Tabs value={tab} onChange={(_, next: TabName) => setSearch(next === 'overview' ? {} : { tab: next })} aria-label={t('evaluations.one')} sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }} variant="scrollable">
            {tabs.map((name) => (
              <Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`} label={t(`evaluation.tabs.${name}`)} />
            ))}
          </Tabs>
          <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
            {tab === 'overview' ? <Overview record={record} toChecks={search.get('at') === 'checks'} /> : null}
            {tab === 'scores' ? <ScorePanel record={record} /> : null}
            {tab === 'findings' ? <EvaluationFindings record={record} /> : null}
            {tab === 'timeline' ? <EvaluationTimeline record={record} /> : null}
          </Box>
        </Page>
      )}
    </QueryView>
  );
}
