import { operations, type Input, type UnitRecord } from '@hengji/contracts';
import { addableUnitKinds, civilDateOf } from '@hengji/domain';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { FormDialog } from '../../forms/FormDialog.js';
import { ChoiceInput } from '../../forms/FormField.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation } from '../../providers/useApi.js';
import { useCorrectionReason } from '../people/PeopleDialogs.js';

type Kind = Input<'createUnit'>['body']['kind'];
type Closable = { readonly units: readonly UnitRecord[]; readonly onClose: () => void };

/** Units that may have units below them. */
function parentsOf(units: readonly UnitRecord[], kind: string, except?: string): readonly { readonly value: string; readonly label: string }[] {
  const holds = (unit: UnitRecord) => (kind === 'project' ? unit.kind === 'department' || unit.kind === 'subordinate' : unit.kind !== 'project');
  return units.filter((unit) => holds(unit) && unit.id !== except).map((unit) => ({ value: unit.id, label: unit.name }));
}

export function AddUnitDialog({ units, onClose }: Closable) {
  const t = useT();
  const notify = useNotify();
  const { unitKind } = words(t);
  const [kind, setKind] = useState<Kind>('department');
  const [today] = useState(() => civilDateOf(Date.now()));
  const send = useApiMutation((api, body: Input<'createUnit'>['body'], key) => api.createUnit(body, key), {
    onDone: () => {
      notify(t('units.added'), { type: 'success' });
      onClose();
    },
  });
  const above: readonly FieldSpec[] = [
    { kind: 'choice', name: 'parent', label: t('units.parent'), required: true, choices: parentsOf(units, kind) },
    { kind: 'text', name: 'from', label: t('units.from'), required: true, input: 'date', initial: today },
  ];
  return (
    <FormDialog
      title={t('units.add')}
      effect={kind === 'project' ? t('units.projectEffect') : ''}
      fields={[
        { kind: 'text', name: 'name', label: t('units.name'), required: true },
        { kind: 'text', name: 'nameEn', label: t('units.nameEn'), required: false, empty: 'null' },
        { kind: 'text', name: 'code', label: t('units.code'), hint: t('units.codeHelp'), required: false, empty: 'null' },
        ...(kind === 'department' ? [] : above),
      ]}
      constants={{ kind }}
      schema={operations.createUnit.body}
      submitLabel={t('units.add')}
      send={send}
      onClose={onClose}
    >
      <ChoiceInput
        id="unit-kind"
        label={t('units.kind')}
        value={kind}
        blank={null}
        choices={addableUnitKinds.map((value) => ({ value, label: unitKind(value) }))}
        onChange={(value) => setKind(addableUnitKinds.find((one) => one === value) ?? 'department')}
      />
    </FormDialog>
  );
}

export function MoveUnitDialog({ unit, units, onClose }: Closable & { readonly unit: UnitRecord }) {
  const t = useT();
  const notify = useNotify();
  const reason = useCorrectionReason();
  const [today] = useState(() => civilDateOf(Date.now()));
  const send = useApiMutation((api, body: Input<'moveUnit'>['body'], key) => api.moveUnit(unit.id, body, key), {
    onDone: () => {
      notify(t('units.moved'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('units.moveTitle', { name: unit.name })}
      effect={unit.parentName === null ? '' : t('units.moveEffect', { parent: unit.parentName })}
      fields={[
        { kind: 'choice', name: 'parent', label: t('units.parent'), required: true, choices: parentsOf(units, unit.kind, unit.id) },
        { kind: 'text', name: 'from', label: t('units.from'), required: true, input: 'date', initial: today },
        reason,
      ]}
      schema={operations.moveUnit.body}
      submitLabel={t('units.move')}
      send={send}
      onClose={onClose}
    />
  );
}
