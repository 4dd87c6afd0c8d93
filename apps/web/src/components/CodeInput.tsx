import { TextField, type TextFieldProps } from '@mui/material';
import { useT } from '../i18n/useT.js';

type CodeInputProps = Pick<TextFieldProps, 'id' | 'inputRef' | 'autoFocus' | 'sx'> & {
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
};

/** The code of an authenticator app, or a recovery code. */
export function CodeInput({ value, error, onChange, ...rest }: CodeInputProps) {
  const t = useT();
  return (
    <TextField
      {...rest}
      label={t('secondFactor.code')}
      value={value}
      error={error !== undefined}
      helperText={error ?? t('secondFactor.codeHelp')}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ htmlInput: { autoComplete: 'one-time-code', autoCapitalize: 'none', spellCheck: false, inputMode: 'text', maxLength: 60 } }}
    />
  );
}
