import { ReleaseTemplateBody } from '@hengji/contracts';
import type { z } from 'zod';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';

type Released = Omit<z.input<typeof ReleaseTemplateBody>, 'reason'>;

type ReleaseDialogProps = { readonly title: string; readonly version: number; /** What is released: a file that was checked, or one of the product's. */ readonly what: Released; readonly onClose: () => void };

/** Asks why, says that it is for good, and shows what was released. */
export function ReleaseDialog({ title, version, what, onClose }: ReleaseDialogProps) {
  const t = useT();
  const notify = useNotify();
  const navigate = useNavigate();
  const send = useApiMutation((api, body: z.input<typeof ReleaseTemplateBody>, key) => api.releaseTemplate(body, key), {
    onDone: (released) => {
      notify(t('templates.done', { title, version: released.version }), { type: 'success' });
      void navigate(`/templates/${released.id}`);
    },
  });
  return (
    <FormDialog
      title={t('templates.releaseTitle', { title, version })}
      effect={t('templates.releaseEffect')}
      fields={[{ kind: 'text', name: 'reason', label: t('templates.reasonLabel'), required: true, multiline: true }]}
      schema={ReleaseTemplateBody}
      constants={what}
      submitLabel={t('templates.release')}
      send={send}
      onClose={onClose}
    />
  );
}
