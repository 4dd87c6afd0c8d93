import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { ProblemError } from '@hengji/contracts';
import type { Opened } from '../support/rehearsal.js';
import { datesOf } from '../support/rehearsal.js';
import { eventually } from '../support/eventually.js';
import type { OwnServices } from '../support/ownServices.js';
import type { Stack } from '../support/stack.js';
import { act, type Actor, type Asked } from './actor.js';
import type { ChaosCounty, Simulated } from './county.js';
import { Dice } from './dice.js';
import { killAround, Supervisor, type Kills } from './killer.js';
import { lookAt } from './lookAt.js';
import { isOutage, patiently } from './outage.js';
import type { Parameters } from './parameters.js';

/** Opens the rehearsal of the year for every department. */
export async function openYear({ people, departments }: ChaosCounty): Promise<readonly (Opened & { readonly group: number })[]> {
  const desk = people.find(({ role }) => role === 'desk')?.person;
  if (desk === undefined) throw new Error('nobody sits at the desk');
  const year = 2023;
  const dates = datesOf(year);
  const subjects = departments.map(({ unitId }) => ({ subject: unitId }));
  const { id, evaluations } = await desk.call('draftCampaign', { body: { title: '演练', year, rehearsal: true, subjects, dates: [...dates], startsOn: dates[0] ?? null } });
  await desk.call('commandCampaign', { params: { id }, body: { type: 'launch' } });
  await eventually('the year is open', async () => (await desk.call('getCampaign', { params: { id } })).status === 'running', 300_000);
  return departments.map(({ unitId, group }) => ({ campaignId: id, evaluationId: evaluations.find(({ subject }) => subject === unitId)?.id ?? '', unit: unitId, group }));
}

export type Played = {
  readonly asked: readonly Asked[];
  /** Turns in which nothing was offered. */
  readonly idle: number;
  /** Turns that moved the clock. */
  readonly advances: number;
  readonly kills: Kills;
  /** How often somebody ended without being killed, and was started again. */
  readonly ended: Supervisor['ended'];
  readonly seconds: number;
  /** Of who turned to which case in which order: the same for the same seed. */
  readonly sequence: string;
};

/** One of so many of a desk's steps moves the clock, by so many dates at most. */
const clockEvery = 3;
const mostDates = 4;

/** Everybody acts at the same time, each as often as he is told and until the last kill, while everything under them dies again and again. */
export async function play(parts: { readonly stack: Stack; readonly services: OwnServices; readonly client: Client }, county: ChaosCounty, cases: readonly (Opened & { readonly group: number })[], parameters: Parameters, log: (line: string) => void): Promise<Played> {
  const { seed, steps } = parameters;
  const begun = Date.now();
  const asked: Asked[] = [];
  const sequence = createHash('sha256');
  const turns = new Map<string, string[]>();
  let [idle, advances, killing] = [0, 0, true];
  // The first failure breaks the run off: whoever looks at what is left must find it at rest.
  const broken = new AbortController();
  const supervisor = new Supervisor(parts.stack, parts.services, log);
  const killed = killAround(supervisor, new Dice(seed, 'killer'), parameters, log, broken.signal).finally(() => {
    killing = false;
  });

  const stuck: Actor['stuck'] = (what) => void lookAt(parts.stack, parts.client, what).then((seen) => log(`asked again for long: ${seen}`));
  const live = async ({ name, role, group, person }: Simulated) => {
    const own = role === 'desk' ? cases : cases.filter((one) => one.group === group);
    const mine: string[] = [];
    turns.set(name, mine);
    for (let step = 0; (step < steps || killing) && !broken.signal.aborted; step += 1) {
      // Dice of his own for each step: what he throws next does not depend on what he was answered.
      const dice = new Dice(seed, `${name}/${step}`);
      const target = dice.below(own.length);
      const one = own[target];
      if (one === undefined) return;
      if (step < steps) mine.push(`${name} ${step} ${target}`);
      if (role === 'desk' && dice.below(clockEvery) === 0) {
        for (let left = 1 + dice.below(mostDates); left > 0; left -= 1) await advance(person, one.campaignId);
        advances += 1;
        continue;
      }
      const what = await act({ person, name, stuck }, one.evaluationId, dice);
      if (what === null) idle += 1;
      else asked.push(what);
    }
  };
  const breakOff = (error: unknown): never => {
    broken.abort();
    throw error;
  };
  const ends = await Promise.allSettled([killed.catch(breakOff), ...county.people.map((one) => live(one).catch(breakOff))]);
  await supervisor.stop();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const kills = await killed;
  // A move of the clock that died on its way left shells behind, and nobody asked again: the last one is waited for.
  const desk = county.people.find(({ role }) => role === 'desk')?.person;
  for (const campaignId of new Set(cases.map((one) => one.campaignId))) if (desk !== undefined) await patiently(() => advance(desk, campaignId, true));
  for (const name of [...turns.keys()].sort()) for (const turn of turns.get(name) ?? []) sequence.update(`${turn}\n`);
  return { asked, idle, advances, kills, ended: supervisor.ended, seconds: (Date.now() - begun) / 1000, sequence: sequence.digest('hex') };
}

/**
 * One date on; it is no fault that nothing lies ahead. Asked once: telling a hundred shells takes longer than something lives here when the
 * machine is busy, and the next move of the clock takes along what this one did not reach. `heard`: an outage is thrown all the same.
 */
async function advance(desk: Simulated['person'], campaignId: string, heard = false): Promise<void> {
  try {
    await desk.call('advanceCampaign', { params: { id: campaignId }, body: {} });
  } catch (error) {
    if (!(error instanceof ProblemError) || (isOutage(error) ? heard : error.problem.status >= 500)) throw error;
  }
}
