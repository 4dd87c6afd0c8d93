import type { OwnServices } from '../support/ownServices.js';
import type { Stack } from '../support/stack.js';
import type { Dice } from './dice.js';

export const victims = ['worker', 'api', 'postgres', 'temporal'] as const;
export type Victim = (typeof victims)[number];
export type Kills = Readonly<Record<Victim, number>>;

const own = ['api', 'worker'] as const;

/** ms. How long a victim stays dead, at most, before it is started again. */
const longestDeathMs = 1500;
/** ms. How soon somebody who ended by himself is missed. */
const lookMs = 500;
/** On a machine that is busy with something else a start may take too long, once or twice. */
const startAttempts = 5;

/**
 * What systemd, Kubernetes or `npm start` do: one that has ended is started again. A worker ends by itself when the process engine tells it
 * something that is no outage, such as that its namespace is not there yet; whoever watches it starts it anew.
 */
export class Supervisor {
  readonly #stack: Stack;
  readonly #services: OwnServices;
  readonly #log: (line: string) => void;
  #last: Promise<unknown> = Promise.resolve();
  #watching = true;
  readonly #watched: Promise<void>;
  /** How often each ended without being killed. */
  readonly ended: Record<(typeof own)[number], number> = { api: 0, worker: 0 };

  constructor(stack: Stack, services: OwnServices, log: (line: string) => void) {
    this.#stack = stack;
    this.#services = services;
    this.#log = log;
    this.#watched = this.#watch();
  }

  /** Killing and starting must not meet. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    return run;
  }

  async #start(name: (typeof own)[number]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (name === 'api' ? this.#stack.startApi() : this.#stack.startWorker());
      } catch (error) {
        if (attempt >= startAttempts) throw error;
        this.#log(`${name} did not start: ${error instanceof Error ? error.message.slice(-400) : String(error)}`);
      }
    }
  }

  async #watch(): Promise<void> {
    while (this.#watching) {
      await new Promise((done) => setTimeout(done, lookMs));
      await this.#alone(async () => {
        for (const name of own) {
          if (!this.#watching || this.#stack.program(name).running) continue;
          this.ended[name] += 1;
          this.#log(`${name} ended by itself: ${this.#stack.program(name).words.trim().slice(-1500)}`);
          await this.#start(name);
        }
      });
    }
  }

  /** Kills by SIGKILL, as a power cut would, and starts again after a moment. */
  kill(victim: Victim, deadMs: number): Promise<void> {
    const pause = () => new Promise((done) => setTimeout(done, deadMs));
    return this.#alone(async () => {
      switch (victim) {
        case 'worker':
        case 'api':
          await this.#stack.program(victim).kill();
          await pause();
          return this.#start(victim);
        case 'postgres':
        case 'temporal':
          await this.#services.order('kill', victim);
          await pause();
          return this.#services.order('start', victim);
      }
    });
  }

  /** Looks no more; what it is at is finished. Throws what kept something from coming back. */
  async stop(): Promise<void> {
    this.#watching = false;
    await this.#watched;
  }
}

/** One after the other at random moments until there were so many, or the run is broken off; answers how often each died. */
export async function killAround(supervisor: Supervisor, dice: Dice, { kills, gapMs }: { readonly kills: number; readonly gapMs: number }, log: (line: string) => void, broken: AbortSignal): Promise<Kills> {
  const died: Record<Victim, number> = { worker: 0, api: 0, postgres: 0, temporal: 0 };
  for (let count = 0; count < kills && !broken.aborted; count += 1) {
    await new Promise((done) => setTimeout(done, gapMs / 2 + dice.below(gapMs)));
    // Everybody has his turn, and then chance decides.
    const victim = (count < victims.length ? victims[count] : dice.pick(victims)) ?? 'worker';
    const begun = Date.now();
    try {
      await supervisor.kill(victim, dice.below(longestDeathMs));
    } catch (error) {
      throw new Error(`${victim} did not come back after kill ${count + 1} (${Date.now() - begun} ms)`, { cause: error });
    }
    died[victim] += 1;
    if ((count + 1) % 20 === 0) log(`${count + 1} kills: ${JSON.stringify(died)}`);
  }
  return died;
}
