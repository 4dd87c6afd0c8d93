import { reachMailServer } from '@hengji/mail';
import { failed, ok, reasonOf, skipped, warning, type Check } from './check.js';

/** ms. */
const patienceMs = 10_000;

/** Connects and signs in; nothing is sent. */
export async function checkMail(smtpUrl: string, from: string): Promise<Check> {
  if (smtpUrl === '') return skipped('mail', 'SMTP_URL is not set: mails are made and shown, and not sent');
  const todo = 'See that SMTP_URL names the mail server’s host and port, with user and password where it asks for them, and that a firewall lets this machine through.';
  try {
    await reachMailServer(smtpUrl);
  } catch (error) {
    return failed('mail', `the mail server cannot be used (${reasonOf(error)})`, todo);
  }
  return from === '' ? warning('mail', 'the mail server answers, but MAIL_FROM is not set', 'Set the sender of the mails, such as 衡绩 <hengji@example.gov.cn>.') : ok('mail', 'the mail server answers');
}

function isOfThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** Opens what people open: the address must lead to the API of Hengji, and for others than this machine by https. */
export async function checkPublicUrl(text: string): Promise<Check> {
  if (!URL.canParse(text)) return skipped('publicUrl', 'HENGJI_PUBLIC_URL is not set, or no address');
  const url = new URL(text);
  const todo = 'See that HENGJI_PUBLIC_URL is the address that people type, that its name resolves here, and that the reverse proxy sends /api to the API and everything else to the web server.';
  try {
    const answer = await fetch(new URL('/api/health/ready', url), { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' });
    const body = await answer.text();
    if (answer.status === 503) return failed('publicUrl', `${url.origin} leads to an API that cannot serve now`, 'Look at the checks above and at the log of the API.');
    if (answer.status !== 200 || !/^\{"status":"ok"\}\s*$/.test(body)) return failed('publicUrl', `${url.origin} answers, but not with Hengji’s API (${answer.status})`, todo);
  } catch (error) {
    return failed('publicUrl', `${url.origin} cannot be opened (${reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error)})`, todo);
  }
  if (url.protocol === 'https:' || isOfThisMachine(url.hostname)) return ok('publicUrl', `${url.origin} leads to the API`);
  return warning('publicUrl', `${url.origin} is open to be read on the way`, 'Put a reverse proxy with TLS before it and make HENGJI_PUBLIC_URL an https:// address: passwords travel there.');
}
