import type { ScoreRowView } from '@hengji/contracts';
import { Box, Button, Collapse, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { formatRate } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

/** Rates are fractions; people read percent. Other parameters are shown as they are. */
function readable(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, name === 'rate' || name === 'target' ? formatRate(value) : value]));
}

/** 「计算过程」: how a score came about, step by step, on demand. */
export function ScoreSteps({ row }: { readonly row: ScoreRowView }) {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { scoreStep, scoreOutcome } = words(t);
  const { outcome } = row;
  const lines = outcome.kind === 'scored' ? outcome.steps.map((step) => scoreStep(step.code, readable(step.params))) : [scoreOutcome(outcome.code ?? outcome.kind)];
  return (
    <Box>
      <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} sx={{ px: 0.5, minHeight: 28 }}>
        {t('scores.how')}
      </Button>
      <Collapse in={open} id={id}>
        <Box component="ol" sx={{ m: 0, pl: 2.5, textAlign: 'left' }}>
          {lines.map((line) => (
            <Typography component="li" variant="body2" key={line}>
              {line}
            </Typography>
          ))}
        </Box>
      </Collapse>
    </Box>
  );
}
