import { Readable } from 'node:stream';
import { addEvidence, caseEntries, caseFigures, claimNotices, commitEvaluation, commitFinding, openBlobStore, putBlob, raiseFinding, readDemoCase, readDemoTemplate, saveCommandInput, saveMail, saveSection } from '@hengji/database';
import type { EvaluationCommand } from '@hengji/domain';
import { countyIds, type UnitName, type World } from './world.js';

export type Place = Extract<UnitName, 'own' | 'below' | 'deeper' | 'other' | 'elsewhere'>;
export const places = ['own', 'below', 'deeper', 'other', 'elsewhere'] as const satisfies readonly Place[];

/** What a unit has of its year: an evaluation with a frozen version and a file, a finding with a file, a leading group with the scan of a document. */
export type UnitCase = { readonly evaluationId: string; readonly evidenceId: string; readonly findingId: string; readonly findingEvidenceId: string; readonly groupId: string; readonly scan: string };

/**
 * One case for every unit, each with something of all that can be asked for. They are late, so that mails were made, one of
 * them to the bureau about several units; and cancelled in the end, so that no command changes them any more.
 */
export async function openCases(world: World): Promise<Readonly<Record<Place, UnitCase>>> {
  const ids = new Map<Place, string>();
  for (const place of places) ids.set(place, await world.open(place));
  await world.moveTo('2022-11-01T01:00:00.000Z', [...ids.values()]);
  const cases = new Map<Place, UnitCase>();
  for (const [place, evaluationId] of ids) cases.set(place, await fillCase(world, place, evaluationId));
  await world.moveTo('2022-12-30T01:00:00.000Z', [...ids.values()]);
  for (const group of await claimNotices(world.database, { limit: 1000, digests: false })) {
    await saveMail(world.database, group, { subject: group.kind, text: group.notices.map(({ unitName }) => unitName).join(), html: '' });
  }
  for (const [place, evaluationId] of ids) await command(world, evaluationId, deskOf(place), { type: 'cancel', reason: await text(world, place, deskOf(place), '撤销') });
  return of(cases);
}

/** The same units' next cases, at the stage of publication, where there is a package to be read; what came before was done on paper. */
export async function openAtPublication(world: World, before: Readonly<Record<Place, UnitCase>>): Promise<Readonly<Record<Place, UnitCase>>> {
  const stage = readDemoTemplate().process.stages.findIndex(({ phase }) => phase === 'publication');
  const cases = new Map<Place, UnitCase>();
  for (const place of places) cases.set(place, { ...before[place], evaluationId: await world.open(place, stage) });
  await world.moveTo('2024-09-02T01:00:00.000Z', [...cases.values()].map(({ evaluationId }) => evaluationId));
  return of(cases);
}

function of(cases: ReadonlyMap<Place, UnitCase>): Readonly<Record<Place, UnitCase>> {
  const get = (place: Place) => {
    const found = cases.get(place);
    if (found === undefined) throw new Error(place);
    return found;
  };
  return { own: get('own'), below: get('below'), deeper: get('deeper'), other: get('other'), elsewhere: get('elsewhere') };
}

const clerkOf = (place: Place) => (place === 'own' ? 'clerk' : `clerk.${place}`);
const deskOf = (place: Place) => (place === 'elsewhere' ? 'desk.elsewhere' : 'performanceDesk');

async function command(world: World, id: string, person: string, body: EvaluationCommand): Promise<void> {
  const from = { personId: world.personId(person), sessionId: '' };
  const outcome = await commitEvaluation(world.database, { id, updateId: crypto.randomUUID(), message: { command: body, from }, wallInstant: new Date().toISOString() });
  if (outcome.kind === 'refused') throw new Error(`${body.type}: ${JSON.stringify(outcome.refusal)}`);
}

async function text(world: World, place: Place, author: string, words: string): Promise<string> {
  const id = crypto.randomUUID();
  await saveCommandInput(world.database, { id, countyId: place === 'elsewhere' ? countyIds.elsewhere : countyIds.here, authorId: world.personId(author), kind: 'reason', json: words });
  return id;
}

async function fillCase(world: World, place: Place, evaluationId: string): Promise<UnitCase> {
  const { database } = world;
  const demo = readDemoCase();
  const clerk = world.personId(clerkOf(place));
  const saved = await saveSection(database, {
    evaluationId, section: 'goals', person: clerk, values: caseFigures(demo, 'goals')['goals'] ?? {}, entries: caseEntries(demo).map(({ indicator, target }) => ({ indicator, target })),
    expectedVersion: 0, acceptDisqualification: true,
  });
  const file = await putBlob(database, openBlobStore(world.blobs), Readable.from([Buffer.from(`佐证 ${place}`)]));
  if (!saved.ok || !file.ok) throw new Error(`${place} was not filled`);
  const common = { sha256: file.value.sha256, person: clerk, acceptDisqualification: true };
  const evidence = await addEvidence(database, { ...common, id: crypto.randomUUID(), target: { evaluationId, section: 'goals' }, name: `${place}.txt` });
  await command(world, evaluationId, clerkOf(place), { type: 'submitSection', section: 'goals' });
  await command(world, evaluationId, clerkOf(place), { type: 'submitForSigning' });
  const findingId = await raise(world, place, evaluationId);
  await commitFinding(database, { id: findingId, updateId: crypto.randomUUID(), message: { command: { type: 'serve', documentNo: '财监〔2022〕1号' }, from: { personId: world.personId(deskOf(place)), sessionId: '' } }, wallInstant: new Date().toISOString() });
  const findingEvidence = await addEvidence(database, { ...common, id: crypto.randomUUID(), target: { findingId }, name: `${place}.txt` });
  if (!evidence.ok || !findingEvidence.ok) throw new Error(`${place} has no file`);
  return { evaluationId, evidenceId: evidence.value.id, findingId, findingEvidenceId: findingEvidence.value.id, groupId: world.groupId(place), scan: world.scanOf(place) };
}

/** A finding of a unit's case as the bureau raises it; the department is not served yet. */
export async function raise(world: World, place: Place, evaluationId: string): Promise<string> {
  const { findingId, outcome } = await raiseFinding(world.database, {
    updateId: crypto.randomUUID(), from: { personId: world.personId(deskOf(place)), sessionId: '' }, wallInstant: new Date().toISOString(), evaluationId, findingType: 'lateBookkeeping', source: 'monitoring',
    text: await text(world, place, deskOf(place), `${place} 未及时做账`), amountFen: null, effect: null,
  });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return findingId;
}
