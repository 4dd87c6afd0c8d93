import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { FormErrorSummary, type FormError } from '../components/FormErrorSummary.js';
import { ProblemAlert } from '../components/ProblemAlert.js';
import { useT } from '../i18n/useT.js';
import { ApiError } from '../providers/apiError.js';
import { FormField } from './FormField.js';
import type { FieldSpec } from './spec.js';
import { useForm, type BodySchema } from './useForm.js';

type FormDialogProps<Body, Answer> = {
  readonly title: string;
  /** What will happen, before it happens. */
  readonly effect?: string;
  readonly fields: readonly FieldSpec[];
  readonly schema: BodySchema<Body>;
  /** What the body holds beside the fields. */
  readonly constants?: Readonly<Record<string, unknown>>;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly send: UseMutationResult<Answer, unknown, Body>;
  readonly onClose: () => void;
  /** What the body still lacks beside the fields, such as files; each line leads to where it is given. */
  readonly missing?: readonly (FormError & { /** Property of the body. */ readonly name: string })[];
  readonly children?: ReactNode;
};

/**
 * Asks for exactly what a command needs, says what it will do, and stays open with everything typed until the server has
 * answered yes.
 */
export function FormDialog<Body, Answer>({ title, effect = '', fields, schema, constants = {}, submitLabel, danger = false, send, onClose, missing = [], children }: FormDialogProps<Body, Answer>) {
  const t = useT();
  const titleId = useId();
  const [tries, setTries] = useState(0);
  const form = useForm(fields, schema, constants);
  const { takeServerErrors } = form;
  const { error, isPending } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // Only a new answer is news; the function is made anew with every rendering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [error]);
  const queryClient = useQueryClient();
  const close = () => {
    // Somebody else was first: the page behind still shows what was before. Only now, or the dialog could go with it.
    if (error instanceof ApiError && error.problem.meanwhile !== undefined) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'evaluations' || queryKey[0] === 'findings' });
    onClose();
  };
  const submit = () => {
    const body = form.check(missing.map(({ name }) => name));
    setTries((before) => before + 1);
    if (body !== null && missing.length === 0) send.mutate(body);
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      onClose={(_, why) => {
        // A click beside the dialog must not throw away what was typed.
        if (why === 'escapeKeyDown' && !isPending) close();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <FormErrorSummary errors={[...(tries === 0 ? [] : missing), ...form.summary]} attempt={missing.length === 0 ? form.attempt : tries} />
          {error === null ? null : <ProblemAlert error={error} typed />}
          {effect === '' ? null : <Typography sx={{ mb: 1 }}>{effect}</Typography>}
          {children}
          {fields.map((spec) => (
            <FormField key={spec.name} form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => form.change(spec.name, value)} />
          ))}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={close} disabled={isPending} color="secondary">
            {t('app.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={isPending}>
            {submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
