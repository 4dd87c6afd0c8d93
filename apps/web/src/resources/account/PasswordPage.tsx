import { operations } from '@hengji/contracts';
import { Alert, Button, Paper } from '@mui/material';
import { useEffect, useState } from 'react';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { FormField } from '../../forms/FormField.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useForm, type BodySchema } from '../../forms/useForm.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';
import { useMe } from '../../providers/useMe.js';

type Passwords = { readonly current: string; readonly code?: string | undefined; readonly next: string };

/** Changing the own password; the new one is typed twice, so that a slip locks nobody out. */
export default function PasswordPage() {
  const t = useT();
  const [done, setDone] = useState(false);
  const { data: me } = useMe();
  const forced = me?.mustChangePassword === true;
  const send = useApiMutation((api, body: Passwords) => api.changePassword(body), {
    onDone: () => {
      // Rights, menu and inbox were those of somebody who may do nothing: everything is read anew.
      if (forced) window.location.assign('/');
      else setDone(true);
    },
  });
  const fields: readonly FieldSpec[] = [
    { kind: 'text', name: 'current', label: t('password.current'), required: true, input: 'password', autoComplete: 'current-password' },
    ...(me?.secondFactor.on === true ? [{ kind: 'text', name: 'code', label: t('secondFactor.code'), hint: t('secondFactor.codeHelp'), required: true, autoComplete: 'one-time-code' } satisfies FieldSpec] : []),
    { kind: 'text', name: 'next', label: t('password.next'), required: true, input: 'password', autoComplete: 'new-password' },
    { kind: 'text', name: 'again', label: t('password.again'), required: true, input: 'password', autoComplete: 'new-password' },
  ];
  const schema: BodySchema<Passwords> = {
    safeParse: (value) => {
      const parsed = operations.changePassword.body.safeParse(value);
      if (!parsed.success) return parsed;
      const again = typeof value === 'object' && value !== null && 'again' in value ? value.again : '';
      if (again !== parsed.data.next) return { success: false, error: { issues: [{ path: ['again'], message: t('validation.passwordsDiffer') }] } };
      return parsed;
    },
  };
  const form = useForm(fields, schema);
  const { takeServerErrors } = form;
  const { error } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new answer is news
  }, [error]);
  const failed = form.summary.length > 0 || error !== null;
  return (
    <Page title={t('password.title')} failed={failed && !done}>
      {done ? (
        <Alert severity="success">{t('password.done')}</Alert>
      ) : (
        <Paper
          variant="outlined"
          component="form"
          noValidate
          sx={{ p: 3, maxWidth: 480 }}
          onSubmit={(event) => {
            event.preventDefault();
            const body = form.check();
            if (body !== null) send.mutate(body);
          }}
        >
          {forced && error === null ? (
            <Alert severity="info" sx={{ mb: 2 }}>
              {t('password.forced')}
            </Alert>
          ) : null}
          <FormErrorSummary errors={form.summary} attempt={form.attempt} />
          {error === null ? null : <ProblemAlert error={error} typed />}
          {fields.map((spec) => (
            <FormField key={spec.name} form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => form.change(spec.name, value)} />
          ))}
          <Button type="submit" variant="contained" loading={send.isPending} sx={{ mt: 1 }}>
            {t('password.submit')}
          </Button>
        </Paper>
      )}
    </Page>
  );
}
