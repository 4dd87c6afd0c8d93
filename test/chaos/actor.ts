import { ProblemError, type EvaluationCommandBody, type EvaluationRecord, type FindingCommandBody, type FindingRecord, type Input } from '@hengji/contracts';
import { caseEntries, caseFigures, readDemoCase, readDemoTemplate } from '@hengji/database';
import { evaluationBodies, findingBodies } from '../../apps/api/test/permissions/bodies.js';
import type { Person } from '../support/person.js';
import type { Dice } from './dice.js';
import { patiently } from './outage.js';

/** What somebody asked, under which key, and what he was answered in the end. */
export type Asked = {
  readonly person: string;
  readonly stream: 'evaluation' | 'finding';
  readonly id: string;
  readonly key: string;
  readonly command: string;
  readonly answer: { readonly kind: 'accepted'; readonly events: readonly string[] } | { readonly kind: 'refused'; readonly code: string };
  /** How often the same was sent again because something was away. */
  readonly repeats: number;
};

const [demoCase, template] = [readDemoCase(), readDemoTemplate()];
const proof = new TextEncoder().encode('%PDF-1.4\nproof');

/** What puts a year off, or hands it to somebody else, comes once in a while only: it is offered all the time. */
const seldom: readonly string[] = ['movePhaseDate', 'delegate', 'handOver', 'assignSections', 'askExtension', 'unlock', 'returnToDepartment', 'returnSection', 'urge'] satisfies readonly EvaluationCommandBody['type'][];
const seldomOf = 12;

/** How often each is chosen where several are offered: what moves a year on often. */
const weights: Readonly<Partial<Record<EvaluationCommandBody['type'], number>>> = {
  submitSection: 40, confirmSections: 20, submitForSigning: 40, answerCheck: 40, decideCheck: 20, sign: 40, approve: 30, accept: 30, publish: 20, recordAccountsApproval: 10, reviewSecrecy: 10, proposeResultUse: 20, decideResultUse: 20, close: 20,
  claim: 4, withdraw: 1, refuseToSign: 2, orderRectification: 1, rescore: 2, warn: 2, adviseSuspension: 1, acceptWithConditions: 2, cancel: 0,
};

/** One of what is offered, by weight; undefined where nothing is. */
function chooseCommand(dice: Dice, allowed: readonly string[]): string | undefined {
  const weightOf = (type: string) => Object.entries(weights).find(([name]) => name === type)?.[1] ?? 3;
  const rare = dice.below(seldomOf) === 0;
  const urn = [...allowed].sort().filter((type) => seldom.includes(type) === rare).flatMap((type) => Array.from({ length: weightOf(type) }, () => type));
  // A year is cancelled once in a while.
  return dice.below(400) === 0 && allowed.includes('cancel') ? 'cancel' : dice.pick(urn);
}


/** Somebody who acts. `stuck` hears of what is asked again and again. */
export type Actor = { readonly person: Person; readonly name: string; readonly stuck: (what: Pick<Asked, 'stream' | 'id' | 'command' | 'key'>) => void };

/** ms. Longer than a death and a start take. */
const stuckMs = 60_000;

/** Asks one thing of one case, or finds nothing to ask there (null). */
export async function act(actor: Actor, evaluationId: string, dice: Dice): Promise<Asked | null> {
  const { person } = actor;
  const record = await patiently(() => person.evaluation(evaluationId));
  const finding = dice.below(4) === 0 ? dice.pick(record.findings) : undefined;
  return finding === undefined ? actOnEvaluation(actor, record, dice) : actOnFinding(actor, finding.id, record, dice);
}

async function actOnEvaluation(actor: Actor, record: EvaluationRecord, dice: Dice): Promise<Asked | null> {
  const { person } = actor;
  const type = chooseCommand(dice, record.allowedActions);
  if (type === undefined) return null;
  const bodies = Object.values(evaluationBodies(record, peopleOf(record, dice)));
  const found = bodies.find((one) => one.type === type);
  if (found === undefined) return null;
  const body = await prepare(person, record, found, dice);
  return ask(actor, { stream: 'evaluation', id: record.id, command: type }, (key) => person.call('commandEvaluation', { params: { id: record.id }, body, idempotencyKey: key }));
}

/** Two of the department, if there are two. */
function peopleOf({ people }: EvaluationRecord, dice: Dice): readonly [string, string] {
  const own = people.filter(({ duties }) => duties.some((duty) => duty !== 'performanceDesk' && duty !== 'auditor' && duty !== 'administrator'));
  const first = dice.below(own.length);
  const second = first + 1 + dice.below(own.length - 1);
  const idAt = (index: number) => own[index % Math.max(1, own.length)]?.id ?? crypto.randomUUID();
  return [idAt(first), idAt(second)];
}

/** What a person does before he presses the button: types what is asked, or proves who he is. */
async function prepare(person: Person, record: EvaluationRecord, body: EvaluationCommandBody, dice: Dice): Promise<EvaluationCommandBody> {
  if (body.type === 'claim') return { ...body, taskId: dice.pick(record.tasks.filter(({ assignee, claimedBy }) => 'duty' in assignee && claimedBy === null))?.taskId ?? body.taskId };
  if (body.type === 'release') return { ...body, taskId: record.tasks.find(({ claimedBy }) => claimedBy?.id === person.id)?.taskId ?? body.taskId };
  if (body.type === 'submitForSigning') return { ...body, acceptDisqualification: true };
  if (body.type === 'submitSection') {
    const section = dice.pick(record.sections.filter((one) => one.mine))?.key ?? body.section;
    await fill(person, record, section);
    return { ...body, section, acceptDisqualification: true };
  }
  if (body.type === 'confirmSections') {
    const sections = record.sections.filter(({ confirmable }) => confirmable).map(({ key }) => key);
    return sections.length === 0 ? body : { ...body, sections };
  }
  if (body.type === 'answerCheck' || body.type === 'decideCheck') {
    const { checks } = await patiently(() => person.call('getChecks', { params: { id: record.id } }));
    const found = dice.pick(checks.filter((one) => (body.type === 'answerCheck' ? one.mine && one.open : one.asksEffect && one.decision === null)));
    return found === undefined ? body : { ...body, check: found.hash };
  }
  if (body.type === 'sign') {
    const slot = record.signatures.find((one) => one.mine)?.slot ?? body.slot;
    await patiently(() => person.reauthenticate(body.hash));
    return { ...body, slot };
  }
  return body;
}

/** Types the case's figures into a section. What is refused here (a colleague was quicker, the section was handed in) is no command. */
async function fill(person: Person, record: EvaluationRecord, section: string): Promise<void> {
  const period = template.process.stages[record.stageIndex]?.period ?? 'yearEnd';
  const id = record.id;
  try {
    const { version } = await patiently(() => person.call('getSection', { params: { id, section } }));
    const body: Input<'saveSection'>['body'] = { version, values: caseFigures(demoCase, period)[section] ?? {}, rows: rowsOf(section), acceptDisqualification: true };
    await patiently(() => person.call('saveSection', { params: { id, section }, body }));
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status >= 500) throw error;
  }
}

function rowsOf(section: string): NonNullable<Input<'saveSection'>['body']['rows']> {
  if (section === 'goals') return caseEntries(demoCase).map(({ indicator, target }) => ({ indicator, target }));
  if (section !== 'assessment') return [];
  return caseEntries(demoCase).map(({ indicator, actual, entered, varianceReason, improvementAction }) => ({
    indicator, actual, ...(entered === null ? {} : { enteredScore: entered.score, enteredReason: entered.reason }), varianceReason, improvementAction,
  }));
}

async function actOnFinding(actor: Actor, id: string, evaluation: EvaluationRecord, dice: Dice): Promise<Asked | null> {
  const { person } = actor;
  const record = await patiently(() => person.call('getFinding', { params: { id } }));
  const type = dice.pick([...record.allowedActions].sort());
  const found = Object.values(findingBodies(record, peopleOf(evaluation, dice)[0])).find((one) => one.type === type);
  if (found === undefined) return null;
  const body = await prepareFinding(person, record, found);
  return ask(actor, { stream: 'finding', id, command: found.type }, (key) => person.call('commandFinding', { params: { id }, body, idempotencyKey: key }));
}

async function prepareFinding(person: Person, { id }: FindingRecord, body: FindingCommandBody): Promise<FindingCommandBody> {
  if (body.type === 'signPlan') await patiently(() => person.reauthenticate(body.hash));
  if (body.type !== 'addEvidence') return body;
  const key = crypto.randomUUID();
  const file = await patiently(() => person.call('addFindingEvidence', { params: { id }, query: { name: '凭证.pdf' }, body: proof, idempotencyKey: key }));
  return { ...body, evidence: [file.id] };
}

async function ask({ name, stuck }: Actor, what: Pick<Asked, 'stream' | 'id' | 'command'>, send: (key: string) => Promise<{ readonly events: readonly string[] }>): Promise<Asked> {
  const key = crypto.randomUUID();
  let repeats = 0;
  let tellAt = Date.now() + stuckMs;
  const count = () => {
    repeats += 1;
    if (Date.now() < tellAt) return;
    tellAt = Date.now() + 2 * stuckMs;
    stuck({ ...what, key });
  };
  try {
    const { events } = await patiently(() => send(key), count);
    return { person: name, ...what, key, answer: { kind: 'accepted', events }, repeats };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status >= 500 || error.problem.code === 'unreachable') throw error;
    return { person: name, ...what, key, answer: { kind: 'refused', code: error.problem.code }, repeats };
  }
}
