import { Box, Button, Typography } from '@mui/material';
import { useT } from '../i18n/useT.js';
import { useApi } from '../providers/useApi.js';
import { FileDrop } from './FileDrop.js';
import { UploadNotes } from './UploadNotes.js';
import { useUpload } from './useUpload.js';

/** A scan that was uploaded and is not yet part of a record. */
export type Scan = { readonly id: string; readonly name: string };

type ScanUploadProps = { /** Of the button that chooses files. */ readonly id?: string; readonly label: string; readonly scans: readonly Scan[]; readonly onAdd: (scan: Scan) => void; readonly onRemove: (id: string) => void };

/** Scans of a paper document, kept at once and named by the form when it is sent. */
export function ScanUpload({ id, label, scans, onAdd, onRemove }: ScanUploadProps) {
  const t = useT();
  const api = useApi();
  const { busy, notes, upload } = useUpload((file, bytes, key) => api.addDocumentScan(file.name.slice(0, 200), bytes, key), onAdd);
  return (
    <Box role="group" aria-label={label} sx={{ my: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 500 }}>
        {label}
      </Typography>
      <FileDrop {...(id === undefined ? {} : { id })} busy={busy} onFiles={upload} />
      <UploadNotes notes={notes} />
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {scans.map(({ id: scan, name }) => (
          <li key={scan}>
            {name}{' '}
            <Button size="small" color="error" onClick={() => onRemove(scan)} aria-label={t('scans.removeFile', { name })}>
              {t('scans.remove')}
            </Button>
          </li>
        ))}
      </Box>
    </Box>
  );
}
