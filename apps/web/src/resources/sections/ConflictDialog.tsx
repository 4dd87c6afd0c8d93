import type { TimelineEntry } from '@hengji/contracts';
import { Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import { useId, useState } from 'react';
import { Meanwhile } from '../../components/Meanwhile.js';
import { useT } from '../../i18n/useT.js';
import type { BoxKey, Conflict } from './draft.js';

type ConflictDialogProps = { readonly conflicts: readonly Conflict[]; /** Who saved the others, where that is known. */ readonly by: TimelineEntry | null; readonly labelOf: (box: BoxKey) => string; readonly show: (box: BoxKey, stored: string) => string; readonly onResolve: (keepMine: readonly BoxKey[]) => void };

/** Somebody else changed the same boxes: both values side by side, and the person decides one by one. */
export function ConflictDialog({ conflicts, by, labelOf, show, onResolve }: ConflictDialogProps) {
  const t = useT();
  const id = useId();
  // What was typed last is what the person means, unless he says otherwise.
  const [mine, setMine] = useState<readonly BoxKey[]>(conflicts.map((conflict) => conflict.box));
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{t('section.conflictTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: by === null ? 2 : 0 }}>{t('section.conflictText')}</DialogContentText>
        {by === null ? null : (
          <Box sx={{ mb: 2 }}>
            <Meanwhile entry={by} />
          </Box>
        )}
        {conflicts.map((conflict) => (
          <FormControl key={conflict.box} sx={{ display: 'block', mb: 2 }}>
            <FormLabel id={`${id}-${conflict.box}`}>{labelOf(conflict.box)}</FormLabel>
            <RadioGroup
              aria-labelledby={`${id}-${conflict.box}`}
              value={mine.includes(conflict.box) ? 'mine' : 'theirs'}
              onChange={(event) => setMine(event.target.value === 'mine' ? [...mine, conflict.box] : mine.filter((box) => box !== conflict.box))}
            >
              <FormControlLabel value="theirs" control={<Radio />} label={`${t('section.keepTheirs')} · ${show(conflict.box, conflict.theirs)}`} />
              <FormControlLabel value="mine" control={<Radio />} label={`${t('section.keepMine')} · ${show(conflict.box, conflict.mine)}`} />
            </RadioGroup>
          </FormControl>
        ))}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={() => onResolve(mine)}>
          {t('section.apply')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
