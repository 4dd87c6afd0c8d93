import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createHttpServer } from './httpServer.js';

/** Listens, lends its port, and ends. */
async function withServer(look: (port: number) => Promise<void>): Promise<void> {
  const server = createHttpServer({ headersTimeout: 200, requestTimeout: 300 }, (_request, response) => response.end('ok'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await look(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a connection between two requests outlives the minute for which a reverse proxy keeps it', () =>
  withServer(async (port) => {
    const [response] = await once(request({ port, host: '127.0.0.1', agent: new Agent({ keepAlive: true }) }).end(), 'response');
    const seconds = /^timeout=(\d+)$/.exec(response.headers['keep-alive'])?.[1];
    expect(Number(seconds)).toBeGreaterThan(60);
    response.resume();
  }));

test('whoever sends his request drop by drop is cut off', () =>
  withServer(async (port) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nX: '));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  }));
