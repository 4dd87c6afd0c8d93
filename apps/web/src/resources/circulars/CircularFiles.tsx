import type { CircularFileView } from '@hengji/contracts';
import { Box, Button, Link, Typography } from '@mui/material';
import { formatBytes } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { circularFileUrl } from '../../providers/api.js';

type CircularFilesProps = {
  readonly files: readonly CircularFileView[];
  /** Null while it is being written: nothing can be downloaded yet. */
  readonly circularId: string | null;
  readonly onRemove?: (file: CircularFileView) => void;
};

/** Attachments of a version. */
export function CircularFiles({ files, circularId, onRemove }: CircularFilesProps) {
  const t = useT();
  if (files.length === 0) return <Typography color="text.secondary">{t('circulars.noFiles')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {files.map((file) => (
        <li key={file.id}>
          {circularId === null ? (
            file.name
          ) : (
            <Link href={circularFileUrl(circularId, file.id)} download={file.name} sx={{ fontWeight: 500 }}>
              {file.name}
            </Link>
          )}{' '}
          <Typography component="span" variant="body2" color="text.secondary">
            {formatBytes(file.bytes)}
          </Typography>
          {onRemove === undefined ? null : (
            <Button size="small" color="error" onClick={() => onRemove(file)} aria-label={t('circulars.removeFile', { name: file.name })}>
              {t('circulars.remove')}
            </Button>
          )}
        </li>
      ))}
    </Box>
  );
}
