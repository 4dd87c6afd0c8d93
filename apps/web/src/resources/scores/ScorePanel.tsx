import type { EvaluationRecord } from '@hengji/contracts';
import { useState } from 'react';
import { QueryView } from '../../components/QueryView.js';
import { useApiQuery } from '../../providers/useApi.js';
import { CommandDialog } from '../evaluations/CommandDialog.js';
import { ScoreTable } from './ScoreTable.js';
import { SensitivityPanel } from './SensitivityPanel.js';

/** The score sheet of a case, with deductions where the reader may take points off. */
export function ScorePanel({ record }: { readonly record: EvaluationRecord }) {
  const query = useApiQuery(['evaluations', record.id, 'scores'], (api) => api.getScoreSheet(record.id));
  const [rescored, setRescored] = useState<string | null>(null);
  const [overridden, setOverridden] = useState<string | null>(null);
  return (
    <QueryView query={query}>
      {(sheet) => (
        <>
          <ScoreTable evaluationId={record.id} sheet={sheet} onRescore={record.allowedActions.includes('rescore') ? setRescored : null} onOverride={record.allowedActions.includes('overrideScore') ? setOverridden : null} />
          <SensitivityPanel sheet={sheet} />
          {overridden === null ? null : <CommandDialog record={record} type="overrideScore" given={{ indicator: overridden }} onClose={() => setOverridden(null)} />}
          {rescored === null ? null : <CommandDialog record={record} type="rescore" given={{ indicator: rescored }} onClose={() => setRescored(null)} />}
        </>
      )}
    </QueryView>
  );
}
