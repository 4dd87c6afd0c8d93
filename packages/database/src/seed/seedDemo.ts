import { hashPassword } from 'better-auth/crypto';
import { campaignDates, civilDateOf, runningYear, type CampaignCommand, type Instant, type SubjectPlan, type UnitKind } from '@hengji/domain';
import { hasAccount, savePassword } from '../accounts.js';
import { commitCampaign } from '../campaign/commitCampaign.js';
import { openPlanned } from '../campaign/openPlanned.js';
import { readCampaign } from '../campaigns.js';
import { only, type Database } from '../database.js';
import { saveCalendar, saveCounty, saveTemplate } from '../referenceData.js';
import { saveLeadingGroup, savePerson, savePost, savePostHolding, saveUnit } from '../registry/ensure.js';
import { readDemoCalendar, readDemoCounty, readDemoTemplate, type DemoCounty, type DemoPerson } from './demoFiles.js';
import { demoId } from './demoIds.js';

/** Before every date of the demo data, so that a rehearsal of 2023 finds the template released. */
const releasedAt: Instant = '2022-01-01T01:00:00.000Z';

/** scrypt runs on four threads of the pool; more at once would only wait. */
const passwordsAtOnce = 4;

export type SeedDemo = {
  /** By user name; every person of the demo county needs one. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Wall time; the real year is opened by it. */
  readonly wallInstant: Instant;
  /** How far it is with the people, whose passwords take nearly all of its time. */
  readonly onPeople?: (done: number, of: number) => void;
};

export type SeedReport = {
  readonly countyId: string;
  readonly people: number;
  /** Accounts made by this run; existing ones keep their passwords. */
  readonly accountsCreated: number;
  readonly campaignId: string;
  /** Evaluations opened by this run. */
  readonly evaluationsOpened: number;
};

function demoCountyId(): string {
  return demoId('county', readDemoCounty().key);
}

export function demoUnitId(unit: string): string {
  return demoId('unit', unit);
}

function demoPersonId(username: string): string {
  return demoId('person', username);
}

function demoTemplateId(): string {
  const { key, version } = readDemoTemplate();
  return `${key}-${version}`;
}

/** How many of the demo people have an account already. */
export async function seededPeople(db: Database): Promise<number> {
  const have = await Promise.all(readDemoCounty().people.map(({ username }) => hasAccount(db, demoPersonId(username))));
  return have.filter(Boolean).length;
}

/**
 * Writes the demo county and opens the running year for its departments. Everything is found by its id: a second run changes
 * nothing, and one that was broken off goes on. Throws when a person has no password in `passwords`.
 */
export async function seedDemo(db: Database, { passwords, wallInstant, onPeople }: SeedDemo): Promise<SeedReport> {
  const county = readDemoCounty();
  const withoutPassword = county.people.filter(({ username }) => (passwords[username] ?? '') === '').map(({ username }) => username);
  if (withoutPassword.length > 0) throw new Error(`no password for ${withoutPassword.join(', ')}`);
  const countyId = demoCountyId();
  await saveCounty(db, { id: countyId, name: county.name, nameEn: county.nameEn });
  await saveUnits(db, county, countyId);
  const accountsCreated = await savePeople(db, county.people, countyId, passwords, onPeople);
  for (const group of county.leadingGroups) {
    await saveLeadingGroup(db, {
      id: demoId('leadingGroup', group.unit, group.documentNo),
      countyId,
      unitId: demoUnitId(group.unit),
      documentNo: group.documentNo,
      leader: demoPersonId(group.leader),
      members: group.members.map(demoPersonId),
      from: group.from,
      until: group.to,
    });
  }
  await saveTemplate(db, demoTemplateId(), readDemoTemplate(), releasedAt);
  await saveCalendar(db, readDemoCalendar());
  const year = await openRunningYear(db, county, countyId, wallInstant);
  return { countyId, people: county.people.length, accountsCreated, ...year };
}

function kindOf(kind: DemoCounty['units'][number]['kind']): UnitKind {
  switch (kind) {
    case 'financeBureau':
      return 'bureau';
    case 'auditBureau':
    case 'countyOffice':
      return 'office';
    case 'department':
    case 'subordinate':
      return kind;
  }
}

async function saveUnits(db: Database, county: DemoCounty, countyId: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM unit WHERE county_id = $1', [countyId]);
  const known = new Set(rows.map(({ id }) => id));
  for (const unit of county.units) {
    // What was changed about a unit since the first run stays.
    if (known.has(demoUnitId(unit.key))) continue;
    const kind = kindOf(unit.kind);
    await saveUnit(db, {
      id: demoUnitId(unit.key),
      countyId,
      kind,
      name: unit.name,
      nameEn: unit.nameEn,
      ...(unit.parent === null ? {} : { parent: { id: demoUnitId(unit.parent), from: unit.from, until: null } }),
    });
  }
}

async function saveDemoPerson(db: Database, person: DemoPerson, countyId: string): Promise<void> {
  const id = demoPersonId(person.username);
  await savePerson(db, { id, countyId, name: person.name, email: person.email, language: 'zh-CN' });
  for (const post of person.posts) {
    const name = [person.unit, person.username, post.duty, post.from];
    await savePost(db, { id: demoId('post', ...name), countyId, unitId: demoUnitId(person.unit), title: post.title, duty: post.duty });
    await savePostHolding(db, { id: demoId('holding', ...name), postId: demoId('post', ...name), personId: id, from: post.from, until: post.to });
  }
}

/** By user name. A password that several people of a people file share is hashed once: 83 hashes take eight seconds of a processor. */
function hashedOnce(passwords: Readonly<Record<string, string>>): (username: string) => Promise<string> {
  const hashes = new Map<string, Promise<string>>();
  return (username) => {
    const password = passwords[username] ?? '';
    const hash = hashes.get(password) ?? hashPassword(password);
    hashes.set(password, hash);
    return hash;
  };
}

/** The account comes last: who has one is complete, and what was changed about him since then stays. Answers how many were made. */
async function savePeople(db: Database, people: readonly DemoPerson[], countyId: string, passwords: Readonly<Record<string, string>>, onPeople: SeedDemo['onPeople']): Promise<number> {
  const hashOf = hashedOnce(passwords);
  let created = 0;
  for (let start = 0; start < people.length; start += passwordsAtOnce) {
    const made = people.slice(start, start + passwordsAtOnce).map(async (person) => {
      const personId = demoPersonId(person.username);
      if (await hasAccount(db, personId)) return 0;
      await saveDemoPerson(db, person, countyId);
      await savePassword(db, { personId, username: person.username, passwordHash: await hashOf(person.username) });
      return 1;
    });
    for (const count of await Promise.all(made)) created += count;
    onPeople?.(Math.min(start + passwordsAtOnce, people.length), people.length);
  }
  return created;
}

/** Opens the year that runs at `wallInstant` for every department, unless a real year was opened before. */
async function openRunningYear(db: Database, county: DemoCounty, countyId: string, wallInstant: Instant): Promise<Pick<SeedReport, 'campaignId' | 'evaluationsOpened'>> {
  const campaignId = demoId('campaign', county.key);
  const before = await countEvaluations(db, campaignId);
  const give = async (updateId: string, command: CampaignCommand) => {
    const outcome = await commitCampaign(db, { id: campaignId, countyId, updateId, from: null, wallInstant, command });
    if (outcome.kind === 'refused') throw new Error(`the running year could not be opened: ${outcome.refusal.code}`);
  };
  if ((await readCampaign(db, campaignId)) === null) {
    const [template, calendar] = [readDemoTemplate(), readDemoCalendar()];
    const year = runningYear(civilDateOf(wallInstant));
    const subjects = county.units.flatMap(({ key, kind }): SubjectPlan[] => (kind === 'department' ? [{ subjectId: demoUnitId(key), unitId: demoUnitId(key), kind, evaluationId: demoId('evaluation', county.key, key) }] : []));
    const dates = campaignDates(template, calendar, year);
    const plan = { title: `${year} 年度部门整体支出绩效自评`, year, rehearsal: false, startsOn: null, templateId: demoTemplateId(), calendarId: calendar.id, dates, startStage: 0, onPaper: [] };
    await give('seed:draft', { type: 'draft', campaignId, plan, subjects });
  }
  // A run that broke off goes on here; the worker would carry on too.
  if ((await readCampaign(db, campaignId))?.status === 'draft') await give('seed:launch', { type: 'launch' });
  while ((await openPlanned(db, { campaignId, limit: 50, wallInstant })) > 0);
  return { campaignId, evaluationsOpened: (await countEvaluations(db, campaignId)) - before };
}

async function countEvaluations(db: Database, campaignId: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM evaluation WHERE campaign_id = $1', [campaignId]);
  return only(rows).count;
}
