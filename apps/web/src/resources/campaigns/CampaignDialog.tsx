import { CampaignCommandBody, type CampaignRecord } from '@hengji/contracts';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { QueryView } from '../../components/QueryView.js';
import { FormDialog } from '../../forms/FormDialog.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { stageName, type Unit } from './campaignForm.js';
import { takingPart, type Taking } from './takingPart.js';

/** What a dialog or a confirmation asks of a campaign. */
export type CampaignAction = Exclude<CampaignRecord['allowedActions'][number], 'revise' | 'retrySubjects' | 'moveTemplate'>;

function fieldsOf(type: CampaignAction, t: Translate, record: CampaignRecord, units: readonly Unit[], taking: readonly Taking[]): readonly FieldSpec[] {
  const reason: FieldSpec = { kind: 'text', name: 'reason', label: t('campaigns.field.reason'), required: true, multiline: true };
  const documentNo: FieldSpec = { kind: 'text', name: 'documentNo', label: t('campaigns.field.documentNo'), required: true };
  const open = taking.filter((one) => one.open);
  switch (type) {
    case 'pause':
      return [reason];
    case 'launch':
    case 'resume':
    case 'discard':
    case 'close':
      return [];
    case 'addSubjects': {
      const free = units.filter(({ id, kind }) => (kind === 'department' || kind === 'subordinate' || kind === 'project') && !taking.some((one) => one.id === id));
      const items = free.map((unit) => {
        if (unit.kind === 'project') return { key: unit.id, label: unit.name, choices: unit.parent === null ? [] : [{ value: unit.parent, label: t('campaigns.byParent', { unit: unit.parentName ?? '' }) }] };
        const parent = unit.kind === 'subordinate' ? units.find(({ id }) => id === unit.parent) : undefined;
        return { key: unit.id, label: unit.name, choices: [{ value: unit.id, label: t('campaigns.byItself') }, ...(parent === undefined ? [] : [{ value: parent.id, label: t('campaigns.byParent', { unit: parent.name }) }])] };
      });
      return [{ kind: 'perItem', name: 'subjects', label: t('campaigns.field.subjects'), required: true, keyName: 'subject', valueName: 'unit', choices: [], blank: t('campaigns.notTaking'), items }, documentNo, reason];
    }
    case 'cancelSubject':
      return [{ kind: 'choice', name: 'subject', label: t('campaigns.field.subject'), required: true, choices: taking.map(({ id, name }) => ({ value: id, label: name })) }, documentNo, reason];
    case 'movePhaseDate': {
      const dated = record.stages.filter(({ index, opensOn }) => index >= record.startStage && opensOn !== null);
      return [
        { kind: 'choice', name: 'stage', label: t('campaigns.field.stage'), required: true, numeric: true, choices: dated.map((stage) => ({ value: String(stage.index), label: `${stageName(t, stage)}（${stage.opensOn ?? ''}）` })) },
        { kind: 'text', name: 'date', label: t('campaigns.field.date'), required: true, input: 'date' },
        documentNo,
        { kind: 'many', name: 'subjects', label: t('campaigns.field.subjects'), required: true, initial: open.map(({ id }) => id), choices: open.map(({ id, name }) => ({ value: id, label: name })) },
      ];
    }
  }
}

type CampaignDialogProps = { readonly record: CampaignRecord; readonly type: CampaignAction; readonly onClose: () => void };

/** Asks for what a command needs, and says what it will do. */
export function CampaignDialog({ record, type, onClose }: CampaignDialogProps) {
  const t = useT();
  const notify = useNotify();
  const title = t(`campaigns.action.${type}.title`);
  const needsUnits = type === 'addSubjects' || type === 'cancelSubject' || type === 'movePhaseDate';
  const known = useApiQuery(['campaigns', record.id, 'taking part', needsUnits], async (api) => {
    if (!needsUnits) return { units: [], taking: [] };
    const [units, taking] = await Promise.all([api.listUnits(), takingPart(api, record.id)]);
    return { units: units.data, taking };
  });
  const [seen] = useState(record.version);
  const send = useApiMutation((api, body: CampaignCommandBody, key) => api.commandCampaign(record.id, body, key, seen), {
    onDone: () => {
      notify(t('campaigns.action.done', { title }), { type: 'success' });
      onClose();
    },
  });
  return (
    <QueryView query={known}>
      {({ units, taking }) => (
        <FormDialog
          title={title}
          effect={t(`campaigns.action.${type}.effect`, type === 'launch' ? { count: record.subjects.planned } : {})}
          fields={fieldsOf(type, t, record, units, taking)}
          schema={{
            safeParse: (value) => {
              // All that are open: those that open later shall have the new date too.
              const everybody = type === 'movePhaseDate' && subjectsIn(value).length === taking.filter(({ open }) => open).length;
              return CampaignCommandBody.safeParse(everybody && typeof value === 'object' ? { ...value, subjects: null } : value);
            },
          }}
          constants={{ type }}
          submitLabel={title}
          danger={type === 'discard' || type === 'cancelSubject'}
          send={send}
          onClose={onClose}
        />
      )}
    </QueryView>
  );
}

function subjectsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('subjects' in value) || !Array.isArray(value.subjects)) return [];
  return value.subjects.filter((one) => typeof one === 'string');
}
