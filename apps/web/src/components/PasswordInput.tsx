import { Button, TextField, type TextFieldProps } from '@mui/material';
import { useState } from 'react';
import { useT } from '../i18n/useT.js';

type PasswordInputProps = Pick<TextFieldProps, 'id' | 'name' | 'inputRef' | 'autoFocus' | 'sx'> & {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly onChange: (value: string) => void;
};

/** A password that can be looked at while it is typed; pasting and password managers work. */
export function PasswordInput({ label, value, autoComplete, error, hint, onChange, ...rest }: PasswordInputProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        {...rest}
        label={label}
        type={shown ? 'text' : 'password'}
        value={value}
        error={error !== undefined}
        helperText={error ?? hint}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ htmlInput: { autoComplete, autoCapitalize: 'none', spellCheck: false }, inputLabel: { required: false } }}
      />
      <Button size="small" onClick={() => setShown(!shown)} aria-pressed={shown} sx={{ display: 'block', mb: 1 }}>
        {shown ? t('signIn.hide') : t('signIn.show')}
      </Button>
    </>
  );
}
