import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** `done` is plain text: what is finished is the quietest, so that open work stands out. */
export type Tone = 'done' | 'quiet' | 'active' | 'warning' | 'bad';

const tones = {
  done: { color: 'text.primary', backgroundColor: 'transparent', px: 0 },
  quiet: { color: '#4d5a57', backgroundColor: '#eceff0', px: 1 },
  active: { color: '#08433a', backgroundColor: '#dcebe6', px: 1 },
  warning: { color: '#6d3a00', backgroundColor: '#fdeed6', px: 1 },
  bad: { color: '#8c1a14', backgroundColor: '#fbe4e2', px: 1 },
} as const satisfies Readonly<Record<Tone, object>>;

/** A short word of state; the colour never says more than the word. */
export function StatusTag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <Box component="span" sx={{ display: 'inline-block', borderRadius: 1, fontSize: '0.8125rem', lineHeight: '24px', whiteSpace: 'nowrap', fontWeight: tone === 'done' ? 400 : 500, ...tones[tone] }}>
      {children}
    </Box>
  );
}
