import type { EvaluationRecord, SectionRecord } from '@hengji/contracts';
import { Alert, Box, Button, Paper, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { goalsSection, type MoneyUnit } from '@hengji/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useId, useState } from 'react';
import { useNotify, useStore } from 'react-admin';
import { useNavigate } from 'react-router';
import { ButtonLink } from '../../components/ButtonLink.js';
import { ConfirmDialog } from '../../components/ConfirmDialog.js';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatRate } from '../../format/format.js';
import { shownText } from '../../format/typedValue.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation } from '../../providers/useApi.js';
import { ChecksPanel } from '../checks/ChecksPanel.js';
import { hasChecks } from '../checks/looks.js';
import { sectionState } from '../evaluations/looks.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { EarlierVerdict } from '../evaluations/VerdictNotes.js';
import { LastYearSummary } from '../lastYear/LastYearNote.js';
import { useLastYear } from '../lastYear/useLastYear.js';
import { ConflictDialog } from './ConflictDialog.js';
import { fieldBox, type BoxKey } from './draft.js';
import { FieldInput } from './FieldInput.js';
import { RowsEditor } from './RowsEditor.js';
import { SaveState } from './SaveState.js';
import { SectionEvidence } from './SectionEvidence.js';
import { faultErrors, inFormOrder, labelOfBox, sectionErrors } from './sectionErrors.js';
import { useDraft } from './useDraft.js';

type SectionFormProps = { readonly record: EvaluationRecord; readonly loaded: SectionRecord; readonly person: string };

/** The generated form of a section: saves by itself, checks when it is handed in. */
export function SectionForm({ record, loaded, person }: SectionFormProps) {
  const t = useT();
  const notify = useNotify();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useId();
  const english = useEnglish();
  const { stage } = words(t);
  const { store, state, wasRestored } = useDraft(loaded, person);
  const { section, typed } = state;
  const [unit, setUnit] = useStore<MoneyUnit>('moneyUnit', 'yuan');
  const [attempt, setAttempt] = useState(0);
  const [shownErrors, setShownErrors] = useState<Readonly<Record<BoxKey, string>>>({});
  const [confirming, setConfirming] = useState(false);
  const [checking, setChecking] = useState(false);
  const [supports, setSupports] = useState('');
  const attachId = `${form}-supports`;
  const title = inLanguage(section, english);
  const idOf = useCallback((box: BoxKey) => `${form}-${box}`, [form]);
  const submit = useApiMutation((api, key: string, intention) => api.commandEvaluation(record.id, { type: 'submitSection', section: key, acceptDisqualification: section.disqualifies }, intention, record.version), {
    onDone: () => {
      notify(t('section.submittedDone', { section: title }), { type: 'success' });
      void queryClient.invalidateQueries({ queryKey: ['section', record.id] });
      void navigate(`/evaluations/${record.id}`);
    },
  });

  const lastYear = useLastYear(record.id, section.key === goalsSection);

  const check = async () => {
    setChecking(true);
    await store.save();
    setChecking(false);
    const now = store.state();
    const errors = sectionErrors(t, now.section, now.problems, english);
    setShownErrors(errors);
    if (Object.keys(errors).length > 0) setAttempt((before) => before + 1);
    else if (now.error === null && now.conflicts.length === 0 && Object.keys(now.typed).length === 0) setConfirming(true);
  };
  // A box that was filled since the last check loses its error at once; new errors wait for the next check.
  const current = sectionErrors(t, section, state.problems, english);
  const errors = inFormOrder(section, { ...Object.fromEntries(Object.entries(shownErrors).filter(([box]) => current[box] !== undefined)), ...faultErrors(t, section, state.error, english) });
  const hasMoney = section.fields.some((field) => field.type === 'money');
  const word = sectionState(section, section.version > 0);
  // The same functions at every drawing: with new ones each box of the form would be drawn anew for each letter.
  const leave = useCallback(() => void store.save(), [store]);
  const typeInRow = useCallback((box: BoxKey, text: string) => store.type(box, text, unit), [store, unit]);
  const attachTo = useCallback(
    (indicator: string) => {
      setSupports(indicator);
      document.getElementById(attachId)?.focus();
    },
    [attachId],
  );

  return (
    <Page
      title={t('section.title', { section: title, unit: record.unit.name, year: record.year })}
      failed={Object.keys(errors).length > 0}
      rehearsal={rehearsalOf(record)}
      lead={
        <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <span>{stage(section.phase, section.checkpoint)}</span>
          <StatusTag tone={word.tone}>{t(`process.sectionStatus.${word.word}`)}</StatusTag>
          {section.editable ? <span>{section.missing.length === 0 ? t('section.completed') : t('section.missing', { count: section.missing.length })}</span> : null}
        </Stack>
      }
      actions={
        <>
          {hasMoney ? (
            <ToggleButtonGroup
              exclusive
              size="small"
              value={unit}
              aria-label={t('section.moneyUnit')}
              onChange={(_, next: MoneyUnit | null) => {
                if (next === null) return;
                store.switchUnit(next);
                setUnit(next);
              }}
            >
              <ToggleButton value="yuan">{t('section.yuan')}</ToggleButton>
              <ToggleButton value="wanyuan">{t('section.wanyuan')}</ToggleButton>
            </ToggleButtonGroup>
          ) : null}
          <ButtonLink to={`/evaluations/${record.id}`} variant="outlined" color="secondary">
            {t('section.backToEvaluation')}
          </ButtonLink>
        </>
      }
    >
      {section.returnReason === null ? null : (
        <Alert severity="error" icon={false} sx={{ mb: 2, whiteSpace: 'pre-line' }}>
          {t('evaluation.returnReason', { reason: section.returnReason })}
        </Alert>
      )}
      {section.stage === record.stageIndex ? <EarlierVerdict record={record} /> : null}
      {section.editable ? null : (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t(section.stage !== record.stageIndex ? 'section.past' : section.status === 'submitted' ? 'section.submitted' : section.status === 'confirmed' ? 'section.confirmed' : 'section.readOnly')}
        </Alert>
      )}
      {section.warned.length === 0 ? null : (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('section.warned', { count: section.warned.length, rows: section.warned.map((row) => t('section.warnedRow', { row: inLanguage(row, english), rate: formatRate(row.rate), below: formatRate(row.below) })).join(t('app.listSeparator')) })}
        </Alert>
      )}
      {wasRestored ? <Alert severity="info" sx={{ mb: 2 }}>{t('section.restored')}</Alert> : null}
      {state.error === null ? null : <ProblemAlert error={state.error} typed onRetry={leave} />}
      <FormErrorSummary errors={Object.entries(errors).map(([box, message]) => ({ inputId: idOf(box), message }))} attempt={attempt} />
      {section.fields.length === 0 ? null : (
        <Paper variant="outlined" sx={{ px: 2, py: 1, mb: 2 }}>
          {section.fields.map((field) => {
            const box = fieldBox(field.key);
            return (
              <FieldInput
                key={field.key}
                id={idOf(box)}
                field={field}
                value={section.values[field.key] ?? ''}
                typed={typed[box]?.text}
                unit={typed[box]?.unit ?? unit}
                earlier={section.earlier}
                editable={section.editable}
                error={errors[box]}
                onType={store.type}
                onLeave={leave}
              />
            );
          })}
        </Paper>
      )}
      {section.rows.length === 0 ? null : (
        <Panel title={t(section.key === 'goals' ? 'section.goals' : 'section.rows')}>
          <LastYearSummary lastYear={lastYear} indicators={section.rows.map(({ indicator }) => indicator)} />
          <RowsEditor section={section} lastYear={lastYear} typed={typed} errors={errors} idOf={idOf} onType={typeInRow} onLeave={leave} onAttach={attachTo} />
        </Panel>
      )}
      <SectionEvidence section={section} id={attachId} supports={supports} onSupports={setSupports} />
      {section.stage === record.stageIndex && hasChecks(record) ? <ChecksPanel record={record} section={section.key} contentVersion={section.version} /> : null}
      {section.editable ? (
        <Paper variant="outlined" className="no-print" sx={{ position: 'sticky', bottom: 0, zIndex: 3, p: 1.5, display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
          <SaveState state={state} />
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            {Object.keys(errors).length === 0 ? null : (
              <Typography variant="body2" color="error">
                {t('validation.summary', { count: Object.keys(errors).length })}
              </Typography>
            )}
            <Button variant="outlined" color="secondary" onClick={leave}>
              {t('app.save')}
            </Button>
            {section.mine ? (
              // Not while saving: a save begins when the pointer leaves a box, and the click that follows must still count.
              <Button variant="contained" onClick={() => void check()} loading={checking}>
                {t('section.submit')}
              </Button>
            ) : null}
          </Box>
        </Paper>
      ) : null}
      {state.asksDisqualification ? (
        <ConfirmDialog
          title={t('section.disqualifyTitle')}
          text={t('section.disqualifyText')}
          confirmLabel={t('section.disqualifyAccept')}
          onConfirm={() => {
            store.acceptDisqualification(true);
            leave();
          }}
          onCancel={() => store.acceptDisqualification(false)}
        />
      ) : null}
      {state.conflicts.length === 0 ? null : (
        <ConflictDialog
          conflicts={state.conflicts}
          by={state.conflictBy}
          labelOf={(box) => labelOfBox(t, section, box, english)}
          show={(box, stored) => {
            const field = section.fields.find((one) => fieldBox(one.key) === box);
            const text = field === undefined ? stored : shownText(field, stored, unit, { yes: t('section.yes'), no: t('section.no'), english });
            return text === '' ? t('section.empty') : text;
          }}
          onResolve={(keepMine) => {
            store.resolve(keepMine);
            leave();
          }}
        />
      )}
      {confirming ? (
        <ConfirmDialog title={t('section.submit')} text={t('section.submitConfirm', { section: title })} confirmLabel={t('section.submit')} busy={submit.isPending} onConfirm={() => submit.mutate(section.key)} onCancel={() => setConfirming(false)}>
          {section.disqualifies ? <Alert severity="warning" sx={{ mt: 1 }}>{t('section.disqualifySubmit')}</Alert> : null}
          {submit.error === null ? null : <ProblemAlert error={submit.error} />}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}
