import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createMailTransport, isMailAddress, isPermanentMailFailure } from './transport.js';

type Reply = (line: string) => string | null;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that speaks as much SMTP as one mail needs; `reply` may answer a command otherwise. */
async function smtp(reply: Reply = () => null): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let data: string | null = null;
    let rest = '';
    const answer = (line: string) => {
      if (data !== null) {
        if (line === '.') {
          received.push(data);
          data = null;
          return '250 taken';
        }
        data += `${line}\r\n`;
        return null;
      }
      received.push(line);
      const own = reply(line);
      if (own !== null) return own;
      if (line.startsWith('DATA')) {
        data = '';
        return '354 go on';
      }
      return line.startsWith('QUIT') ? '221 bye' : '250 fine';
    };
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const said = answer(line);
        if (said !== null) socket.write(`${said}\r\n`);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const outgoing = { messageId: 'mail:0b5c', to: 'zhang@example.cn', subject: '待办', text: '文本', html: '<p>文本</p>' };

test('a mail goes to one recipient with both forms, and the same id is the same Message-ID each time', async () => {
  const { url, received } = await smtp();
  const transport = createMailTransport(url, '衡绩 <hengji@county.example>');
  closers.push(() => transport.close());
  await transport.send(outgoing);
  await transport.send(outgoing);
  expect(received.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<zhang@example.cn>', 'RCPT TO:<zhang@example.cn>']);
  const bodies = received.filter((line) => line.includes('MIME-Version'));
  expect(bodies).toHaveLength(2);
  for (const body of bodies) {
    expect(body).toContain('Message-ID: <mail-0b5c@county.example>');
    expect(body).toContain('Auto-Submitted: auto-generated');
    expect(body).toMatch(/multipart\/alternative/);
  }
});

test('a line break in the subject starts no header', async () => {
  const { url, received } = await smtp();
  const transport = createMailTransport(url, 'hengji@county.example');
  closers.push(() => transport.close());
  await transport.send({ ...outgoing, subject: 'a\r\nBcc: victim@example.org' });
  expect(received.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
  expect(received.join('\r\n')).not.toMatch(/^Bcc:/m);
});

test('an address that is a list or none is refused before anything is sent', async () => {
  const { url, received } = await smtp();
  const transport = createMailTransport(url, 'hengji@county.example');
  closers.push(() => transport.close());
  for (const to of ['a@example.cn, b@example.cn', 'a@example.cn\r\nRCPT TO:<b@example.cn>', '', 'nobody', '<a@example.cn>']) {
    expect(isMailAddress(to)).toBe(false);
    const failure: unknown = await transport.send({ ...outgoing, to }).catch((error: unknown) => error);
    expect(isPermanentMailFailure(failure)).toBe(true);
    if (to !== '') expect(String(failure)).not.toContain(to);
  }
  expect(received).toEqual([]);
});

test('a refusal for good is told from one that may pass', async () => {
  const failure = async (reply: Reply) => {
    const { url } = await smtp(reply);
    const transport = createMailTransport(url, 'hengji@county.example');
    closers.push(() => transport.close());
    return transport.send(outgoing).then(
      () => 'sent',
      (error: unknown) => isPermanentMailFailure(error),
    );
  };
  expect(await failure((line) => (line.startsWith('RCPT') ? '550 no such person' : null))).toBe(true);
  expect(await failure((line) => (line.startsWith('RCPT') ? '451 try later' : null))).toBe(false);
  const unreachable = createMailTransport('smtp://127.0.0.1:1', 'hengji@county.example');
  const failed: unknown = await unreachable.send(outgoing).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(isPermanentMailFailure(failed)).toBe(false);
  expect(isPermanentMailFailure(Object.assign(new Error('x'), { code: 'EAUTH', responseCode: 535 }))).toBe(false);
});

test('a wrong setting is said at the start', () => {
  expect(() => createMailTransport('http://mail.example', 'a@example.cn')).toThrow(/SMTP_URL/);
  expect(() => createMailTransport('', 'a@example.cn')).toThrow(/SMTP_URL/);
  expect(() => createMailTransport('smtp://mail.example', 'county')).toThrow(/MAIL_FROM/);
});
