/** Mails and audit. */
export const operations = {
  mails: {
    title: 'Mails',
    kind: 'Kind',
    recipient: 'Recipient',
    subject: 'Subject',
    status: 'Status',
    date: 'Date',
    noAddress: 'no mail address, kept only',
    created: 'made %{time}',
    sent: 'sent %{time}',
    items: '%{count} items',
    empty: 'No mails',
    text: 'Text',
  },
  audit: {
    title: 'Audit',
    intro: 'Walks every audit chain. A row that was changed or removed is named here.',
    run: 'Verify',
    running: 'Verifying…',
    ok: 'All %{count} audit rows are intact.',
    broken: '%{stream}, row %{seq}: %{why}.',
    brokenTitle: 'The chain is broken',
  },
} as const;
