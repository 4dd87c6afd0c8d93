import type { MailRecord } from '@hengji/contracts';
import { mailKinds } from '@hengji/domain';
import { Box, Button, Drawer, Link, Tab, Tabs, Typography } from '@mui/material';
import { useState } from 'react';
import { DataTable } from 'react-admin';
import { ListPage } from '../../components/ListPage.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';

/** The text with its addresses as links. The mail was written by us, the names in it were not: only http(s) becomes a link. */
function LinkedText({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <Link key={part} href={part} target="_blank" rel="noopener">
        {part}
      </Link>
    ),
  );
}

/** As a mail program shows it. The sandbox runs no script and has no origin; its one link opens beside. */
function MailFrame({ mail, label }: { readonly mail: MailRecord; readonly label: string }) {
  return (
    <Box
      component="iframe"
      title={label}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={mail.html.replace('<head>', '<head><base target="_blank">')}
      sx={{ width: '100%', minHeight: 420, my: 2, border: 1, borderColor: 'divider', borderRadius: 1 }}
    />
  );
}

function MailDrawer({ mail, onClose }: { readonly mail: MailRecord; readonly onClose: () => void }) {
  const t = useT();
  const [form, setForm] = useState<'html' | 'text'>('html');
  return (
    <Drawer anchor="right" open onClose={onClose} slotProps={{ paper: { sx: { width: { xs: '100%', sm: 560 }, p: 3 }, 'aria-labelledby': 'mail-subject' } }}>
      <Typography variant="h2" id="mail-subject" sx={{ mb: 1 }}>
        {mail.subject}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {`${mail.recipient.name} · ${mail.address ?? t('mails.noAddress')}`}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {`${t('mails.created', { time: formatMoment(mail.createdAt) })}${mail.sentAt === null ? '' : ` · ${t('mails.sent', { time: formatMoment(mail.sentAt) })}`} · ${t('mails.items', { count: mail.items })}`}
      </Typography>
      <Tabs value={form} onChange={(_, value: 'html' | 'text') => setForm(value)} aria-label={t('mails.form')} sx={{ mt: 1 }}>
        <Tab value="html" label={t('mails.html')} />
        <Tab value="text" label={t('mails.text')} />
      </Tabs>
      {form === 'html' ? (
        <MailFrame mail={mail} label={t('mails.html')} />
      ) : (
        <Box component="section" aria-label={t('mails.text')} sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', my: 2, p: 2, border: 1, borderColor: 'divider', borderRadius: 1, backgroundColor: '#fbfcfb' }}>
          <LinkedText text={mail.text} />
        </Box>
      )}
      <Button variant="outlined" onClick={onClose} sx={{ alignSelf: 'flex-start' }} autoFocus>
        {t('app.close')}
      </Button>
    </Drawer>
  );
}

/** Every mail that was made, sent or kept, readable in full. */
export default function MailList() {
  const t = useT();
  const [open, setOpen] = useState<MailRecord | null>(null);
  return (
    <>
      <ListPage
        resource="mails"
        title={t('mails.title')}
        empty={t('mails.empty')}
        search={{ name: 'q', label: t('mails.recipient') }}
        filters={[
          { name: 'kind', label: t('mails.kind'), choices: mailKinds.map((value) => ({ value, label: t(`process.noticeKind.${value}`) })) },
          { name: 'rehearsal', label: t('evaluations.kind'), choices: [{ value: 'false', label: t('evaluations.formal') }, { value: 'true', label: t('evaluations.rehearsal') }] },
        ]}
      >
        <DataTable<MailRecord> bulkActionButtons={false} rowClick={false} size="small">
          <DataTable.Col label={t('mails.date')} disableSort render={(row: MailRecord) => <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{row.processDate}</Box>} />
          <DataTable.Col label={t('mails.kind')} disableSort render={(row: MailRecord) => t(`process.noticeKind.${row.kind}`)} />
          <DataTable.Col label={t('mails.recipient')} disableSort render={(row: MailRecord) => row.recipient.name} />
          <DataTable.Col
            label={t('mails.subject')}
            disableSort
            render={(row: MailRecord) => (
              <>
                <Link component="button" type="button" sx={{ textAlign: 'left', minHeight: 24, fontSize: 'inherit' }} onClick={() => setOpen(row)}>
                  {row.subject}
                </Link>{' '}
                {row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
              </>
            )}
          />
          <DataTable.Col label={t('mails.status')} disableSort render={(row: MailRecord) => <StatusTag tone={row.status === 'failed' ? 'bad' : row.status === 'pending' ? 'active' : 'done'}>{t(`process.mailStatus.${row.status}`)}</StatusTag>} />
        </DataTable>
      </ListPage>
      {open === null ? null : <MailDrawer mail={open} onClose={() => setOpen(null)} />}
    </>
  );
}
