import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { campaignDates, duties, type CampaignPlan, type CivilDate, type Duty, type Instant } from '@hengji/domain';
import {
  addCircularFile, addDocumentScan, closeDatabase, commitCampaign, commitCircular, commitEvaluation, commitFinding, openBlobStore, openDatabase, openEvaluation, putBlob, readDemoCalendar, readDemoTemplate, releaseTemplate, saveCalendar, saveCommandInput,
  saveCounty, saveLeadingGroup, savePassword, savePerson, savePost, savePostHolding, saveTemplate, saveUnit, type Database,
} from '@hengji/database';
import { createHttpServer, createLogger, createMetrics } from '@hengji/service';
import { connectTemporal, type Temporal } from '@hengji/workflows/client';
import type { Examiner } from '@hengji/documents';
import { inject } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/setup/database.js';
import { testPassword, testPasswordHash } from '../../../../test/support/demoPeople.js';
import { Person } from '../../../../test/support/person.js';
import { createApp } from '../../src/app.js';
import { createAuthentication, type Authentication } from '../../src/authentication.js';
import { idFrom } from '../../src/commandInput.js';
import { readConfiguration } from '../../src/configuration.js';
import type { Decisions } from '../../src/decisions.js';
import { createExaminer } from '../../src/guardedFiles.js';
import { createHandlers } from '../../src/handlers/index.js';

/** First day of every post and relation. */
export const since: CivilDate = '2020-01-01' as CivilDate;
/** Of everybody here. */
export const password = testPassword;
const seed = '00000000-0000-4000-8000-000000000000';
const idOf = (what: string) => idFrom(seed, what);

export const countyIds = { here: idOf('county.here'), elsewhere: idOf('county.elsewhere') };

/** Units by how they stand to the people whose rights are asked about: their own, one under it, another of the county, one of another county. */
export const unitIds = { own: idOf('unit.own'), below: idOf('unit.below'), deeper: idOf('unit.deeper'), other: idOf('unit.other'), elsewhere: idOf('unit.elsewhere'), bureau: idOf('unit.bureau'), bureauElsewhere: idOf('unit.bureauElsewhere') };
export type UnitName = keyof typeof unitIds;

const unitNames: Readonly<Record<UnitName, string>> = { own: '本局', below: '本局下属中心', deeper: '中心下属站', other: '别局', elsewhere: '外县局', bureau: '财政局', bureauElsewhere: '外县财政局' };
const departmentDuties = ['staff', 'clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal'] as const satisfies readonly Duty[];
const countyDuties = ['performanceDesk', 'auditor', 'administrator'] as const satisfies readonly Duty[];

/** A duty in `own` (or in the bureau), or a person of the county without any. */
export type Actor = Duty | 'withoutDuty';

/**
 * The API as it runs, on a real PostgreSQL, with two counties. Commands go straight to the commit that a shell would call,
 * so that a whole year takes seconds; everything before it, from the cookie to the permission, is the product's own.
 */
export class World {
  readonly database: Database;
  readonly url: string;
  readonly campaignId: string;
  readonly campaignElsewhere: string;
  /** A circular of each county with its file, and one of a year that only the other unit takes part in. */
  readonly circulars: Readonly<Record<keyof typeof countyIds | 'other', { readonly circularId: string; readonly circularFileId: string }>> = {
    here: { circularId: idOf('circular.here'), circularFileId: idOf('circularFile.here') },
    elsewhere: { circularId: idOf('circular.elsewhere'), circularFileId: idOf('circularFile.elsewhere') },
    other: { circularId: idOf('circular.other'), circularFileId: idOf('circularFile.other') },
  };
  /** By unit the hash of a scanned document: its leading group was founded by it, and years that begin later were done on it. */
  readonly scans = new Map<UnitName, string>();
  /** Folder of uploaded files. */
  readonly blobs: string;
  readonly #people = new Map<Actor, Person>();
  readonly #server: Server;
  readonly #temporal: Temporal;
  readonly #test: TestDatabase;
  readonly #examiner: Examiner;
  #templates: Readonly<Record<keyof typeof countyIds, string>>;
  #ticks = 0;

  private constructor(parts: { database: Database; url: string; server: Server; temporal: Temporal; test: TestDatabase; examiner: Examiner; folder: string }) {
    this.database = parts.database;
    this.url = parts.url;
    this.#server = parts.server;
    this.#temporal = parts.temporal;
    this.#test = parts.test;
    this.#examiner = parts.examiner;
    this.blobs = parts.folder;
    this.campaignId = idOf('campaign.here');
    this.campaignElsewhere = idOf('campaign.elsewhere');
    this.#templates = { here: '', elsewhere: '' };
  }

  /** A version that each county released. */
  get templates(): Readonly<Record<keyof typeof countyIds, string>> {
    return this.#templates;
  }

  /** `settings`: environment of the API beside what it needs. The `namespace` of Temporal is never used by a shell here; statistics and the clock of a rehearsal ask it. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<World> {
    const test = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'hengji-permissions-'));
    const configuration = readConfiguration({ DATABASE_URL: test.databaseUrl, TEMPORAL_ADDRESS: inject('services').temporalAddress, TEMPORAL_NAMESPACE: 'default', AUTH_SECRET: randomBytes(32).toString('base64url'), HENGJI_PUBLIC_URL: 'http://127.0.0.1', BLOB_DIR: folder, ...settings });
    const database = openDatabase(test.databaseUrl, { max: 20 });
    const temporal = connectTemporal(configuration);
    const authentication = createAuthentication(database, configuration);
    await hashEachOnce(authentication);
    const blobs = openBlobStore(folder);
    const examiner = createExaminer();
    const handlers = createHandlers({ database, decisions: directDecisions(database), temporal: temporal.client, authentication, blobs, examiner, configuration, stopping: new AbortController().signal });
    const [logger, metrics] = [createLogger({ app: 'api', level: 'silent' }), createMetrics('api')];
    const server = createHttpServer({ headersTimeout: 15_000, requestTimeout: configuration.REQUEST_TIMEOUT_MS }, createApp({ configuration, database, authentication, blobs, handlers, logger, metrics, checkAnswers: true }));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const world = new World({ database, url: `http://127.0.0.1:${port}`, server, temporal, test, examiner, folder });
    await world.#settle();
    return world;
  }

  async end(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.#examiner.close();
    await this.#temporal.close();
    await closeDatabase(this.database);
    await this.#test.drop();
    await rm(this.blobs, { recursive: true, force: true });
  }

  person(actor: Actor): Person {
    const person = this.#people.get(actor);
    if (person === undefined) throw new Error(`nobody is ${actor}`);
    return person;
  }

  /** Another session of his. */
  signIn(actor: Actor): Promise<Person> {
    return Person.signIn(this.url, usernameOf(actor), password);
  }

  personId(of: string): string {
    return idOf(`person.${of}`);
  }

  groupId(unit: UnitName): string {
    return idOf(`group.${unit}`);
  }

  scanOf(unit: UnitName): string {
    const hash = this.scans.get(unit);
    if (hash === undefined) throw new Error(`${unit} has no scan`);
    return hash;
  }

  holdingId(of: string): string {
    return idOf(`holding.${of}`);
  }

  /** For another API, or a worker, on the same county. */
  get databaseUrl(): string {
    return this.#test.databaseUrl;
  }

  /** For a look past every rule. */
  get ownerUrl(): string {
    return this.#test.migrationDatabaseUrl;
  }

  /** Opens the rehearsal's year of a unit, or of a project of it; the stages before `startStage` were done on paper. */
  async open(unit: Exclude<UnitName, 'bureau' | 'bureauElsewhere'>, startStage = 0, project: { readonly id: string; readonly name: string } | null = null): Promise<string> {
    const unitId = unitIds[unit];
    const { evaluationId, outcome } = await openEvaluation(this.database, {
      updateId: idOf(`open.${unit}.${this.#ticks++}`),
      from: null,
      wallInstant: new Date().toISOString(),
      campaignId: unit === 'elsewhere' ? this.campaignElsewhere : this.campaignId,
      unitId,
      startStage,
      onPaper: Array.from({ length: startStage }, () => ({ documentNo: '纸质〔2024〕1号', scans: [this.scanOf(unit)] })),
      subject: project !== null ? { kind: 'project', ...project } : { kind: unit === 'own' || unit === 'other' || unit === 'elsewhere' ? 'department' : 'subordinate', id: unitId },
    });
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
    return evaluationId;
  }

  /** Sets the rehearsals' clocks to a moment of process time, and lets a case do what is due by then. */
  async moveTo(instant: Instant, evaluationIds: readonly string[]): Promise<void> {
    const offset = Date.parse(instant) - Date.now();
    await this.database.pool.query('UPDATE campaign SET clock_offset_ms = greatest(clock_offset_ms, $1)', [Math.ceil(offset)]);
    for (const id of evaluationIds) await this.tick(id);
  }

  async tick(id: string): Promise<void> {
    this.#ticks += 1;
    await commitEvaluation(this.database, { id, updateId: `tick:${this.#ticks}`, message: { command: { type: 'tick' }, from: null }, wallInstant: new Date().toISOString() });
  }

  async #settle(): Promise<void> {
    const db = this.database;
    const [template, calendar] = [readDemoTemplate(), readDemoCalendar()];
    await saveTemplate(db, 'template', template, '2022-01-01T00:00:00.000Z');
    await saveCalendar(db, calendar);
    for (const [name, county] of [['here', countyIds.here], ['elsewhere', countyIds.elsewhere]] as const) await saveCounty(db, { id: county, name: `${name}县`, nameEn: name });
    const under: Partial<Record<UnitName, UnitName>> = { below: 'own', deeper: 'below' };
    for (const unit of Object.keys(unitIds) as UnitName[]) {
      const above = under[unit];
      const kind = unit.startsWith('bureau') ? 'bureau' : above === undefined ? 'department' : 'subordinate';
      await saveUnit(db, { id: unitIds[unit], countyId: countyOf(unit), kind, name: unitNames[unit], nameEn: unit, ...(above === undefined ? {} : { parent: { id: unitIds[above], from: since, until: null } }) });
    }
    for (const duty of departmentDuties) await this.#hire(duty, 'own', duty, true);
    for (const duty of countyDuties) await this.#hire(duty, 'bureau', duty, true);
    await this.#hire('withoutDuty', 'own', null, true);
    for (const unit of ['below', 'deeper', 'other', 'elsewhere'] as const) await this.#hire(`clerk.${unit}`, unit, 'clerk', false);
    await this.#hire('desk.elsewhere', 'bureauElsewhere', 'performanceDesk', false);
    for (const unit of ['own', 'below', 'deeper', 'other', 'elsewhere'] as const) await this.#scan(unit);
    await saveLeadingGroup(db, { id: this.groupId('own'), scan: this.scanOf('own'), countyId: countyIds.here, unitId: unitIds.own, documentNo: '本局发〔2020〕1号', leader: this.personId('principal'), members: [this.personId('principal'), this.personId('deputyLeader')], from: since, until: null });
    for (const unit of ['below', 'deeper', 'other', 'elsewhere'] as const) {
      await saveLeadingGroup(db, { id: this.groupId(unit), scan: this.scanOf(unit), countyId: countyOf(unit), unitId: unitIds[unit], documentNo: `${unit}〔2020〕1号`, leader: this.personId(`clerk.${unit}`), members: [], from: since, until: null });
    }
    const plan = { year: 2023, rehearsal: true, startsOn: '2022-10-31' as CivilDate, templateId: 'template', calendarId: calendar.id, dates: campaignDates(template, calendar, 2023), startStage: 0, onPaper: [] };
    await this.#plan(this.campaignId, countyIds.here, { ...plan, title: '2023 演练' }, ['own', 'below', 'deeper', 'other']);
    await this.#plan(this.campaignElsewhere, countyIds.elsewhere, { ...plan, title: '外县 2023 演练' }, ['elsewhere']);
    await this.#plan(idOf('campaign.other'), countyIds.here, { ...plan, title: '别局 2023 演练' }, ['other']);
    const released = (countyId: string, target: string) =>
      releaseTemplate(db, { countyId, actor: this.personId('performanceDesk'), key: idOf(`template.${countyId}`) }, { template: { ...template, version: template.version + 1, indicators: template.indicators.map((row, index) => (index === 0 ? { ...row, target } : row)) }, reason: '调整目标' });
    this.#templates = { here: await released(countyIds.here, '本县目标'), elsewhere: await released(countyIds.elsewhere, '外县目标') };
    await this.#announce('here', this.campaignId, 'performanceDesk');
    await this.#announce('elsewhere', this.campaignElsewhere, 'desk.elsewhere');
    await this.#announce('other', idOf('campaign.other'), 'performanceDesk');
    for (const actor of [...duties, 'withoutDuty'] as const) this.#people.set(actor, await Person.signIn(this.url, usernameOf(actor), password));
  }

  async #plan(campaignId: string, countyId: string, plan: CampaignPlan, units: readonly UnitName[]): Promise<void> {
    const subjects = units.map((unit) => ({ subjectId: unitIds[unit], unitId: unitIds[unit], kind: unit === 'below' || unit === 'deeper' ? ('subordinate' as const) : ('department' as const), evaluationId: idOf(`planned.${campaignId}.${unit}`) }));
    const outcome = await commitCampaign(this.database, { id: campaignId, countyId, updateId: campaignId, from: null, wallInstant: new Date().toISOString(), command: { type: 'draft', campaignId, plan, subjects } });
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  }

  async #announce(name: keyof World['circulars'], campaignId: string, author: string): Promise<void> {
    const { circularId, circularFileId: fileId } = this.circulars[name];
    const file = await putBlob(this.database, openBlobStore(this.blobs), Readable.from([Buffer.from(`附件 ${name}`)]));
    if (!file.ok) throw new Error(`the file of ${name} was not kept`);
    const { sha256 } = file.value;
    const [personId, countyId] = [this.personId(author), countyIds[name === 'elsewhere' ? name : 'here']];
    await addCircularFile(this.database, { id: fileId, countyId, campaignId, name: '附件.txt', sha256, uploadedBy: personId });
    const text = idOf(`circularText.${name}`);
    await saveCommandInput(this.database, { id: text, countyId, authorId: personId, kind: 'text', json: '请各单位开展自评。' });
    const command = { type: 'issue', circularId, campaignId, documentNo: '财绩〔2022〕1号', title: '布置通知', text, files: [{ fileId, sha256, name: '附件.txt' }] } as const;
    const outcome = await commitCircular(this.database, { id: circularId, campaignId, updateId: circularId, from: { personId, sessionId: '' }, wallInstant: new Date().toISOString(), command });
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  }

  async #scan(unit: UnitName): Promise<void> {
    const file = await putBlob(this.database, openBlobStore(this.blobs), Readable.from([Buffer.from(`%PDF-1.7 ${unit}`)]));
    if (!file.ok) throw new Error(`the scan of ${unit} was not kept`);
    const { sha256 } = file.value;
    await addDocumentScan(this.database, { id: idOf(`scan.${unit}`), countyId: countyOf(unit), name: `成立文件 "${unit}".pdf`, sha256, person: this.personId('administrator') });
    this.scans.set(unit, sha256);
  }

  async #hire(name: string, unit: UnitName, duty: Duty | null, account: boolean): Promise<void> {
    const db = this.database;
    const countyId = countyOf(unit);
    await savePerson(db, { id: this.personId(name), countyId, name: `${name}员`, email: `${name}@example.test`, language: 'zh-CN' });
    if (duty !== null) {
      await savePost(db, { id: idOf(`post.${name}`), countyId, unitId: unitIds[unit], title: duty, duty });
      await savePostHolding(db, { id: this.holdingId(name), postId: idOf(`post.${name}`), personId: this.personId(name), from: since, until: null });
    }
    if (account) await savePassword(db, { personId: this.personId(name), username: usernameOf(name), passwordHash: await testPasswordHash });
  }
}

function countyOf(unit: UnitName): string {
  return unit === 'elsewhere' || unit === 'bureauElsewhere' ? countyIds.elsewhere : countyIds.here;
}

/** User name of an actor. */
export function usernameOf(name: string): string {
  return name.toLowerCase();
}

const verified = new Map<string, Promise<boolean>>();

/** To try a password against a hash says the same each time, and costs a tenth of a second: people of tests share both, so each pair is hashed in earnest once. */
async function hashEachOnce(authentication: Authentication): Promise<void> {
  const { password } = await authentication.$context;
  const { verify } = password;
  password.verify = (tried) => {
    const key = JSON.stringify([tried.hash, tried.password]);
    const answer = verified.get(key) ?? verify(tried);
    verified.set(key, answer);
    return answer;
  };
}

function directDecisions(database: Database): Decisions {
  const wallInstant = () => new Date().toISOString();
  return {
    evaluation: ({ id, updateId, message }) => commitEvaluation(database, { id, updateId, message, wallInstant: wallInstant() }),
    finding: ({ id, updateId, message }) => commitFinding(database, { id, updateId, message, wallInstant: wallInstant() }),
  };
}
