import { Box, Checkbox, FormControl, FormControlLabel, FormHelperText, FormLabel } from '@mui/material';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

type StatementChecksProps = { readonly id: string; readonly statements: readonly string[]; readonly ticked: readonly string[]; readonly error: string | undefined; readonly onTick: (ticked: readonly string[]) => void };

/** Statements in the signer's own voice, never ticked beforehand. */
export function StatementChecks({ id, statements, ticked, error, onTick }: StatementChecksProps) {
  const t = useT();
  const { statement } = words(t);
  return (
    <FormControl component="fieldset" error={error !== undefined} sx={{ display: 'block', mb: 1 }}>
      <FormLabel component="legend">{t('sign.statementsHelp')}</FormLabel>
      {statements.map((key, index) => (
        <Box key={key}>
          <FormControlLabel
            label={statement(key)}
            control={<Checkbox {...(index === 0 ? { id } : {})} checked={ticked.includes(key)} onChange={(event) => onTick(event.target.checked ? [...ticked, key] : ticked.filter((one) => one !== key))} />}
          />
        </Box>
      ))}
      {error === undefined ? null : <FormHelperText>{error}</FormHelperText>}
    </FormControl>
  );
}
