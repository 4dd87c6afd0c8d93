import type { PersonRecord } from '@hengji/contracts';
import { Button, Stack, Typography } from '@mui/material';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

type Holding = PersonRecord['holdings'][number];

/** A duty with the title of the post and its days; ended ones stand back. */
export function HoldingLine({ person, holding, onEnd }: { readonly person: PersonRecord; readonly holding: Holding; readonly onEnd: (() => void) | null }) {
  const t = useT();
  const { duty } = words(t);
  const name = holding.title === duty(holding.duty) ? holding.title : t('people.dutyWithTitle', { duty: duty(holding.duty), title: holding.title });
  const days = holding.endsOn === null ? t('people.since', { date: holding.startsOn }) : t('people.until', { from: holding.startsOn, to: holding.endsOn });
  const label = t(holding.endsOn === null ? 'people.end' : 'people.correct');
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <Typography variant="body2" color={holding.endsOn === null ? 'text.primary' : 'text.secondary'}>
        {`${holding.unit.name} · ${name} · ${days}`}
      </Typography>
      {onEnd === null ? null : (
        <Button size="small" onClick={onEnd} aria-label={`${label} ${person.name} ${duty(holding.duty)}`}>
          {label}
        </Button>
      )}
    </Stack>
  );
}
