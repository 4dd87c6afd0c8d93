import type { EvaluationRecord } from '@hengji/contracts';

export type StepState = 'todo' | 'done' | 'withheld';

type Looked = Pick<EvaluationRecord, 'phase' | 'step' | 'stages' | 'secrecy' | 'accounts' | 'publication'>;

export type PublicationSteps = {
  readonly secrecy: StepState;
  /** Null where nothing is signed, because the secrecy review says not to publish. */
  readonly sign: StepState | null;
  /** Null where nobody waits for the accounts any more. */
  readonly accounts: StepState | null;
  readonly publish: StepState;
  /** When it was decided to withhold; null otherwise. */
  readonly withheldAt: string | null;
};

function stateOf(done: boolean): StepState {
  return done ? 'done' : 'todo';
}

/** Where a case stands on its way to the public. */
export function publicationSteps({ phase, step, stages, secrecy, accounts, publication }: Looked): PublicationSteps {
  const withheld = stages.find((stage) => stage.phase === 'publication' && stage.outcome === 'withheld');
  // Where two signatures of three are enough, only the step tells that they are there.
  const signed = publication !== null || (phase === 'publication' && step === 'release');
  return {
    secrecy: stateOf(secrecy !== null),
    sign: secrecy?.result === 'withhold' ? null : stateOf(signed),
    accounts: accounts === null && withheld !== undefined ? null : stateOf(accounts !== null),
    publish: withheld === undefined ? stateOf(publication !== null) : 'withheld',
    withheldAt: withheld?.leftAt ?? null,
  };
}
