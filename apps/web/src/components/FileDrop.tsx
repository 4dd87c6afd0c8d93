import { Box, Button, Typography } from '@mui/material';
import { useId, useRef, useState } from 'react';
import { useT } from '../i18n/useT.js';

type FileDropProps = {
  /** Of the button, for a summary of errors to lead to. */
  readonly id?: string;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Evidence of every kind where nothing is said. */
  readonly wanted?: { readonly help: string; readonly choose: string; readonly accept: string; readonly multiple?: boolean };
};

/** Files by dragging or by a button; whoever cannot drag clicks. */
export function FileDrop({ id: buttonId, busy, onFiles, wanted }: FileDropProps) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <Box
      sx={{ border: 2, borderStyle: 'dashed', borderColor: over ? 'primary.main' : 'divider', borderRadius: 1, p: 2, textAlign: 'center' }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Typography variant="body2" color="text.secondary" id={`${id}-help`} sx={{ mb: 1 }}>
        {wanted?.help ?? t('section.evidenceHelp')}
      </Typography>
      <Button id={buttonId} variant="outlined" size="small" loading={busy} onClick={() => input.current?.click()} aria-describedby={`${id}-help`}>
        {wanted?.choose ?? t('section.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={wanted === undefined || wanted.multiple === true}
        hidden
        aria-label={wanted?.choose ?? t('section.choose')}
        accept={wanted?.accept ?? '.pdf,.png,.jpg,.jpeg,.doc,.docx,.xls,.xlsx,.txt,.csv'}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </Box>
  );
}
