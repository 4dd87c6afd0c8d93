import type { SectionRecord } from '@hengji/contracts';
import { assertNever, type MoneyUnit } from '@hengji/domain';
import { Box, FormControl, FormControlLabel, FormHelperText, FormLabel, InputAdornment, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { memo, useEffect, useRef, useState } from 'react';
import { ChoiceInput } from '../../forms/FormField.js';
import { shownText, typedText, type Field } from '../../format/typedValue.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { fieldBox, type BoxKey } from './draft.js';

type FieldInputProps = {
  readonly id: string;
  readonly field: Field;
  /** Stored form. */
  readonly value: string;
  /** What was typed and is not saved yet; undefined when the box shows the stored value. */
  readonly typed: string | undefined;
  /** What a bare number in this box means. */
  readonly unit: MoneyUnit;
  readonly earlier: SectionRecord['earlier'];
  readonly editable: boolean;
  readonly error: string | undefined;
  readonly onType: (box: BoxKey, text: string, unit: MoneyUnit) => void;
  readonly onLeave: () => void;
};

/** The unit behind the box, and in the label too for those who do not see it. */
function unitOf(field: Field, unit: MoneyUnit, words: { readonly yuan: string; readonly wanyuan: string }): string | null {
  switch (field.type) {
    case 'money':
      return words[unit];
    case 'percent':
      return '%';
    case 'decimal':
    case 'count':
      return field.unit ?? null;
    case 'text':
    case 'longText':
    case 'date':
    case 'boolean':
    case 'choice':
      return null;
    default:
      return assertNever(field.type);
  }
}

/**
 * One field of a section, drawn anew only when something of its own has changed. Numbers are text boxes with a decimal keyboard: a wheel over a
 * number box changes figures unseen.
 */
export const FieldInput = memo(function FieldInput({ id, field, value, typed, unit, earlier, editable, error, onType, onLeave }: FieldInputProps) {
  const t = useT();
  const type = (next: string) => onType(fieldBox(field.key), next, unit);
  const [focused, setFocused] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const english = useEnglish();
  const hint = (english ? field.hintEn : undefined) ?? field.hint;
  const words = { yes: t('section.yes'), no: t('section.no'), english };
  const name = inLanguage(field, english);
  const suffix = unitOf(english && field.unitEn !== undefined ? { ...field, unit: field.unitEn } : field, unit, { yuan: t('section.yuan'), wanyuan: t('section.wanyuan') });
  const label = `${suffix === null ? name : t('section.unitWithLabel', { label: name, unit: suffix })}${field.required ? '' : `（${t('app.optional')}）`}`;
  const shown = (stored: string) => shownText(field, stored, unit, words);
  const past = earlier.filter((one) => (one.values[field.key] ?? '') !== '');
  // Separators stand while the box is only read; while it is typed in, the number is plain.
  const text = typed ?? (focused ? typedText(field, value, unit) : field.type === 'percent' ? value : shown(value));
  const numeric = field.type === 'money' || field.type === 'percent' || field.type === 'decimal' || field.type === 'count';

  // As in a table program, typing replaces the figure instead of running on behind it; selected once the separators have gone.
  useEffect(() => {
    if (focused && numeric) box.current?.select();
  }, [focused, numeric]);

  const input = () => {
    if (!editable) {
      return (
        <Box id={id} tabIndex={-1}>
          <Typography variant="body2" color="text.secondary">
            {label}
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', textAlign: 'left' }}>{value === '' ? t('section.empty') : shown(value)}</Typography>
        </Box>
      );
    }
    switch (field.type) {
      case 'choice':
        return (
          <Box onBlur={onLeave}>
            <ChoiceInput id={id} label={label} value={typed ?? value} blank={t('commands.field.choose')} choices={(field.choices ?? []).map((choice) => ({ value: choice.value, label: inLanguage(choice, english) }))} error={error} hint={hint} onChange={type} />
          </Box>
        );
      case 'boolean':
        return (
          <FormControl error={error !== undefined} onBlur={onLeave}>
            <FormLabel id={`${id}-label`}>{label}</FormLabel>
            <RadioGroup row aria-labelledby={`${id}-label`} value={typed ?? value} onChange={(event) => type(event.target.value)}>
              <FormControlLabel value="true" label={words.yes} control={<Radio id={id} />} />
              <FormControlLabel value="false" label={words.no} control={<Radio />} />
            </RadioGroup>
            {error === undefined && hint === undefined ? null : <FormHelperText>{error ?? hint}</FormHelperText>}
          </FormControl>
        );
      case 'money':
      case 'percent':
      case 'decimal':
      case 'count':
      case 'date':
      case 'text':
      case 'longText':
        return (
          <TextField
            id={id}
            label={label}
            value={field.type === 'date' ? (typed ?? value) : text}
            type={field.type === 'date' ? 'date' : 'text'}
            multiline={field.type === 'longText'}
            minRows={field.type === 'longText' ? 3 : undefined}
            error={error !== undefined}
            helperText={error ?? hint}
            onFocus={() => setFocused(true)}
            inputRef={box}
            onBlur={() => {
              setFocused(false);
              onLeave();
            }}
            onChange={(event) => type(event.target.value)}
            slotProps={{
              htmlInput: { autoComplete: 'off', ...(numeric ? { inputMode: 'decimal', style: { textAlign: 'right' } } : {}) },
              input: suffix === null ? {} : { endAdornment: <InputAdornment position="end">{suffix}</InputAdornment> },
              inputLabel: field.type === 'date' ? { shrink: true } : {},
            }}
          />
        );
      default:
        return assertNever(field.type);
    }
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: past.length === 0 ? 'minmax(0, 640px)' : 'minmax(0, 1fr) minmax(220px, 320px)' }, columnGap: 3, alignItems: 'center', py: 0.75, borderBottom: 1, borderColor: '#eceff0' }}>
      <Box sx={{ maxWidth: field.type === 'longText' || field.type === 'text' ? 720 : 420 }}>{input()}</Box>
      {past.length === 0 ? null : (
        <Box component="ul" aria-label={`${t('section.earlier')} ${name}`} sx={{ listStyle: 'none', m: 0, p: 0, color: 'text.secondary' }}>
          {past.map((one) => (
            <Typography component="li" variant="body2" key={one.period} sx={{ whiteSpace: field.type === 'longText' ? 'pre-wrap' : 'normal' }}>
              {t('section.earlierValue', { period: t(`process.period.${one.period}`), value: `${shown(one.values[field.key] ?? '')}${suffix === null || field.type === 'percent' ? '' : ` ${suffix}`}` })}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
});
