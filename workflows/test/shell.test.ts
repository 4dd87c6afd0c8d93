import { randomUUID } from 'node:crypto';
import { civilDateOf } from '@hengji/domain';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { advanceShell, diagnoseShell, executeCommand, historyStatistics, repairShell, startShell, statisticsOf } from '../src/client.js';
import { eventually, Harness, labels } from './harness.js';

let harness: Harness;

beforeAll(async () => {
  harness = await Harness.connect(inject('services').temporalAddress);
  await harness.startWorker();
});

afterAll(async () => {
  await harness.close();
});

const year = 365 * 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const claim = { type: 'claim', taskId: 'task' } as const;

async function eventsOf(workflowId: string) {
  return (await harness.client.workflow.getHandle(workflowId).fetchHistory()).events ?? [];
}

describe('commands', () => {
  test('wait out a database that fails for a while', async () => {
    const one = await harness.open();
    let attempts = 0;
    one.before = () => {
      attempts += 1;
      if (attempts < 4) throw new Error('connection refused');
    };
    expect((await harness.give(one.workflowId, claim)).kind).toBe('accepted');
    expect(attempts).toBe(4);
    expect(one.committed).toHaveLength(1);
  });

  test('are carried out one after the other, each answered with its own outcome', async () => {
    const one = await harness.open();
    const ids = Array.from({ length: 30 }, () => randomUUID());
    const answers = await Promise.all(ids.map((id) => harness.give(one.workflowId, claim, id)));
    expect(answers.every((answer) => answer.kind === 'accepted')).toBe(true);
    expect(one.mostRunning).toBe(1);
    expect(one.committed.map(({ updateId }) => updateId).sort()).toEqual([...ids].sort());
    const versions = answers.map((answer) => ('shell' in answer ? answer.shell.position.version : 0));
    expect(new Set(versions).size).toBe(30);
  });

  test('with the same update id are carried out once', async () => {
    const one = await harness.open();
    const answers = await Promise.all([1, 2, 3].map(() => harness.give(one.workflowId, claim, 'same')));
    expect(one.committed).toHaveLength(1);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('that are hopeless are rejected by the validator and leave no event', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await harness.give(one.workflowId, claim);
    const before = (await eventsOf(one.workflowId)).length;
    const answer = await harness.give(one.workflowId, { type: 'publish' });
    expect(answer).toEqual({ kind: 'refused', refusal: { code: 'wrongPhase', phase: 'draft', step: 'fill' }, at: one.version });
    expect(await eventsOf(one.workflowId)).toHaveLength(before);
    expect(one.committed.map(({ type }) => type)).toEqual(['claim']);
  });

  test('that commit refuses are answered with the refusal as a value', async () => {
    const one = await harness.open();
    expect(await harness.give(one.workflowId, { type: 'claim', taskId: 'unknown' })).toMatchObject({ kind: 'refused', refusal: { code: 'taskUnknown' } });
  });

  test('that fail for good fail alone: the next one is served', async () => {
    const one = await harness.open();
    one.before = () => {
      throw ApplicationFailure.nonRetryable('column does not exist', '42703');
    };
    await expect(harness.give(one.workflowId, claim)).rejects.toThrow('Workflow Update failed');
    one.before = () => undefined;
    expect((await harness.give(one.workflowId, claim)).kind).toBe('accepted');
  });

  test('for a case without a shell are unknown', async () => {
    expect(await harness.give('evaluation:nobody', claim)).toEqual({ kind: 'unknown', reason: 'noShell' });
  });
});

describe('time', () => {
  test('the timer fires a tick with the instant in its id', async () => {
    const instant = fromNow(700);
    const one = await harness.open((prepared) => (prepared.instants = [instant]));
    await eventually(() => one.committed.length === 1);
    expect(one.committed[0]).toMatchObject({ updateId: `tick:${instant}`, type: 'tick' });
    expect((one.committed[0]?.wallInstant ?? '') >= instant).toBe(true);
  });

  test('a command that moves the next instant moves the timer', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await harness.give(one.workflowId, { type: 'movePhaseDate', stage: 0, date: civilDateOf('2020-01-02T01:00:00.000Z'), documentNo: '1' });
    await eventually(() => one.committed.some(({ type }) => type === 'tick'));
    expect(one.committed.at(-1)?.updateId).toBe('tick:2020-01-02T01:00:00.000Z');
  });

  test('advance adopts the later clock, does what is due, and never goes back', async () => {
    const instants = [fromNow(year), fromNow(2 * year), fromNow(3 * year)];
    const one = await harness.open((prepared) => (prepared.instants = [...instants]));
    one.clockOffsetMs = 2.5 * year;
    const answer = await advanceShell(harness.client, one.workflowId, { clockOffsetMs: one.clockOffsetMs }, 10_000);
    // The fake ticks drop everything that has come, as `settle` does.
    expect(answer).toEqual({ kind: 'advanced', ticked: 1, nextInstant: instants[2] });
    expect(one.committed.map(({ type }) => type)).toEqual(['tick']);
    expect(await advanceShell(harness.client, one.workflowId, { clockOffsetMs: year }, 10_000)).toEqual({ kind: 'advanced', ticked: 0, nextInstant: instants[2] });
    expect((await diagnoseShell(harness.client, one.workflowId)).clockOffsetMs).toBe(2.5 * year);
  });

  test('a tick that fails for good suspends the case; the shell goes on and can be resumed', async () => {
    const one = await harness.open((prepared) => {
      prepared.instants = [fromNow(300)];
      prepared.before = ({ message }) => {
        if (message.command.type === 'tick') throw ApplicationFailure.nonRetryable('division by zero', '22012');
      };
    });
    await eventually(() => one.status === 'suspended');
    expect(one.suspensions).toEqual(['22012: division by zero']);
    expect(await harness.give(one.workflowId, claim)).toEqual({ kind: 'refused', refusal: { code: 'notOpen', status: 'suspended' }, at: one.version });
    one.before = () => undefined;
    expect((await harness.give(one.workflowId, { type: 'resume', reason: 'input' })).kind).toBe('accepted');
    expect((await harness.give(one.workflowId, claim)).kind).toBe('accepted');
    expect(await diagnoseShell(harness.client, one.workflowId)).toMatchObject({ failedTicks: 1, lastFailure: '22012: division by zero' });
  });

  test('a tick that changes nothing does not run in circles', async () => {
    const one = await harness.open((prepared) => {
      prepared.instants = [fromNow(-1000)];
      // As if another node of the database had an older clock.
      prepared.before = () => void (prepared.clockOffsetMs = -year);
      prepared.clockOffsetMs = 0;
    });
    await eventually(() => one.committed.length > 0);
    await new Promise((done) => setTimeout(done, 1500));
    expect(one.committed.length).toBeLessThan(3);
    expect((await diagnoseShell(harness.client, one.workflowId)).failedTicks).toBeGreaterThan(0);
  });
});

describe('the shell', () => {
  test('ends when its case is over', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    expect((await harness.give(one.workflowId, { type: 'cancel', reason: 'input' })).kind).toBe('accepted');
    await harness.client.workflow.getHandle(one.workflowId).result();
    expect(await harness.give(one.workflowId, claim)).toEqual({ kind: 'unknown', reason: 'noShell' });
    expect(await startShell(harness.client, { kind: 'evaluation', id: one.id }, labels, harness.taskQueue)).toBe('existed');
  });

  test('serves findings in the same way', async () => {
    const id = randomUUID();
    await startShell(harness.client, { kind: 'finding', id }, labels, harness.taskQueue);
    const workflowId = `finding:${id}`;
    const message = { command: { type: 'upholdObjection', reason: 'input' }, from: { personId: 'person', sessionId: 'session' } } as const;
    expect(await executeCommand(harness.client, { workflowId, updateId: randomUUID(), message, deadlineMs: 10_000 })).toMatchObject({ kind: 'accepted' });
    await harness.client.workflow.getHandle(workflowId).result();
  });

  test('is started once, however often the relay asks', async () => {
    const one = await harness.open();
    expect(await startShell(harness.client, { kind: 'evaluation', id: one.id }, labels, harness.taskQueue)).toBe('existed');
  });

  test('is replaced by repair, and reads its case anew', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await harness.give(one.workflowId, claim, 'first');
    await repairShell(harness.client, { kind: 'evaluation', id: one.id }, labels, harness.taskQueue);
    expect((await harness.give(one.workflowId, claim, 'second')).kind).toBe('accepted');
    // The receipt in the database answers what the new run knows nothing of.
    expect((await harness.give(one.workflowId, claim, 'first')).kind).toBe('accepted');
    expect(one.committed.map(({ updateId }) => updateId)).toEqual(['first', 'second']);
    expect(one.loads).toBe(2);
  });

  test('ignores a cancellation: it lives as long as its case', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await harness.client.workflow.getHandle(one.workflowId).cancel();
    expect((await harness.give(one.workflowId, claim)).kind).toBe('accepted');
    expect((await harness.client.workflow.getHandle(one.workflowId).describe()).status.name).toBe('RUNNING');
  });

  test('costs at most eight events and three actions a command, six and two where the timer stays', async () => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await harness.give(one.workflowId, claim);
    const measure = async () => statisticsOf(await eventsOf(one.workflowId));
    const start = await measure();
    await harness.give(one.workflowId, claim);
    const still = await measure();
    expect(still.historyEvents - start.historyEvents).toBeLessThanOrEqual(6);
    expect(still.actions - start.actions).toBe(2);
    one.instants = [fromNow(2 * year)];
    await harness.give(one.workflowId, claim);
    const moved = await measure();
    expect(moved.historyEvents - still.historyEvents).toBeLessThanOrEqual(8);
    expect(moved.actions - still.actions).toBe(3);
    expect(await historyStatistics(harness.client, [one.workflowId])).toEqual(moved);
  });
});

describe('a worker that was away', () => {
  test('commands that came before the shell first ran wait until it has read its case', async () => {
    await harness.stopWorker();
    const one = await harness.open();
    const answer = harness.give(one.workflowId, claim);
    await new Promise((done) => setTimeout(done, 300));
    await harness.startWorker();
    expect((await answer).kind).toBe('accepted');
    expect(one.loads).toBe(1);
  });

  test('commands without a worker are unknown after the deadline, and carried out once when it is back', async () => {
    const one = await harness.open();
    await harness.give(one.workflowId, claim);
    await harness.stopWorker();
    expect(await harness.give(one.workflowId, claim, 'late', 500)).toEqual({ kind: 'unknown', reason: 'timeout' });
    await harness.startWorker();
    expect((await harness.give(one.workflowId, claim, 'late')).kind).toBe('accepted');
    expect(one.committed.filter(({ updateId }) => updateId === 'late')).toHaveLength(1);
  });
});
