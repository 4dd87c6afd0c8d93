import { ProblemError, type EvaluationCommandBody, type EvaluationRecord } from '@hengji/contracts';
import { caseEntries, caseFigures, readDemoCase } from '@hengji/database';
import type { WorkflowHandle } from '@temporalio/client';
import { evaluationBodies } from '../../apps/api/test/permissions/bodies.js';
import { Dice } from '../chaos/dice.js';
import type { Simulated } from '../chaos/county.js';
import { bareQueue, type CountyStack } from './countyStack.js';
import { percentile } from './measure.js';
import type { Line } from './table.js';

/** A case and who works on it; the desk works on all. */
export type DayCase = { readonly evaluationId: string; readonly group: number };

type Kind = 'read' | 'autosave' | 'decision' | 'signature';
type Taken = Readonly<Record<Kind, readonly number[]>> & { readonly refused: number; readonly errors: readonly string[]; readonly seconds: number; readonly commands: Readonly<Record<string, number>> };

/** What people do on the day before a deadline, of a hundred clicks. */
const mix: readonly (readonly [Kind, number])[] = [['read', 62], ['autosave', 22], ['decision', 13], ['signature', 3]];

/**
 * ms between two clicks of one person: half of it to one and a half. Three hundred people who each do something every ten seconds are some
 * thirty clicks a second; at four times that the two cores have no time left, and what is measured is the queue.
 */
const thinkMs = 10_000;

/** Commands that move a case round and round in the stage where goals are written, the first that is offered first. */
const cycle = ['submitForSigning', 'submitSection', 'returnToDepartment', 'withdraw', 'returnSection', 'claim', 'release'] as const;

const demoCase = readDemoCase();

function throwKind(dice: Dice): Kind {
  let left = dice.below(100);
  for (const [kind, share] of mix) {
    if (left < share) return kind;
    left -= share;
  }
  return 'read';
}

async function readSomething({ person, role }: Simulated, evaluationId: string, dice: Dice): Promise<void> {
  switch (dice.below(5)) {
    case 0:
      return void (await person.call('listTasks', {}));
    case 1:
      return void (await person.call('listEvaluations', { query: role === 'desk' ? { perPage: 25 } : {} }));
    case 2:
      return void (await person.call('getTimeline', { params: { id: evaluationId } }));
    case 3:
      return void (await person.call('getSection', { params: { id: evaluationId, section: 'goals' } }));
    default:
      return void (await person.evaluation(evaluationId));
  }
}

/** What the page does by itself while somebody types. A section that is closed is only read. */
async function autosave({ person }: Simulated, evaluationId: string): Promise<void> {
  const { version, editable } = await person.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  if (!editable) return;
  const rows = caseEntries(demoCase).map(({ indicator, target }) => ({ indicator, target }));
  await person.call('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version, values: caseFigures(demoCase, 'goals')['goals'] ?? {}, rows, acceptDisqualification: true } });
}

/** Whose turn it is in a case: the people of its group by duty, as `makeCounty` names them, or the bureau. */
function actorOf(people: readonly Simulated[], { tasks, people: named }: EvaluationRecord, group: number): Simulated | undefined {
  const [task] = tasks;
  if (task === undefined) return undefined;
  const { assignee, claimedBy } = task;
  const id = claimedBy?.id ?? ('person' in assignee ? assignee.person.id : null);
  if (id !== null) return people.find(({ person }) => person.id === id);
  const duty = 'duty' in assignee ? assignee.duty : '';
  return people.find(({ name }) => name === (duty === 'performanceDesk' ? 'desk1' : `${duty.toLowerCase()}${group + 1}`)) ?? people.find(({ person }) => named.some((one) => one.id === person.id));
}

/** The decision itself: through the product, or the bare Update in its place. */
type Decide = (one: Simulated, record: EvaluationRecord, kind: 'decision' | 'signature', proof: string) => Promise<string>;

const decideHere: Decide = async ({ person }, record, kind, proof) => {
  const { allowedActions } = record;
  const bodies = Object.values(evaluationBodies(record, [person.id, person.id]));
  const signing = kind === 'signature' && allowedActions.includes('sign');
  const type = signing ? 'sign' : cycle.find((one) => allowedActions.includes(one));
  const found = bodies.find((one) => one.type === type);
  if (found === undefined) return 'none';
  await person.command(record.id, filled(found, person.id, record, proof));
  return found.type;
};

/** What the page puts into a command before it is sent. */
function filled(body: EvaluationCommandBody, personId: string, record: EvaluationRecord, proof: string): EvaluationCommandBody {
  const { tasks, sections, signatures } = record;
  if (body.type === 'claim') return { ...body, taskId: tasks.find(({ assignee, claimedBy }) => 'duty' in assignee && claimedBy === null)?.taskId ?? body.taskId };
  if (body.type === 'release') return { ...body, taskId: tasks.find(({ claimedBy }) => claimedBy?.id === personId)?.taskId ?? body.taskId };
  if (body.type === 'submitSection') return { ...body, section: sections.find((one) => one.mine)?.key ?? body.section, acceptDisqualification: true };
  if (body.type === 'submitForSigning') return { ...body, acceptDisqualification: true };
  if (body.type === 'sign') return { ...body, hash: proof, slot: signatures.find((one) => one.mine)?.slot ?? body.slot };
  return body;
}

/** Everybody clicks for so long; what each click took, by kind. `decide` is all that differs between the product and the bare Updates. */
async function day(people: readonly Simulated[], cases: readonly DayCase[], seconds: number, seed: string, decide: Decide): Promise<Taken> {
  const taken: Record<Kind, number[]> = { read: [], autosave: [], decision: [], signature: [] };
  const [errors, commands] = [[] as string[], new Map<string, number>()];
  let refused = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const click = async (one: Simulated, dice: Dice) => {
    const own = one.role === 'desk' ? cases : cases.filter(({ group }) => group === one.group);
    const target = dice.pick(own);
    if (target === undefined) return;
    const kind = throwKind(dice);
    try {
      if (kind === 'read' || kind === 'autosave') {
        // Whoever types cannot sign any more: that is left to the clerk.
        const clerk = people.find(({ name }) => name === `clerk${target.group + 1}`) ?? one;
        const started = performance.now();
        await (kind === 'read' ? readSomething(one, target.evaluationId, dice) : autosave(clerk, target.evaluationId));
        taken[kind].push(performance.now() - started);
        return;
      }
      // Whoever decides looked at the case first; a signature is proven with the password.
      const seen = await one.person.evaluation(target.evaluationId);
      const actor = actorOf(people, seen, target.group) ?? one;
      const record = actor === one ? seen : await actor.person.evaluation(target.evaluationId);
      const proof = record.revision?.hash ?? 'a'.repeat(64);
      if (kind === 'signature') await actor.person.reauthenticate(proof);
      const started = performance.now();
      const type = await decide(actor, record, kind, proof);
      if (type === 'none') return;
      taken[type === 'sign' ? 'signature' : 'decision'].push(performance.now() - started);
      commands.set(type, (commands.get(type) ?? 0) + 1);
    } catch (error) {
      // A colleague was quicker: that is no error, and no decision either.
      if (error instanceof ProblemError && [409, 422].includes(error.problem.status)) refused += 1;
      else errors.push(error instanceof ProblemError ? `${error.problem.status} ${error.problem.code}` : String(error));
    }
  };
  await Promise.all(people.map(async (one) => {
    const dice = new Dice(seed, one.name);
    await new Promise((done) => setTimeout(done, dice.below(thinkMs)));
    while (performance.now() < until) {
      await click(one, dice);
      await new Promise((done) => setTimeout(done, thinkMs / 2 + dice.below(thinkMs)));
    }
  }));
  return { ...taken, refused, errors, seconds: (performance.now() - begun) / 1000, commands: Object.fromEntries(commands) };
}

/** Bare workflows in place of the cases, each asked by an Update with one empty local activity. */
async function bareDecide({ bare }: CountyStack, cases: readonly DayCase[]): Promise<{ readonly decide: Decide; readonly end: () => Promise<void> }> {
  const handles = new Map<string, WorkflowHandle>();
  for (const { evaluationId } of cases) handles.set(evaluationId, await bare.workflow.start('bareWorkflow', { workflowId: `bare-${crypto.randomUUID()}`, taskQueue: bareQueue }));
  return {
    decide: async (_one, { id }) => {
      await handles.get(id)?.executeUpdate('local', { updateId: crypto.randomUUID() });
      return 'bare';
    },
    end: async () => {
      for (const handle of handles.values()) await handle.terminate();
    },
  };
}

const decisionsOf = ({ decision, signature, seconds }: Taken) => (decision.length + signature.length) / seconds;

/** The day's clicks with the product's decisions for so many minutes; before and after it, a quarter as long each, with bare Updates in their place. */
export async function deadlineLines(parts: CountyStack, people: readonly Simulated[], cases: readonly DayCase[], minutes: number): Promise<readonly Line[]> {
  const { decide, end } = await bareDecide(parts, cases);
  const before = await day(people, cases, minutes * 15, 'before', decide);
  const ours = await day(people, cases, minutes * 60, 'day', decideHere);
  const after = await day(people, cases, minutes * 15, 'after', decide);
  await end();
  const bare = (decisionsOf(before) + decisionsOf(after)) / 2;
  const rate = decisionsOf(ours);
  const ms = (samples: readonly number[], share: number) => `${percentile(samples, share).toFixed(0)} ms`;
  const all = [...ours.read, ...ours.autosave, ...ours.decision, ...ours.signature];
  const errors = [...new Set([...ours.errors, ...before.errors, ...after.errors])];
  return [
    { measure: `${people.length} people on ${cases.length} cases for ${minutes} minutes: clicks a second`, value: (all.length / ours.seconds).toFixed(1) },
    { measure: `  errors${errors.length === 0 ? '' : `: ${errors.slice(0, 3).join('; ')}`}`, value: String(ours.errors.length), goal: { text: '0', met: ours.errors.length === 0 } },
    { measure: '  refused because a colleague was quicker', value: String(ours.refused) },
    { measure: `  decisions a second (${Object.entries(ours.commands).map(([name, n]) => `${name} ${n}`).join(', ')})`, value: rate.toFixed(2) },
    { measure: '  bare Updates a second in their place', value: bare.toFixed(2) },
    { measure: '  ratio', value: (rate / bare).toFixed(2), goal: { text: '≥ 0.8', met: rate / bare >= 0.8 } },
    ...(['read', 'autosave', 'decision', 'signature'] as const).map((kind) => ({ measure: `  ${kind}, p50 / p95 of ${ours[kind].length}`, value: `${ms(ours[kind], 0.5)} / ${ms(ours[kind], 0.95)}` })),
    { measure: '  bare Update, p50 / p95', value: `${ms([...before.decision, ...after.decision], 0.5)} / ${ms([...before.decision, ...after.decision], 0.95)}` },
  ];
}
