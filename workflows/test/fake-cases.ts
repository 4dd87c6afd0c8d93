import type {
  CommitRequest,
  EvaluationCommand,
  EvaluationOutcome,
  EvaluationShell,
  FindingCommand,
  FindingOutcome,
  FindingShell,
  Instant,
  Position,
} from '@hengji/domain';
import { ApplicationFailure } from '@temporalio/common';
import type { ProcessActivities } from '../src/activity-contract.js';

/** What a commit was asked, in the order the fake database carried it out. */
export type Committed = { readonly updateId: string; readonly type: string; readonly wallInstant: Instant };

/** One evaluation in memory: just enough of `commit` to see what the shell does. */
export class FakeCase {
  status: Position['status'] = 'open';
  version = 1;
  clockOffsetMs = 0;
  /** Process times at which a tick has something to do. */
  instants: Instant[] = [];
  readonly committed: Committed[] = [];
  readonly suspensions: string[] = [];
  readonly receipts = new Map<string, EvaluationOutcome>();
  running = 0;
  mostRunning = 0;
  loads = 0;
  /** Runs before each attempt of a commit; may throw what a database would. */
  before: (request: CommitRequest<string, EvaluationCommand>) => void | Promise<void> = () => undefined;
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  shell(): EvaluationShell {
    const position: Position = { status: this.status, phase: 'draft', step: 'fill', version: this.version };
    const over = this.status === 'closed' || this.status === 'cancelled';
    const next = this.status === 'open' ? ([...this.instants].sort()[0] ?? null) : null;
    return { position, nextInstant: next, clockOffsetMs: this.clockOffsetMs, finished: over };
  }

  async commit(request: CommitRequest<string, EvaluationCommand>): Promise<EvaluationOutcome> {
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      await this.before(request);
      await new Promise((done) => setTimeout(done, 2));
      const receipt = this.receipts.get(request.updateId);
      if (receipt !== undefined) return receipt;
      const outcome = this.carryOut(request);
      this.receipts.set(request.updateId, outcome);
      return outcome;
    } finally {
      this.running -= 1;
    }
  }

  private carryOut({ updateId, message: { command }, wallInstant }: CommitRequest<string, EvaluationCommand>): EvaluationOutcome {
    const now = new Date(Date.parse(wallInstant) + this.clockOffsetMs).toISOString();
    if (command.type === 'claim' && command.taskId === 'unknown') return { kind: 'refused', refusal: { code: 'taskUnknown' }, shell: this.shell() };
    this.committed.push({ updateId, type: command.type, wallInstant });
    if (command.type === 'tick') {
      const left = this.instants.filter((instant) => instant > now);
      if (left.length === this.instants.length) return { kind: 'accepted', events: [], shell: this.shell() };
      this.instants = left;
    }
    if (command.type === 'cancel') this.status = 'cancelled';
    if (command.type === 'resume') this.status = 'open';
    if (command.type === 'movePhaseDate') this.instants = [`${command.date}T01:00:00.000Z`];
    this.version += 1;
    return { kind: 'accepted', events: [command.type], shell: this.shell() };
  }
}

/** The activities over cases in memory; findings are not needed to see the shell, which is the same. */
export class FakeCases {
  private readonly cases = new Map<string, FakeCase>();

  add(id: string): FakeCase {
    const one = new FakeCase(id);
    this.cases.set(id, one);
    return one;
  }

  private of(id: string): FakeCase {
    const one = this.cases.get(id);
    if (one === undefined) throw ApplicationFailure.nonRetryable(`no case ${id}`, 'NotFoundError');
    return one;
  }

  readonly activities: ProcessActivities = {
    loadEvaluation: async (id) => {
      const one = this.of(id);
      one.loads += 1;
      return one.shell();
    },
    commitEvaluation: async (request) => this.of(request.id).commit(request),
    suspendEvaluation: async ({ id, failure }) => {
      const one = this.of(id);
      one.suspensions.push(failure);
      one.status = 'suspended';
      return one.shell();
    },
    loadFinding: async () => findingShell,
    commitFinding: async ({ message }: CommitRequest<string, FindingCommand>): Promise<FindingOutcome> => ({
      kind: 'accepted',
      events: [message.command.type],
      shell: { ...findingShell, position: { status: 'withdrawn', version: 2 }, finished: true },
    }),
    suspendFinding: async () => findingShell,
  };
}

const findingShell: FindingShell = { position: { status: 'objected', version: 1 }, nextInstant: '2999-01-01T01:00:00.000Z', clockOffsetMs: 0, finished: false };
