import { ProblemError, type Problem } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { ApiError } from './apiError.js';
import { repeatWhileBusy } from './repeat.js';

const problem = (code: string, status: number): Problem => ({ type: '', title: '', status, code, detail: '', params: {}, errors: { reason: 'reasonRequired' }, requestId: '' });

/** A server that refuses in order, then answers. */
function answering(...refusals: readonly ProblemError[]) {
  let asked = 0;
  const waits: number[] = [];
  const send = async () => {
    asked += 1;
    const refusal = refusals[asked - 1];
    if (refusal !== undefined) throw refusal;
    return 'done';
  };
  return { send, waits, wait: async (ms: number) => void waits.push(ms), asked: () => asked };
}

test('what was busy or silent is sent again after the wait the server names', async () => {
  const server = answering(new ProblemError(problem('busy', 503), 3), new ProblemError(problem('unreachable', 0), null));
  expect(await repeatWhileBusy(server.send, 2, server.wait)).toBe('done');
  expect(server.waits).toEqual([3000, 1000]);
});

test('it gives up after so many tries, and a refusal is never repeated', async () => {
  const busy = answering(...Array.from({ length: 5 }, () => new ProblemError(problem('busy', 503), 60)));
  await expect(repeatWhileBusy(busy.send, 2, busy.wait)).rejects.toBeInstanceOf(ApiError);
  expect([busy.asked(), busy.waits]).toEqual([3, [5000, 5000]]);
  const refused = answering(new ProblemError(problem('wrongPhase', 409), null));
  await expect(repeatWhileBusy(refused.send, 2, refused.wait)).rejects.toMatchObject({ status: 409, body: { errors: { reason: 'reasonRequired' } } });
  expect(refused.asked()).toBe(1);
});
