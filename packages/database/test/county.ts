import { randomUUID } from 'node:crypto';
import { campaignDates, type CampaignPlan, type CivilDate, type Duty, type EvaluationCommand, type EvaluationOutcome, type FindingCommand, type FindingOutcome, type PersonId, type Template } from '@hengji/domain';
import {
  commitCampaign, commitEvaluation, commitFinding, openEvaluation, readDemoCalendar, readDemoTemplate, recordReauthentication, saveCalendar, saveCommandInput, saveCounty, saveLeadingGroup, savePerson,
  savePost, savePostHolding, saveTemplate, saveUnit, type Database,
} from '../src/index.js';

export const countyId = 'county';
export const campaignId = 'rehearsal-2023';
export const unitId = 'staffing';
export const bureauId = 'finance';
const since: CivilDate = '2020-01-01' as CivilDate;

/** Person and duty, by one name each. */
export const staff = {
  clerk: 'clerk',
  accountant: 'accountant',
  officeLead: 'officeLead',
  financeHead: 'financeHead',
  deputyLeader: 'deputyLeader',
  principal: 'principal',
  performanceDesk: 'performanceDesk',
  administrator: 'administrator',
} as const satisfies Partial<Record<Duty, PersonId>>;

/** A county with a finance bureau, one department with a person for each duty, the demo template or another, and a rehearsal of 2023. */
export async function createCounty(db: Database, template: Template = readDemoTemplate()): Promise<void> {
  await saveCounty(db, { id: countyId, name: '衡县', nameEn: 'Heng County' });
  await saveUnit(db, { id: bureauId, countyId, kind: 'bureau', name: '财政局', nameEn: 'Finance Bureau' });
  await saveUnit(db, { id: unitId, countyId, kind: 'department', name: '编办', nameEn: 'Staffing Office' });
  for (const [duty, id] of Object.entries(staff) as [Duty, PersonId][]) {
    const unit = duty === 'performanceDesk' || duty === 'administrator' ? bureauId : unitId;
    await savePerson(db, { id, countyId, name: `${id}员`, email: duty === 'accountant' ? null : `${id}@example.test`, language: 'zh-CN' });
    await savePost(db, { id: `post-${id}`, countyId, unitId: unit, title: duty, duty });
    await savePostHolding(db, { id: `holding-${id}`, postId: `post-${id}`, personId: id, from: since, until: null });
  }
  await saveLeadingGroup(db, { id: 'group', countyId, unitId, documentNo: '衡编办发〔2020〕1号', leader: staff.principal, members: [staff.principal, staff.deputyLeader], from: since, until: null });
  await saveTemplate(db, 'template', template, '2022-01-01T00:00:00.000Z');
  await saveCalendar(db, readDemoCalendar());
  await commitCampaign(db, { id: campaignId, countyId, updateId: 'draft', from: null, wallInstant: '2022-11-01T01:30:00.000Z', command: { type: 'draft', campaignId, plan: planOf(), subjects: [] } });
}

/** The rehearsal of 2023, whose clock is that of the wall. */
export function planOf(changes: Partial<CampaignPlan> = {}): CampaignPlan {
  const [template, calendar] = [readDemoTemplate(), readDemoCalendar()];
  return { title: '2023 演练', year: 2023, rehearsal: true, startsOn: null, templateId: 'template', calendarId: calendar.id, dates: campaignDates(template, calendar, 2023), startStage: 0, onPaper: [], ...changes };
}

/** What people and the clock do, at a process time the test sets; the rehearsal's offset stays 0. */
export class Driver {
  readonly db: Database;
  now: string;
  private ticks = 0;

  constructor(db: Database, now = '2022-11-01T01:30:00.000Z') {
    this.db = db;
    this.now = now;
  }

  async open(): Promise<string> {
    const { evaluationId, outcome } = await openEvaluation(this.db, {
      updateId: randomUUID(), from: null, wallInstant: this.now, campaignId, unitId, subject: { kind: 'department', id: unitId },
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.refusal));
    return evaluationId;
  }

  /** A case of another subject that a county adopts in mid-year: the stages before were done on paper. */
  async openAt(startStage: number): Promise<string> {
    const onPaper = Array.from({ length: startStage }, (_, stage) => ({ documentNo: `纸〔2023〕${stage + 1}号`, scans: [] }));
    const subject = { kind: 'project' as const, id: `project-${startStage}`, name: '道路项目' };
    const { evaluationId, outcome } = await openEvaluation(this.db, { updateId: randomUUID(), from: null, wallInstant: this.now, campaignId, unitId, subject, startStage, onPaper });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.refusal));
    return evaluationId;
  }

  async text(author: PersonId, text: string): Promise<string> {
    const id = randomUUID();
    await saveCommandInput(this.db, { id, countyId, authorId: author, kind: 'reason', json: text });
    return id;
  }

  try(id: string, person: PersonId | null, command: EvaluationCommand, updateId: string = randomUUID()): Promise<EvaluationOutcome> {
    const from = person === null ? null : { personId: person, sessionId: `session-${person}` };
    return commitEvaluation(this.db, { id, updateId, message: { command, from }, wallInstant: this.now });
  }

  /** As `try`, but a refusal fails the test with its code. */
  async do(id: string, person: PersonId | null, command: EvaluationCommand): Promise<EvaluationOutcome> {
    const outcome = await this.try(id, person, command);
    if (outcome.kind === 'refused') throw new Error(`${command.type} by ${String(person)}: ${JSON.stringify(outcome.refusal)}`);
    return outcome;
  }

  tick(id: string): Promise<EvaluationOutcome> {
    this.ticks += 1;
    return this.try(id, null, { type: 'tick' }, `tick:${this.ticks}`);
  }

  async finding(id: string, person: PersonId | null, command: FindingCommand): Promise<FindingOutcome> {
    const from = person === null ? null : { personId: person, sessionId: `session-${person}` };
    const outcome = await commitFinding(this.db, { id, updateId: randomUUID(), message: { command, from }, wallInstant: this.now });
    if (outcome.kind === 'refused') throw new Error(`${command.type} by ${String(person)}: ${JSON.stringify(outcome.refusal)}`);
    return outcome;
  }

  prove(person: PersonId, hash: string): Promise<unknown> {
    return recordReauthentication(this.db, { sessionId: `session-${person}`, personId: person, hash });
  }
}
