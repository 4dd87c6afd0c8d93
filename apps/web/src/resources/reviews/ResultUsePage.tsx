import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { wideTable } from '../../components/wideTable.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { CommandDialog } from '../evaluations/CommandDialog.js';
import { EvaluationSummary } from '../evaluations/EvaluationSummary.js';
import { TasksPanel } from '../evaluations/TasksPanel.js';
import type { EvaluationCommand } from '../evaluations/commandForms.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';

type Lines = EvaluationRecord['resultUse']['proposed'];

function LinesTable({ lines, none, record }: { readonly lines: Lines; /** What stands where there are none. */ readonly none: string; readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  if (lines === null || lines.length === 0) return <Typography color="text.secondary">{none}</Typography>;
  const nameOf = (key: string) => {
    const outcome = record.resultUse.outcomes.find((one) => one.key === key);
    return outcome === undefined ? key : inLanguage(outcome, english);
  };
  return (
    <Box sx={wideTable}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('resultUse.line')}</TableCell>
            <TableCell>{t('resultUse.outcome')}</TableCell>
            <TableCell>{t('resultUse.note')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={`${line.line}-${line.outcome}`}>
              <TableCell>{line.line}</TableCell>
              <TableCell>{nameOf(line.outcome)}</TableCell>
              <TableCell>{line.note ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

/** What the result does to the next budget: proposed by the department, decided by the bureau. */
export default function ResultUsePage() {
  const t = useT();
  const query = useEvaluation(useIdOfPage());
  const [asked, setAsked] = useState<EvaluationCommand | null>(null);
  const commands = ['proposeResultUse', 'decideResultUse', 'close'] as const;
  return (
    <QueryView query={query} page>
      {(record) => (
        <Page
          title={t('resultUse.title', { unit: record.unit.name, year: record.year })}
          rehearsal={rehearsalOf(record)}
          actions={
            <Stack direction="row" spacing={1}>
              <ButtonLink to={`/evaluations/${record.id}`} variant="outlined" color="secondary">
                {t('section.backToEvaluation')}
              </ButtonLink>
              {commands
                .filter((type) => record.allowedActions.includes(type))
                .map((type) => (
                  <Button key={type} variant="contained" onClick={() => setAsked(type)}>
                    {t(`commands.evaluation.${type}.title`)}
                  </Button>
                ))}
            </Stack>
          }
        >
          <EvaluationSummary record={record} />
          <Panel title={t('resultUse.proposed')}>
            <LinesTable lines={record.resultUse.proposed} none={t('resultUse.none')} record={record} />
          </Panel>
          <Panel title={t('resultUse.decided')}>
            <LinesTable lines={record.resultUse.decided} none={t('resultUse.undecided')} record={record} />
          </Panel>
          <TasksPanel record={record} />
          {asked === null ? null : <CommandDialog record={record} type={asked} onClose={() => setAsked(null)} />}
        </Page>
      )}
    </QueryView>
  );
}
