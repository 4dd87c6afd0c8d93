import { Alert } from '@mui/material';
import type { UploadNote } from './useUpload.js';

/** What became of each file. */
export function UploadNotes({ notes }: { readonly notes: readonly UploadNote[] }) {
  return (
    <div role="status">
      {notes.map((note) => (
        <Alert key={note.name} severity={note.ok ? 'info' : 'error'} sx={{ mt: 1 }}>
          {note.text}
        </Alert>
      ))}
    </div>
  );
}
