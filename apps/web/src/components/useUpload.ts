import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT, type Translate } from '../i18n/useT.js';
import { ApiError, fieldSentence } from '../providers/apiError.js';
import { randomId } from '../providers/randomId.js';

/** The server's limit for one file. */
const maximumBytes = 50 * 1024 * 1024;

export type UploadNote = { readonly name: string; readonly ok: boolean; readonly text: string };

/** What is wrong with the file's name or the row it was to support, or else with the request. */
function reasonOf(t: Translate, { problem }: ApiError): string {
  const { name, indicator } = problem.errors;
  if (indicator !== undefined) return t('validation.notARow');
  return name === undefined ? problem.detail : fieldSentence(name);
}

/** Sends files one after another and says of each what became of it. A repeated attempt of the same send carries the same key. */
export function useUpload<Stored>(send: (file: File, bytes: Uint8Array, key: string) => Promise<Stored>, onUploaded?: (file: Stored) => void) {
  const t = useT();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [notes, setNotes] = useState<readonly UploadNote[]>([]);
  const note = (one: UploadNote) => setNotes((before) => [...before.filter(({ name }) => name !== one.name), one]);
  const upload = async (files: readonly File[]) => {
    setBusy(true);
    for (const file of files) {
      const failed = (reason: string) => note({ name: file.name, ok: false, text: t('section.uploadFailed', { name: file.name, reason }) });
      if (file.size === 0) failed(t('validation.fileEmpty'));
      else if (file.size > maximumBytes) note({ name: file.name, ok: false, text: t('validation.fileTooLarge', { name: file.name }) });
      else {
        note({ name: file.name, ok: true, text: t('section.uploading', { name: file.name }) });
        try {
          const stored = await send(file, new Uint8Array(await file.arrayBuffer()), randomId());
          note({ name: file.name, ok: true, text: t('section.uploaded', { name: file.name }) });
          onUploaded?.(stored);
        } catch (error) {
          failed(error instanceof ApiError && error.problem.detail !== '' && error.problem.code !== 'unreachable' ? reasonOf(t, error) : t('app.unreachable'));
        }
      }
    }
    setBusy(false);
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'section' || queryKey[0] === 'findings' || queryKey[0] === 'evaluations' });
  };
  return { busy, notes, upload: (files: readonly File[]) => void upload(files) };
}
