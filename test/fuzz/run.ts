import { createHash } from 'node:crypto';
import { readDemoTemplate, savePassword } from '@hengji/database';
import fc from 'fast-check';
import type { Place, UnitCase } from '../../apps/api/test/permissions/cases.js';
import { roles, type Role } from '../../apps/api/test/permissions/expected.js';
import { inLanes } from '../../apps/api/test/permissions/ask.js';
import { password, unitIds, usernameOf, type World } from '../../apps/api/test/permissions/world.js';
import { testPasswordHash } from '../support/demoPeople.js';
import { Person } from '../support/person.js';
import { query } from '../support/sql.js';
import { forbiddenTo, marksOf, revisionOf, type Marks } from './county.js';
import { faultsOf } from './faults.js';
import { requestsOf, type ApiDocument, type FuzzRequest } from './requests.js';
import { Sender } from './send.js';

/** Those who change most come last, so that the others meet a county in working order. */
const order: readonly Role[] = [...roles.filter((role) => role !== 'administrator' && role !== 'performanceDesk'), 'performanceDesk', 'administrator'];

export type RoleTally = { readonly role: Role; readonly requests: number; readonly byStatus: Readonly<Record<string, number>>; readonly codes: number; readonly operationsDone: number; readonly seconds: number };
export type Fuzzed = { readonly tallies: readonly RoleTally[]; /** What was wrong, each kind once. */ readonly faults: readonly string[]; /** The same for the same seed. */ readonly sequence: string };

export type FuzzOptions = {
  readonly cases: Readonly<Record<Place, UnitCase>>;
  readonly url: string;
  readonly seed: number;
  /** Requests of each role. */
  readonly requests: number;
  readonly lanes: number;
  /** Called after each role. */
  readonly onRole?: (tally: RoleTally) => Promise<void>;
};

/** Faults of one kind fill no page. */
const toldOfAKind = 3;

/** Asks the API of a world as every role in turn; answers what was wrong. */
export async function fuzz(world: World, options: FuzzOptions): Promise<Fuzzed> {
  const { url, seed, requests, cases } = options;
  const document: ApiDocument = JSON.parse(await (await fetch(`${url}/api/openapi.json`)).text());
  const open = new Map<Place, string>();
  for (const place of ['below', 'deeper', 'other', 'elsewhere'] as const) open.set(place, await world.open(place, 0));
  const marksNow = () => marksOf(world, cases, Object.fromEntries(open), password);
  const arbitrary = requestsOf(document, Object.keys({ ...marksNow(), 'evaluation.open-own': '' }));
  const sequence = createHash('sha256');
  const tallies: RoleTally[] = [];
  const faults = new Map<string, readonly string[]>();
  for (const [number, role] of order.entries()) {
    await begin(world, open, number);
    const list = fc.sample(arbitrary, { seed: seed + number, numRuns: requests });
    for (const one of list) sequence.update(JSON.stringify(one));
    const tally = await askAll(world, role, list, marksNow(), open, options, faults);
    tallies.push(tally);
    await options.onRole?.(tally);
  }
  return { tallies, faults: [...faults].flatMap(([, told]) => told), sequence: sequence.digest('hex') };
}

/** The last stage is the archive: a case that begins there is over. */
const stages = readDemoTemplate().process.stages.length - 1;

/** A case of the own unit at another stage for each role, so that commands meet more than the first. */
async function begin(world: World, open: Map<Place, string>, number: number): Promise<void> {
  const before = await query<{ id: string }>(world.ownerUrl, "SELECT id FROM evaluation WHERE unit_id = $1 AND campaign_id = $2 AND status IN ('open', 'suspended')", [unitIds.own, world.campaignId]);
  for (const { id } of before) await (await signIn(world, world.url, 'performanceDesk')).command(id, { type: 'cancel', reason: '换一个阶段。' });
  const id = await world.open('own', number % stages);
  open.set('own', id);
  await world.moveTo('2024-09-02T01:00:00.000Z', [id]);
}

async function askAll(world: World, role: Role, list: readonly FuzzRequest[], marks: Marks, open: ReadonlyMap<Place, string>, { url, lanes }: FuzzOptions, faults: Map<string, readonly string[]>): Promise<RoleTally> {
  const sender = new Sender(url);
  const begun = Date.now();
  const [byStatus, codes, done] = [new Map<string, number>(), new Set<string>(), new Set<string>()];
  const forbidden = await forbiddenTo(world, role);
  let cookie = role === 'nobody' ? Promise.resolve('') : cookieOf(world, url, role);
  const hash = await revisionOf(world, open.get('own') ?? '');
  const resolve = (name: string) => (name === 'hash.revision' ? (hash ?? marks[name]) : marks[name]);
  const tell = (request: FuzzRequest, written: Pick<FuzzRequest, 'path' | 'body'>, fault: string) => {
    const kind = `${request.operation} ${fault.replace(/[0-9a-f-]{36}/g, '…')}`;
    const told = faults.get(kind) ?? [];
    if (told.length < toldOfAKind) faults.set(kind, [...told, `${role}: ${fault}\n    ${request.method} ${written.path.slice(0, 300)} ${JSON.stringify(request.headers)}\n    ${(request.body ?? '').slice(0, 600)}`]);
  };
  await inLanes(list, async (request) => {
    const written = sender.written(request, resolve);
    const held = cookie;
    try {
      const answer = await sender.send(request.method, written, { cookie: await held, binary: request.binary });
      byStatus.set(String(answer.status), (byStatus.get(String(answer.status)) ?? 0) + 1);
      const code = /"code":"(\w+)"/.exec(answer.text)?.[1];
      if (answer.status >= 400 && code !== undefined) codes.add(code);
      if (answer.status === 200) done.add(request.operation);
      for (const fault of faultsOf(request, written, answer, forbidden)) tell(request, written, fault);
      // What it asked for was done: it locked or ended its own session. The first lane that sees it opens another.
      if (role !== 'nobody' && [401, 423].includes(answer.status) && held === cookie) cookie = cookieOf(world, url, role);
    } catch (error) {
      tell(request, written, `no answer: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, lanes);
  sender.end();
  return { role, requests: list.length, byStatus: Object.fromEntries(byStatus), codes: codes.size, operationsDone: done.size, seconds: (Date.now() - begun) / 1000 };
}

async function signIn(world: World, url: string, role: Exclude<Role, 'nobody'>): Promise<Person> {
  try {
    return await Person.signIn(url, usernameOf(role), password);
  } catch {
    // He may have changed his password on the way, or guessed too often.
    await savePassword(world.database, { personId: world.personId(role), username: usernameOf(role), passwordHash: await testPasswordHash });
    return Person.signIn(url, usernameOf(role), password);
  }
}

const cookieOf = async (world: World, url: string, role: Exclude<Role, 'nobody'>): Promise<string> => (await signIn(world, url, role)).cookie;
