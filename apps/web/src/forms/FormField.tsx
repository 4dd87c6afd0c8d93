import { Box, Button, Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel, Radio, RadioGroup, Stack, TextField } from '@mui/material';
import { PasswordInput } from '../components/PasswordInput.js';
import { useT } from '../i18n/useT.js';
import { inputId, rowsOf, textOf, textsOf, type Choice, type FieldSpec, type FormValue, type Row } from './spec.js';

type FormFieldProps = { readonly form: string; readonly spec: FieldSpec; readonly value: FormValue | undefined; readonly error: string | undefined; readonly onChange: (value: FormValue) => void };

type SelectProps = { readonly id: string; readonly label: string; readonly value: string; readonly choices: readonly Choice[]; readonly blank: string | null; readonly error?: string | undefined; readonly hint?: string | undefined; readonly required?: boolean; readonly onChange: (value: string) => void };

/** The browser's own select: it works with every keyboard, screen reader and old engine. */
export function ChoiceInput({ id, label, value, choices, blank, error, hint, required = false, onChange }: SelectProps) {
  return (
    <TextField
      select
      id={id}
      label={label}
      value={value}
      required={required}
      error={error !== undefined}
      helperText={error ?? hint}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true, required: false } }}
    >
      {blank === null ? null : <option value="">{blank}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** One question of a dialog. */
export function FormField({ form, spec, value, error, onChange }: FormFieldProps) {
  const t = useT();
  const id = inputId(form, spec.name);
  const helper = error ?? spec.hint;
  switch (spec.kind) {
    case 'text': {
      const input = spec.input ?? 'text';
      const label = spec.required ? spec.label : `${spec.label}（${spec.asked ?? t('app.optional')}）`;
      if (input === 'password') return <PasswordInput id={id} label={label} value={textOf(value)} autoComplete={spec.autoComplete ?? 'off'} error={error} hint={spec.hint} onChange={onChange} />;
      return (
        <TextField
          id={id}
          label={label}
          type={input === 'decimal' ? 'text' : input}
          value={textOf(value)}
          required={spec.required}
          multiline={spec.multiline ?? false}
          minRows={spec.multiline === true ? 3 : undefined}
          error={error !== undefined}
          helperText={helper}
          onChange={(event) => onChange(event.target.value)}
          slotProps={{ htmlInput: { autoComplete: spec.autoComplete ?? 'off', ...(input === 'decimal' ? { inputMode: 'decimal' } : {}) }, inputLabel: { required: false, ...(input === 'date' ? { shrink: true } : {}) } }}
        />
      );
    }
    case 'choice':
      return (
        <ChoiceInput
          id={id}
          label={spec.required ? spec.label : `${spec.label}（${spec.asked ?? t('app.optional')}）`}
          value={textOf(value)}
          choices={spec.choices}
          blank={spec.required ? t('commands.field.choose') : t('app.none')}
          required={spec.required}
          error={error}
          hint={spec.hint}
          onChange={onChange}
        />
      );
    case 'radio':
      return (
        <FormControl error={error !== undefined} sx={{ mt: 1 }}>
          <FormLabel id={`${id}-label`} sx={{ fontWeight: 500 }}>{spec.label}</FormLabel>
          <RadioGroup aria-labelledby={`${id}-label`} value={textOf(value)} onChange={(event) => onChange(event.target.value)}>
            {spec.choices.map((choice, index) => (
              <FormControlLabel key={choice.value} value={choice.value} label={choice.label} control={<Radio {...(index === 0 ? { id } : {})} />} />
            ))}
          </RadioGroup>
          {helper === undefined ? null : <FormHelperText>{helper}</FormHelperText>}
        </FormControl>
      );
    case 'many':
      return <ManyField id={id} spec={spec} chosen={textsOf(value)} helper={helper} failed={error !== undefined} onChange={onChange} />;
    case 'perItem':
      return <PerItemField id={id} spec={spec} rows={rowsOf(value)} helper={helper} failed={error !== undefined} onChange={onChange} />;
    case 'rows':
      return <RowsField id={id} spec={spec} rows={rowsOf(value)} helper={helper} failed={error !== undefined} onChange={onChange} />;
  }
}

type Part<Kind extends FieldSpec['kind']> = { readonly id: string; readonly spec: Extract<FieldSpec, { kind: Kind }>; readonly helper: string | undefined; readonly failed: boolean; readonly onChange: (value: FormValue) => void };

function ManyField({ id, spec, chosen, helper, failed, onChange }: Part<'many'> & { readonly chosen: readonly string[] }) {
  const t = useT();
  const all = spec.choices.map((choice) => choice.value);
  return (
    <FormControl component="fieldset" error={failed} sx={{ mt: 1, width: '100%' }}>
      <FormLabel component="legend" sx={{ mb: 1, fontWeight: 500 }}>{spec.label}</FormLabel>
      {spec.choices.length < 4 ? null : (
        <Stack direction="row" spacing={1} sx={{ my: 0.5 }}>
          <Button size="small" onClick={() => onChange(all)}>
            {t('campaigns.selectAll')}
          </Button>
          <Button size="small" onClick={() => onChange([])}>
            {t('campaigns.selectNone')}
          </Button>
        </Stack>
      )}
      <FormGroup>
        {spec.choices.map((choice, index) => (
          <FormControlLabel
            key={choice.value}
            label={choice.label}
            control={
              <Checkbox
                {...(index === 0 ? { id } : {})}
                checked={chosen.includes(choice.value)}
                onChange={(event) => onChange(event.target.checked ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value))}
              />
            }
          />
        ))}
      </FormGroup>
      {helper === undefined ? null : <FormHelperText>{helper}</FormHelperText>}
    </FormControl>
  );
}

function PerItemField({ id, spec, rows, helper, failed, onChange }: Part<'perItem'> & { readonly rows: readonly Row[] }) {
  const t = useT();
  const change = (key: string, value: string) => onChange(rows.map((row) => (row['key'] === key ? { key, value } : row)));
  return (
    <FormControl component="fieldset" error={failed} sx={{ mt: 1, width: '100%' }}>
      <FormLabel component="legend" sx={{ mb: 1, fontWeight: 500 }}>{spec.label}</FormLabel>
      {spec.items.map((item, index) => {
        const value = rows.find((row) => row['key'] === item.key)?.['value'] ?? '';
        const itemId = index === 0 ? id : `${id}-${item.key}`;
        return spec.choices === null ? (
          <TextField key={item.key} id={itemId} label={item.label} value={value} type={spec.input ?? 'text'} helperText={item.hint} onChange={(event) => change(item.key, event.target.value)} slotProps={{ inputLabel: spec.input === 'date' ? { shrink: true } : {} }} />
        ) : (
          <ChoiceInput key={item.key} id={itemId} label={item.label} value={value} choices={item.choices ?? spec.choices} blank={spec.blank ?? t('commands.field.unchanged')} hint={item.hint} onChange={(next) => change(item.key, next)} />
        );
      })}
      {helper === undefined ? null : <FormHelperText>{helper}</FormHelperText>}
    </FormControl>
  );
}

function RowsField({ id, spec, rows, helper, failed, onChange }: Part<'rows'> & { readonly rows: readonly Row[] }) {
  const t = useT();
  const change = (index: number, name: string, value: string) => onChange(rows.map((row, at) => (at === index ? { ...row, [name]: value } : row)));
  return (
    <FormControl component="fieldset" error={failed} sx={{ mt: 1, width: '100%' }}>
      <FormLabel component="legend" sx={{ mb: 1, fontWeight: 500 }}>{spec.label}</FormLabel>
      {rows.map((row, index) => (
        // Rows have no identity of their own: they are only added at the end and removed by number.
        // oxlint-disable-next-line react/no-array-index-key
        <Box key={index} role="group" aria-label={t('commands.field.lineNumber', { number: index + 1 })} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5, mt: 1 }}>
          {spec.columns.map((column, at) => {
            const columnId = index === 0 && at === 0 ? id : `${id}-${index}-${column.name}`;
            const value = row[column.name] ?? '';
            return column.choices === null ? (
              <TextField key={column.name} id={columnId} label={column.required ? column.label : `${column.label}（${t('app.optional')}）`} value={value} onChange={(event) => change(index, column.name, event.target.value)} />
            ) : (
              <ChoiceInput key={column.name} id={columnId} label={column.label} value={value} choices={column.choices} blank={t('commands.field.choose')} onChange={(next) => change(index, column.name, next)} />
            );
          })}
          {rows.length < 2 ? null : (
            <Button size="small" color="secondary" onClick={() => onChange(rows.filter((_, other) => other !== index))}>
              {t('commands.field.removeLine', { number: index + 1 })}
            </Button>
          )}
        </Box>
      ))}
      <Box>
        <Button size="small" sx={{ mt: 1 }} onClick={() => onChange([...rows, Object.fromEntries(spec.columns.map(({ name }) => [name, '']))])}>
          {t('commands.field.addLine')}
        </Button>
      </Box>
      {helper === undefined ? null : <FormHelperText>{helper}</FormHelperText>}
    </FormControl>
  );
}
