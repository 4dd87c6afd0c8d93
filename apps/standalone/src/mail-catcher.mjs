/**
 * A mail server that keeps every mail and delivers none: each as `.eml` in a folder, one line about each in `index.jsonl`.
 * Run as a process of its own: `node mail-catcher.mjs PORT FOLDER`. It listens on 127.0.0.1 only, or on the socket that it inherits
 * with the number in LISTEN_FD.
 */
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const sizeLimitBytes = 25_000_000;

const [portText = '', folder = ''] = process.argv.slice(2);
const port = Number(portText);
if (!Number.isInteger(port) || folder === '') throw new Error('usage: mail-catcher.mjs PORT FOLDER');
mkdirSync(folder, { recursive: true, mode: 0o700 });

let received = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  size: sizeLimitBytes,
  banner: 'Hengji mail catcher',
  onData(stream, session, callback) {
    /** @type {Buffer[]} */
    const chunks = [];
    stream.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (stream.sizeExceeded) {
        callback(Object.assign(new Error('the mail is too large'), { responseCode: 552 }));
        return;
      }
      keep(Buffer.concat(chunks), session.envelope.rcptTo.map((to) => to.address)).then(
        () => callback(),
        (error) => callback(error),
      );
    });
  },
});
server.on('error', (error) => process.stderr.write(`mail catcher: ${error.message}\n`));
const listening = () => process.stderr.write(`mail catcher listens on 127.0.0.1:${port}\n`);
const inherited = process.env['LISTEN_FD'];
if (inherited === undefined) server.listen(port, '127.0.0.1', listening);
else server.server.listen({ fd: Number(inherited) }, listening);

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    setTimeout(() => process.exit(0), 2000).unref();
  });
}

/**
 * The sender is told "accepted" only after the mail is on the disk.
 *
 * @param {Buffer} raw
 * @param {string[]} recipients
 */
async function keep(raw, recipients) {
  received += 1;
  const receivedAt = new Date().toISOString();
  const file = `${receivedAt.replaceAll(/[-:]/g, '')}-${process.pid}-${String(received).padStart(5, '0')}.eml`;
  writeFileSync(join(folder, `.${file}`), raw, { mode: 0o600 });
  renameSync(join(folder, `.${file}`), join(folder, file));
  // Its readers of every mail there is take longer to load than all the rest, and many a start sees no mail.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const line = { receivedAt, file, from: mail.from?.text ?? '', to: recipients, subject: mail.subject ?? '', messageId: mail.messageId ?? '' };
  appendFileSync(join(folder, 'index.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}
