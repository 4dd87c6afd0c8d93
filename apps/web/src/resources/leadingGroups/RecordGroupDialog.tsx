import { operations, type Input } from '@hengji/contracts';
import { civilDateOf } from '@hengji/domain';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { ScanUpload, type Scan } from '../../components/ScanUpload.js';
import { FormDialog } from '../../forms/FormDialog.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { useCorrectionReason } from '../people/PeopleDialogs.js';

/** Records the leading group of a unit from its people. The unit comes first: whom the other questions offer depends on it. */
export function RecordGroupDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const notify = useNotify();
  const reason = useCorrectionReason();
  const [unit, setUnit] = useState('');
  const [scan, setScan] = useState<Scan | null>(null);
  const [today] = useState(() => civilDateOf(Date.now()));
  const units = useApiQuery(['units'], (api) => api.listUnits());
  const people = useApiQuery(['people of', unit], (api) => api.listPeople({ unit, perPage: 200 }), { enabled: unit !== '' });
  const choices = (unit === '' ? [] : (people.data?.data ?? [])).filter(({ active, holdings }) => active && holdings.some((one) => one.unit.id === unit && (one.endsOn === null || one.endsOn >= today))).map((person) => ({ value: person.id, label: person.name }));
  const send = useApiMutation((api, body: Input<'recordLeadingGroup'>['body'], key) => api.recordLeadingGroup(body, key), {
    onDone: () => {
      notify(t('leadingGroups.recorded'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      // People chosen for another unit would stay behind, unseen.
      key={unit}
      title={t('leadingGroups.record')}
      effect={t('leadingGroups.recordEffect')}
      fields={
        unit === ''
          ? []
          : [
              { kind: 'text', name: 'documentNo', label: t('leadingGroups.documentNo'), hint: t('leadingGroups.documentNoHelp'), required: true },
              { kind: 'choice', name: 'leader', label: t('leadingGroups.leader'), required: true, choices },
              { kind: 'many', name: 'members', label: t('leadingGroups.members'), required: true, choices },
              { kind: 'text', name: 'startsOn', label: t('leadingGroups.startsOn'), required: true, input: 'date', initial: today },
              { kind: 'text', name: 'endsOn', label: t('leadingGroups.endsOn'), required: false, input: 'date', empty: 'null' },
              reason,
            ]
      }
      constants={{ unit, scan: scan?.id ?? null }}
      schema={operations.recordLeadingGroup.body}
      submitLabel={t('leadingGroups.record')}
      send={send}
      onClose={onClose}
    >
      <ChoiceInput
        id="group-unit"
        label={t('leadingGroups.unit')}
        value={unit}
        blank={t('commands.field.choose')}
        required
        choices={(units.data?.data ?? []).filter(({ kind }) => kind !== 'project').map((one) => ({ value: one.id, label: one.name }))}
        onChange={setUnit}
      />
      <ScanUpload label={t('leadingGroups.scan')} scans={scan === null ? [] : [scan]} onAdd={setScan} onRemove={() => setScan(null)} />
    </FormDialog>
  );
}
