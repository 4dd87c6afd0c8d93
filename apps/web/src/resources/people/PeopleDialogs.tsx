import { operations, type Input, type PersonRecord } from '@hengji/contracts';
import { duties } from '@hengji/domain';
import { useNotify } from 'react-admin';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation } from '../../providers/useApi.js';

type Closable = { readonly onClose: () => void };

export function CreatePersonDialog({ onClose }: Closable) {
  const t = useT();
  const notify = useNotify();
  const send = useApiMutation((api, body: Input<'createPerson'>['body'], key) => api.createPerson(body, key), {
    onDone: () => {
      notify(t('people.created'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('people.createTitle')}
      fields={[
        { kind: 'text', name: 'name', label: t('people.name'), required: true },
        { kind: 'text', name: 'username', label: t('people.username'), required: true },
        { kind: 'text', name: 'password', label: t('people.firstPassword'), required: true, input: 'password', autoComplete: 'new-password' },
        { kind: 'text', name: 'mailAddress', label: t('people.mail'), required: false, input: 'email', empty: 'null' },
      ]}
      schema={operations.createPerson.body}
      submitLabel={t('people.create')}
      send={send}
      onClose={onClose}
    />
  );
}

type UnitChoice = { readonly id: string; readonly name: string };

export function GivePostDialog({ person, units, onClose }: Closable & { readonly person: PersonRecord; readonly units: readonly UnitChoice[] }) {
  const t = useT();
  const notify = useNotify();
  const { duty } = words(t);
  const send = useApiMutation((api, body: Input<'assignPost'>['body'], key) => api.assignPost(person.id, body, key), {
    onDone: () => {
      notify(t('people.given'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('people.giveTitle', { name: person.name })}
      fields={[
        { kind: 'choice', name: 'unit', label: t('people.unit'), required: true, choices: units.map((unit) => ({ value: unit.id, label: unit.name })) },
        { kind: 'choice', name: 'duty', label: t('people.duty'), required: true, choices: duties.map((value) => ({ value, label: duty(value) })) },
        { kind: 'text', name: 'title', label: t('people.postTitle'), required: true },
        { kind: 'text', name: 'startsOn', label: t('people.startsOn'), required: true, input: 'date' },
      ]}
      schema={operations.assignPost.body}
      submitLabel={t('people.give')}
      send={send}
      onClose={onClose}
    />
  );
}

export function EndPostDialog({ holding, onClose }: Closable & { readonly holding: PersonRecord['holdings'][number] }) {
  const t = useT();
  const notify = useNotify();
  const { duty } = words(t);
  const send = useApiMutation((api, body: Input<'endPost'>['body'], key) => api.endPost(holding.id, body, key), {
    onDone: () => {
      notify(t('people.ended'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('people.endTitle', { post: `${holding.unit.name} ${duty(holding.duty)}` })}
      fields={[{ kind: 'text', name: 'endsOn', label: t('people.endsOn'), required: true, input: 'date' }]}
      schema={operations.endPost.body}
      submitLabel={t('people.end')}
      danger
      send={send}
      onClose={onClose}
    />
  );
}
