import type { EvaluationRecord, SectionRecord } from '@hengji/contracts';
import { useGetIdentity } from 'react-admin';
import { useParams, useSearchParams } from 'react-router';
import { QueryView, Waiting } from '../../components/QueryView.js';
import { useApiQuery } from '../../providers/useApi.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';
import { SectionForm } from './SectionForm.js';

/** A section of the form, for filling or for reading. */
export default function SectionPage() {
  const id = useIdOfPage();
  const key = useParams()['section'] ?? '';
  const evaluation = useEvaluation(id);
  const asked = useSearchParams()[0].get('stage');
  const stage = asked !== null && /^\d{1,2}$/.test(asked) ? Number(asked) : undefined;
  const section = useApiQuery<SectionRecord>(['section', id, key, ...(stage === undefined ? [] : [stage])], (api) => api.getSection(id, key, stage));
  const { data: identity } = useGetIdentity();
  return (
    <QueryView query={evaluation} page>
      {(record: EvaluationRecord) => (
        <QueryView query={section} page>
          {(data) => (identity === undefined ? <Waiting /> : <SectionForm key={`${id}.${key}.${data.stage}.${data.status}`} record={record} loaded={data} person={String(identity.id)} />)}
        </QueryView>
      )}
    </QueryView>
  );
}
