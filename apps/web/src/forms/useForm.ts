import { useId, useState } from 'react';
import type { FormError } from '../components/FormErrorSummary.js';
import { useT, type Translate } from '../i18n/useT.js';
import { ApiError, fieldSentence } from '../providers/apiError.js';
import { bodyOf, initialValue, inputId, unanswered, type FieldSpec, type FormValue, type FormValues } from './spec.js';

/** The part of a zod schema that a form needs. */
export type BodySchema<Body> = {
  safeParse(value: unknown): { readonly success: true; readonly data: Body } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } };
};

/** Codes whose sentence needs no parameter. */
const plainCodes = { passwordTooShort: true, passwordTooCommon: true, usernameInvalid: true, malformed: true, fileEmpty: true } as const;

function isPlain(code: string): code is keyof typeof plainCodes {
  return Object.hasOwn(plainCodes, code);
}

/** The words for what a schema or the server says of a field: a code of either catalogue, or a sentence already. */
export function wordsOfCode(t: Translate, code: string): string {
  if (code === 'dateInvalid') return t('validation.date');
  if (isPlain(code)) return t(`validation.${code}`);
  const sentence = fieldSentence(code);
  // Codes that no catalogue knows are identifiers or a library's English; the reader is told plainly instead.
  return sentence === code && /^[\x20-\x7e]*$/.test(code) ? t('validation.other') : sentence;
}

export type FormState<Body> = {
  readonly id: string;
  readonly values: FormValues;
  readonly change: (name: string, value: FormValue) => void;
  /** Message by field name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly summary: readonly FormError[];
  readonly attempt: number;
  /** Checks what was typed; the body when it is complete, else null with the errors set. `aside`: properties that the dialog gives itself and finds missing. */
  readonly check: (aside?: readonly string[]) => Body | null;
  /** Puts the server's words at the fields they are about. True when at least one field took one. */
  readonly takeServerErrors: (error: unknown) => boolean;
};

/** The state of a form made from specs. It checks on submission, not while typing, and keeps everything that was typed. */
export function useForm<Body>(specs: readonly FieldSpec[], schema: BodySchema<Body>, constants: Readonly<Record<string, unknown>> = {}): FormState<Body> {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState<FormValues>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [attempt, setAttempt] = useState(0);
  const values: FormValues = Object.fromEntries(specs.map((spec) => [spec.name, typed[spec.name] ?? initialValue(spec)]));

  const fail = (found: Readonly<Record<string, string>>) => {
    setErrors(found);
    setAttempt((before) => before + 1);
  };
  return {
    id,
    values,
    change: (name, value) => setTyped((before) => ({ ...before, [name]: value })),
    errors,
    attempt,
    summary: specs.flatMap((spec) => {
      const message = errors[spec.name];
      return message === undefined ? [] : [{ inputId: inputId(id, spec.name), message }];
    }),
    check: (aside = []) => {
      const missing = unanswered(specs, values);
      if (missing.length > 0) {
        fail(
          Object.fromEntries(
            missing.map((spec) => [spec.name, spec.kind === 'rows' ? t('validation.lines') : t(spec.kind === 'text' ? 'validation.required' : 'validation.choose', { label: spec.label })]),
          ),
        );
        return null;
      }
      const parsed = schema.safeParse({ ...constants, ...bodyOf(specs, values) });
      if (parsed.success) {
        setErrors({});
        return parsed.data;
      }
      fail(Object.fromEntries(parsed.error.issues.filter(({ path }) => !aside.includes(String(path[0]))).map((issue) => [nameOf(specs, issue.path.map(String).join('.')), wordsOfCode(t, issue.message)])));
      return null;
    },
    takeServerErrors: (error) => {
      if (!(error instanceof ApiError)) return false;
      const found = Object.entries(error.problem.errors).filter(([path]) => specs.some((spec) => path === spec.name || path.startsWith(`${spec.name}.`)));
      if (found.length === 0) return false;
      fail(Object.fromEntries(found.map(([path, message]) => [nameOf(specs, path), wordsOfCode(t, message)])));
      return true;
    },
  };
}

/** The field that a path of an error is about; the first one when it is about none of them. */
function nameOf(specs: readonly FieldSpec[], path: string): string {
  return specs.find((spec) => path === spec.name || path.startsWith(`${spec.name}.`))?.name ?? specs[0]?.name ?? '';
}
