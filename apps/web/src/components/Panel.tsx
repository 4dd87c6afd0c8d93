import { Box, Paper, Stack, Typography } from '@mui/material';
import { useId, type ReactNode } from 'react';
import { wideTable } from './wideTable.js';

type PanelProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode; readonly dense?: boolean };

/** A titled part of a page; a region that can be jumped to. */
export function Panel({ title, actions, children, dense = false }: PanelProps) {
  const id = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={id} sx={{ mb: 2, overflow: 'hidden' }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap', px: 2, pt: 1.5, pb: dense ? 1.5 : 0.5 }}>
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {actions}
      </Stack>
      <Box sx={dense ? wideTable : { px: 2, pb: 2 }}>{children}</Box>
    </Paper>
  );
}
