import { operations, type Input, type PersonRecord } from '@hengji/contracts';
import { civilDateOf, duties } from '@hengji/domain';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { FormDialog } from '../../forms/FormDialog.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation } from '../../providers/useApi.js';
import { oneTimePassword } from './oneTimePassword.js';

type Closable = { readonly onClose: () => void };

/** What a correction of the record asks for: left empty where nothing is corrected. */
export function useCorrectionReason(): FieldSpec {
  const t = useT();
  return { kind: 'text', name: 'reason', label: t('people.correctionReason'), hint: t('people.correctionReasonHelp'), required: false, multiline: true, empty: 'null' };
}

export function CreatePersonDialog({ onClose }: Closable) {
  const t = useT();
  const notify = useNotify();
  const [password] = useState(oneTimePassword);
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
        { kind: 'text', name: 'password', label: t('people.firstPassword'), hint: t('people.firstPasswordHelp'), required: true, initial: password },
        { kind: 'text', name: 'mailAddress', label: t('people.mail'), required: false, input: 'email', empty: 'null' },
      ]}
      schema={operations.createPerson.body}
      submitLabel={t('people.create')}
      send={send}
      onClose={onClose}
    />
  );
}

export function ResetPasswordDialog({ person, onClose }: Closable & { readonly person: PersonRecord }) {
  const t = useT();
  const notify = useNotify();
  const [password] = useState(oneTimePassword);
  const send = useApiMutation((api, body: Input<'resetPassword'>['body'], key) => api.resetPassword(person.id, body, key), {
    onDone: () => {
      notify(t('people.passwordReset'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('people.resetTitle', { name: person.name })}
      effect={t('people.resetEffect')}
      fields={[{ kind: 'text', name: 'password', label: t('people.firstPassword'), hint: t('people.firstPasswordHelp'), required: true, initial: password }]}
      schema={operations.resetPassword.body}
      submitLabel={t('people.reset')}
      send={send}
      onClose={onClose}
    />
  );
}

/** Taking the authenticator app off the account of somebody who lost it. */
export function ResetSecondFactorDialog({ person, onClose }: Closable & { readonly person: PersonRecord }) {
  const t = useT();
  const notify = useNotify();
  const send = useApiMutation((api, body: Input<'resetSecondFactor'>['body'], key) => api.resetSecondFactor(person.id, body, key), {
    onDone: () => {
      notify(t('people.factorReset'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('people.factorResetTitle', { name: person.name })}
      effect={t('people.factorResetEffect')}
      fields={[{ kind: 'text', name: 'reason', label: t('people.reason'), required: true, multiline: true }]}
      schema={operations.resetSecondFactor.body}
      submitLabel={t('people.resetFactor')}
      danger
      send={send}
      onClose={onClose}
    />
  );
}

/** Closing an account, or opening it again. */
export function AccountDialog({ person, onClose }: Closable & { readonly person: PersonRecord }) {
  const t = useT();
  const notify = useNotify();
  const open = !person.active;
  const send = useApiMutation((api, body: Input<'setAccountOpen'>['body'], key) => api.setAccountOpen(person.id, body, key), {
    onDone: () => {
      notify(t(open ? 'people.opened' : 'people.closed'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(open ? 'people.openTitle' : 'people.closeTitle', { name: person.name })}
      effect={t(open ? 'people.openEffect' : 'people.closeEffect')}
      fields={[{ kind: 'text', name: 'reason', label: t('people.reason'), required: true, multiline: true }]}
      constants={{ open }}
      schema={operations.setAccountOpen.body}
      submitLabel={t(open ? 'people.openAccount' : 'people.closeAccount')}
      danger={!open}
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
  const reason = useCorrectionReason();
  const [today] = useState(() => civilDateOf(Date.now()));
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
        { kind: 'text', name: 'startsOn', label: t('people.startsOn'), required: true, input: 'date', initial: today },
        reason,
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
  const reason = useCorrectionReason();
  const [today] = useState(() => civilDateOf(Date.now()));
  const send = useApiMutation((api, body: Input<'endPost'>['body'], key) => api.endPost(holding.id, body, key), {
    onDone: () => {
      notify(t('people.ended'), { type: 'success' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(holding.endsOn === null ? 'people.endTitle' : 'people.correctTitle', { post: `${holding.unit.name} ${duty(holding.duty)}` })}
      fields={[{ kind: 'text', name: 'endsOn', label: t('people.endsOn'), required: true, input: 'date', initial: holding.endsOn ?? today }, reason]}
      schema={operations.endPost.body}
      submitLabel={t(holding.endsOn === null ? 'people.end' : 'people.correct')}
      danger
      send={send}
      onClose={onClose}
    />
  );
}
