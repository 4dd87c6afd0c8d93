import { createTransport } from 'nodemailer';

/** A mail on its way out. `messageId`: the outbox row's id, so that a mail sent twice is seen once by programs that look. */
export type OutgoingMail = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export type MailTransport = {
  /** Resolves when the server took the mail; rejects otherwise (see `isPermanentMailFailure`). */
  send(mail: OutgoingMail): Promise<{ readonly messageId: string }>;
  close(): void;
};

/** ms: a mail server that keeps silent must not hold the mail queue. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Mail by SMTP. `smtpUrl`: `smtp://[user:password@]host:port` or `smtps://…`; `from`: an address, with or without a name.
 * Throws a RangeError when either cannot be one.
 */
export function createMailTransport(smtpUrl: string, from: string): MailTransport {
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol)) throw new RangeError('SMTP_URL is no smtp:// or smtps:// address');
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1];
  if (domain === undefined || /[\r\n]/.test(from)) throw new RangeError('MAIL_FROM is no mail address');
  // Texts come from the database: nothing in them may make the transport read a file or ask a server.
  const transport = createTransport({ url: smtpUrl, ...patience, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(mail) {
      const messageId = messageIdOf(mail.messageId, domain);
      if (!isMailAddress(mail.to)) throw new UnusableAddressError();
      await transport.sendMail({
        messageId,
        from,
        // As an object and not as text: a list of addresses in one field would reach strangers.
        to: { name: '', address: mail.to },
        subject: mail.subject.replace(/[\r\n]+/g, ' '),
        text: mail.text,
        html: mail.html,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { messageId };
    },
    close() {
      transport.close();
    },
  };
}

/** Connects, signs in where the address holds a name, and goes again. Rejects with what the server or the network said. */
export async function reachMailServer(smtpUrl: string): Promise<void> {
  const transport = createTransport({ url: smtpUrl, ...patience, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

/** The recipient's address can never work. The address itself is not in the message: it would land in logs. */
export class UnusableAddressError extends Error {
  constructor() {
    super('the recipient has no usable mail address');
    this.name = 'UnusableAddressError';
  }
}

/** One address and nothing else: no list, no name, no line break. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@,;:<>()[\]\\"\p{C}]+@[^\s@,;:<>()[\]\\"\p{C}]+$/u.test(text);
}

/** Whether trying again is pointless: the server refused for good (5xx, RFC 5321 §4.2.1), or the address is none. Sign-in failures (535) heal by setting. */
export function isPermanentMailFailure(error: unknown): boolean {
  if (error instanceof UnusableAddressError) return true;
  if (typeof error !== 'object' || error === null || ('code' in error && error.code === 'EAUTH')) return false;
  return 'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 500;
}

/** The same id gives the same Message-ID, on every machine and at every attempt. */
function messageIdOf(id: string, domain: string): string {
  return `<${id.replace(/[^A-Za-z0-9.-]/g, '-')}@${domain}>`;
}
