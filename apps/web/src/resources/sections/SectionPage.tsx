import type { EvaluationRecord, SectionRecord } from '@hengji/contracts';
import { useGetIdentity } from 'react-admin';
import { useParams } from 'react-router';
import { QueryView, Waiting } from '../../components/QueryView.js';
import { useApiQuery } from '../../providers/useApi.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';
import { SectionForm } from './SectionForm.js';

/** A section of the form, for filling or for reading. */
export default function SectionPage() {
  const id = useIdOfPage();
  const key = useParams()['section'] ?? '';
  const evaluation = useEvaluation(id);
  const section = useApiQuery<SectionRecord>(['section', id, key], (api) => api.getSection(id, key));
  const { data: identity } = useGetIdentity();
  return (
    <QueryView query={evaluation} page>
      {(record: EvaluationRecord) => (
        <QueryView query={section} page>
          {(data) => (identity === undefined ? <Waiting /> : <SectionForm key={`${id}.${key}.${data.period ?? ''}.${data.status}`} record={record} loaded={data} person={String(identity.id)} />)}
        </QueryView>
      )}
    </QueryView>
  );
}
