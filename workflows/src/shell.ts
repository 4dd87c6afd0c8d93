import type { AdvanceMessage, AdvanceOutcome, CommandMessage, CommitOutcome, CommitRequest, Instant, Refusal, ShellState } from '@hengji/domain';
import { queryNames, updateNames } from '@hengji/domain/shell';
import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineUpdate,
  log,
  setHandler,
  sleep,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { SuspendRequest } from './activity-contract.js';
import { createMutex } from './mutex.js';

/** What a shell needs to know of the kind of case it serves. */
export type ShellParts<Id, Command extends { readonly type: string }, Place extends { readonly version: number }> = {
  readonly id: Id;
  readonly tick: Command;
  /** Update ids that an earlier run of this workflow processed. */
  readonly processed: readonly string[];
  load(id: Id): Promise<ShellState<Place>>;
  commit(request: CommitRequest<Id, Command>): Promise<CommitOutcome<Place>>;
  suspend(request: SuspendRequest<Id>): Promise<ShellState<Place>>;
  /** The advisory dry run on the last adopted position. Synchronous: an `async` validator would reject nothing. */
  precheck(place: Place, type: Command['type']): Refusal | null;
  continueAsNew(processed: readonly string[]): Promise<never>;
};

/** Answer to the `diagnose` query, for operators. Times are process time. */
export type Diagnosis<Place> = {
  readonly position: Place | null;
  readonly nextInstant: Instant | null;
  readonly clockOffsetMs: number | null;
  readonly finished: boolean;
  readonly processed: number;
  readonly failedTicks: number;
  readonly lastFailure: string | null;
};

/** The type of the failure with which the validator rejects; its details are the `Refusal` and the version at which it was found. */
export const refusedFailureType = 'Refused';

/** ms. After a tick that failed or changed nothing; doubled each time. */
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
/** ms. A row that cannot be read may come back with a restored database. */
const loadPauseMs = 600_000;
/** More ids than a client can still ask about; keeps the input of the next run small. */
const carriedIds = 2_000;

/**
 * The durable shell around one case (design §2): it takes no decision. It lets one command or tick at a time through to `commit`,
 * adopts what comes back, and sleeps until the next instant. Never fails; ends when the case is finished, or as a new run.
 *
 * Everything here is replayed from histories: change it only behind `patched()`, and capture new histories (test/replay).
 */
export async function runShell<Id, Command extends { readonly type: string }, Place extends { readonly version: number }>(
  parts: ShellParts<Id, Command, Place>,
): Promise<void> {
  // A shell lives as long as its case. Whoever wants it gone terminates it; a cancellation in the middle of a commit would only lose the answer.
  await CancellationScope.nonCancellable(() => serve(parts));
}

async function serve<Id, Command extends { readonly type: string }, Place extends { readonly version: number }>(parts: ShellParts<Id, Command, Place>): Promise<void> {
  const oneAtATime = createMutex();
  const processed = new Set(parts.processed);
  let shell: ShellState<Place> | null = null;
  let failedTicks = 0;
  let restUntilMs = 0;
  let lastFailure: string | null = null;

  /** A receipt may answer with what was true long ago: an older position is not adopted, and the clock never goes back. */
  function adopt(next: ShellState<Place>): ShellState<Place> {
    const newer = shell === null || next.position.version >= shell.position.version ? next : shell;
    shell = { ...newer, clockOffsetMs: shell === null ? newer.clockOffsetMs : Math.max(next.clockOffsetMs, shell.clockOffsetMs) };
    return shell;
  }

  async function command(message: CommandMessage<Command>): Promise<CommitOutcome<Place>> {
    const updateId = currentUpdateInfo()?.id;
    if (updateId === undefined) throw ApplicationFailure.nonRetryable('a command comes as an Update', 'NotAnUpdate');
    return oneAtATime(async () => {
      const outcome = await CancellationScope.nonCancellable(() => parts.commit({ id: parts.id, updateId, message, wallInstant: instantOf(Date.now()) }));
      adopt(outcome.shell);
      processed.add(updateId);
      return outcome;
    });
  }

  function validate(message: CommandMessage<Command>): void {
    // What was answered before is answered again: the position has moved on since, and would refuse it.
    if (shell === null || processed.has(currentUpdateInfo()?.id ?? '')) return;
    const refusal = parts.precheck(shell.position, message.command.type);
    if (refusal !== null) throw refused(refusal, shell.position.version);
    if (shell.finished && message.command.type === parts.tick.type) throw refused({ code: 'alreadyDone' }, shell.position.version);
  }

  async function advance({ clockOffsetMs }: AdvanceMessage): Promise<AdvanceOutcome> {
    return oneAtATime(async () => {
      if (shell === null) throw ApplicationFailure.nonRetryable('the case could not be read', 'NotLoaded');
      if (clockOffsetMs > shell.clockOffsetMs) shell = { ...shell, clockOffsetMs };
      let ticked = 0;
      for (let due = dueAtMs(shell); due !== null && due <= Date.now(); due = dueAtMs(shell)) {
        if (!(await tick(shell))) break;
        ticked += 1;
      }
      return { ticked, nextInstant: shell.nextInstant };
    });
  }

  /** Tells the case that its next instant has come. Answers whether that moved it on. Only under the mutex. */
  async function tick(met: ShellState<Place>): Promise<boolean> {
    const due = dueAtMs(met);
    if (due === null) return false;
    // The timer has fired, so the time has come, even if this machine's clock is a little behind the server's.
    const wallInstant = instantOf(Math.max(Date.now(), due));
    const updateId = failedTicks === 0 ? `tick:${met.nextInstant}` : `tick:${met.nextInstant}:${failedTicks}`;
    try {
      const outcome = await parts.commit({ id: parts.id, updateId, message: { command: parts.tick, from: null }, wallInstant });
      const now = adopt(outcome.shell);
      // Otherwise the same timer would fire again at once, for ever.
      if (dueAtMs(now) === due) return restAfter(`a tick at ${met.nextInstant} changed nothing`);
      failedTicks = 0;
      restUntilMs = 0;
      return true;
    } catch (error) {
      const failure = failureOf(error);
      await suspend({ id: parts.id, updateId, failure, wallInstant });
      return restAfter(failure);
    }
  }

  async function suspend(request: SuspendRequest<Id>): Promise<void> {
    try {
      adopt(await parts.suspend(request));
    } catch (error) {
      log.error('a case could not be suspended', { failure: failureOf(error) });
    }
  }

  function restAfter(failure: string): false {
    lastFailure = failure;
    restUntilMs = Date.now() + Math.min(firstPauseMs * 2 ** failedTicks, longestPauseMs);
    failedTicks += 1;
    log.error('a tick failed', { failure, failedTicks });
    return false;
  }

  async function load(): Promise<void> {
    try {
      adopt(await parts.load(parts.id));
    } catch (error) {
      lastFailure = failureOf(error);
      log.error('a case could not be read', { failure: lastFailure });
    }
  }

  // First in the line, before any Update that came with the first task.
  const read = oneAtATime(load);
  // Before the first await: an Update that finds no handler would be rejected.
  setHandler(defineUpdate<CommitOutcome<Place>, [CommandMessage<Command>]>(updateNames.command), command, { validator: validate });
  setHandler(defineUpdate<AdvanceOutcome, [AdvanceMessage]>(updateNames.advance), advance);
  setHandler(defineQuery<Diagnosis<Place>>(queryNames.diagnose), () => ({
    position: shell?.position ?? null,
    nextInstant: shell?.nextInstant ?? null,
    clockOffsetMs: shell?.clockOffsetMs ?? null,
    finished: shell?.finished ?? false,
    processed: processed.size,
    failedTicks,
    lastFailure,
  }));

  await read;
  while (known(shell) === null) {
    await sleep(loadPauseMs);
    await oneAtATime(load);
  }

  for (let met = known(shell); met !== null && !met.finished; met = known(shell)) {
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      if (known(shell)?.finished !== true) await parts.continueAsNew([...processed].slice(-carriedIds));
      continue;
    }
    const due = dueAtMs(met);
    // A command that leaves the next instant where it was leaves the timer alone too.
    const woken = () => known(shell)?.finished === true || dueAtMs(known(shell)) !== due || workflowInfo().continueAsNewSuggested;
    if (due === null) {
      await condition(woken);
      continue;
    }
    const interrupted = await condition(woken, Math.max(1, due - Date.now(), restUntilMs - Date.now()));
    if (interrupted) continue;
    await oneAtATime(async () => {
      const now = known(shell);
      // A command that came at the same moment may have moved the instant.
      if (now !== null && dueAtMs(now) === due) await tick(now);
    });
  }
  await condition(allHandlersFinished);
}

/** Read anew after every await: the compiler does not see that another handler assigns. */
function known<Place>(shell: ShellState<Place> | null): ShellState<Place> | null {
  return shell;
}

/** Workflow clock (ms) at which the next instant comes; null when nothing comes without a person. */
function dueAtMs(shell: ShellState<unknown> | null): number | null {
  if (shell === null || shell.finished || shell.nextInstant === null) return null;
  return Date.parse(shell.nextInstant) - shell.clockOffsetMs;
}

function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

function refused(refusal: Refusal, version: number): ApplicationFailure {
  return ApplicationFailure.create({ message: refusal.code, type: refusedFailureType, nonRetryable: true, details: [refusal, version] });
}

/** What an activity's failure says; anything else is a fault of this code, blocks the task, and waits for a corrected worker. */
function failureOf(error: unknown): string {
  if (!(error instanceof TemporalFailure)) throw error;
  // A local activity's own failure comes bare; only where the SDK gave up is it wrapped.
  const failure = error instanceof ActivityFailure && error.cause instanceof TemporalFailure ? error.cause : error;
  return failure instanceof ApplicationFailure ? `${failure.type ?? 'Error'}: ${failure.message}` : failure.message;
}
