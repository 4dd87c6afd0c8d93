import { describe, expect, it } from 'vitest';
import { duties } from '../duties.js';
import { cycleOf, phases, steps, type Phase, type Step } from '../phases.js';
import type { RefusalCode } from '../refusals.js';
import { sampleCommand, sampleWarning } from '../testing/sample.js';
import { day, stages } from '../testing/rules.js';
import { newWorld } from '../testing/world.js';
import { openYear, type Year } from '../testing/year.js';
import { evaluationCommandTypes, type EvaluationCommandType } from './commands.js';

/** What each command comes to at a position, given by somebody who holds every duty; whatever is not named is `wrongPhase`. */
type Row = { readonly accepted: string; readonly refused?: Partial<Record<EvaluationCommandType, RefusalCode>> };

/** These come to the same at every position of an open case. */
const always: Row = { accepted: 'delegate handOver cancel suspend tick', refused: { open: 'alreadyDone', resume: 'notSuspended', registerPaper: 'stageUnknown' } };

const working: Row['refused'] = { release: 'taskNotYours' };
const noExtension: Row['refused'] = { grantExtension: 'noExtensionPending', refuseExtension: 'noExtensionPending' };
const lastDate: Row['refused'] = { movePhaseDate: 'stageAlreadyOpen' };

const underReview: Row['refused'] = { moveTemplate: 'versionUnderReview' };
const signedOff: Row['refused'] = { moveTemplate: 'assessmentSigned' };

/** Written by hand from the phase table of the design, not from `commandScopes`. */
const table: Readonly<Record<Phase, Partial<Record<Step, Row>>>> = {
  draft: {
    waiting: { accepted: 'assignSections movePhaseDate moveTemplate' },
    fill: {
      accepted: 'assignSections claim submitSection answerCheck decideCheck askExtension movePhaseDate moveTemplate urge',
      refused: { ...working, ...noExtension, returnSection: 'sectionNotSubmitted', submitForSigning: 'sectionsMissing', appointActing: 'signerExists' },
    },
    sign: { accepted: 'claim withdraw unlock sign refuseToSign askExtension movePhaseDate urge', refused: { ...underReview, ...working, ...noExtension, appointActing: 'signerExists' } },
    review: { accepted: 'claim withdraw unlock approve decideCheck returnToDepartment movePhaseDate urge', refused: { ...working, ...underReview } },
  },
  dataCollection: {
    waiting: { accepted: 'assignSections movePhaseDate moveTemplate' },
    fill: {
      accepted: 'assignSections claim submitSection askExtension movePhaseDate moveTemplate urge',
      refused: { ...working, ...noExtension, returnSection: 'sectionNotSubmitted', confirmSections: 'sectionNotSubmitted' },
    },
    confirm: { accepted: 'assignSections claim returnSection confirmSections askExtension movePhaseDate moveTemplate urge', refused: { ...working, ...noExtension } },
  },
  monitoring: {
    waiting: { accepted: 'assignSections movePhaseDate moveTemplate' },
    fill: {
      accepted: 'assignSections claim submitSection askExtension movePhaseDate moveTemplate urge',
      refused: { ...working, ...noExtension, returnSection: 'sectionNotSubmitted', submitForSigning: 'sectionsMissing', appointActing: 'signerExists' },
    },
    sign: { accepted: 'claim withdraw unlock sign refuseToSign askExtension movePhaseDate urge', refused: { ...underReview, ...working, ...noExtension, appointActing: 'signerExists' } },
    review: {
      accepted: 'claim withdraw unlock accept acceptWithConditions returnToDepartment warn adviseSuspension orderRectification adjustGoals movePhaseDate urge',
      refused: { ...working, ...underReview },
    },
  },
  selfAssessment: {
    waiting: { accepted: 'assignSections movePhaseDate moveTemplate' },
    fill: {
      accepted: 'assignSections claim submitSection answerCheck overrideScore decideCheck askExtension movePhaseDate moveTemplate urge',
      refused: { ...working, ...noExtension, returnSection: 'sectionNotSubmitted', submitForSigning: 'sectionsMissing', appointActing: 'signerExists' },
    },
    sign: { accepted: 'claim withdraw unlock sign refuseToSign askExtension movePhaseDate urge', refused: { ...underReview, ...working, ...noExtension, appointActing: 'signerExists' } },
  },
  financeReview: {
    review: { accepted: 'claim accept acceptWithConditions returnToDepartment rescore decideCheck movePhaseDate urge', refused: { ...working, ...signedOff } },
  },
  rectification: {
    fill: { accepted: 'assignSections claim askExtension movePhaseDate recordAccountsApproval urge', refused: { ...signedOff, ...working, ...noExtension } },
  },
  publication: {
    waiting: { accepted: 'assignSections recordAccountsApproval', refused: { ...lastDate, ...signedOff } },
    fill: {
      accepted: 'assignSections claim askExtension urge recordAccountsApproval reviewSecrecy',
      refused: { ...signedOff, ...working, ...noExtension, ...lastDate, submitForSigning: 'secrecyNotReviewed', withholdPublication: 'secrecyNotReviewed', appointActing: 'signerExists' },
    },
    sign: { accepted: 'claim withdraw unlock sign refuseToSign askExtension urge recordAccountsApproval', refused: { ...signedOff, ...working, ...noExtension, ...lastDate, appointActing: 'signerExists' } },
    release: { accepted: 'claim unlock urge recordAccountsApproval', refused: { ...signedOff, ...working, ...lastDate, publish: 'accountsNotApproved' } },
  },
  resultUse: {
    fill: { accepted: 'assignSections claim askExtension urge correctPublication proposeResultUse', refused: { ...signedOff, ...working, ...noExtension, ...lastDate } },
    review: { accepted: 'claim urge correctPublication decideResultUse', refused: { ...signedOff, ...working, ...lastDate } },
    release: { accepted: 'claim urge correctPublication close', refused: { ...signedOff, ...working, ...lastDate } },
  },
  closed: {},
};

const stageOfPhase: Readonly<Record<Phase, number>> = { ...stages, monitoring: stages.throughJune };

/** Phases that have a planned opening date and so may wait for it. */
const dated: readonly Phase[] = ['draft', 'dataCollection', 'monitoring', 'selfAssessment', 'publication'];

function everyone(): Parameters<typeof openYear>[0] {
  return { people: { ...newWorld().people, all: duties } };
}

function standingAt(phase: Phase, step: Step): Year {
  // Opened a month early, the first phase waits too.
  const year = openYear(everyone(), {}, day('2022-10-01')).reach(stageOfPhase[phase], step);
  // Something to answer where the sheet lies before signers or the bureau; it keeps nothing from going on here.
  if (phase === 'draft' || phase === 'selfAssessment' || phase === 'financeReview') year.world.warnings = [sampleWarning];
  return year;
}

function outcome(year: Year, type: EvaluationCommandType): string {
  const decision = year.ask('all', sampleCommand(type, year.state, year.now));
  return decision.ok ? 'accepted' : decision.refusal.code;
}

function expectedAt(row: Row): Record<string, string> {
  const accepted = `${always.accepted} ${row.accepted}`.split(' ');
  const refused: Partial<Record<string, RefusalCode>> = { ...always.refused, ...row.refused };
  return Object.fromEntries(evaluationCommandTypes.map((type) => [type, accepted.includes(type) ? 'accepted' : (refused[type] ?? 'wrongPhase')]));
}

const positions = phases.flatMap((phase) => steps.map((step) => [phase, step] as const));

describe('state × command', () => {
  it('has a row for every step that a phase can stand in, and for no other', () => {
    for (const [phase, step] of positions) {
      const possible = phase !== 'closed' && ((step === 'waiting' && dated.includes(phase)) || cycleOf[phase].includes(step));
      expect(table[phase][step] !== undefined, `${phase}/${step}`).toBe(possible);
    }
  });

  it.each(positions.flatMap(([phase, step]) => (table[phase][step] === undefined ? [] : [[phase, step, table[phase][step]] as const])))('%s/%s', (phase, step, row) => {
    const year = standingAt(phase, step);
    expect(year.position()).toEqual([phase, step]);
    expect(Object.fromEntries(evaluationCommandTypes.map((type) => [type, outcome(year, type)]))).toEqual(expectedAt(row));
  });

  it('a closed year takes nothing but a note of correction', () => {
    const year = openYear({ ...everyone(), findings: [{ id: 'finding-1', status: 'closed' }] }).reach(stages.closed, 'done');
    const expected = evaluationCommandTypes.map((type) => [type, type === 'correctPublication' || type === 'tick' ? 'accepted' : type === 'open' ? 'alreadyDone' : type === 'resume' ? 'notSuspended' : 'notOpen']);
    expect(evaluationCommandTypes.map((type) => [type, outcome(year, type)])).toEqual(expected);
  });

  it('a year that is over takes absences as long as one of its findings goes on', () => {
    const year = openYear(everyone()).reach(stages.closed, 'done');
    expect(outcome(year, 'delegate')).toBe('accepted');
    year.world.findings = [{ id: 'finding-1', status: 'withdrawn' }];
    expect(outcome(year, 'delegate')).toBe('notOpen');
  });

  it('a cancelled year takes nothing', () => {
    const year = openYear({ ...everyone(), findings: [] });
    year.give('all', { type: 'cancel', reason: 'input-1' });
    const expected = evaluationCommandTypes.map((type) => [type, type === 'tick' ? 'accepted' : type === 'open' ? 'alreadyDone' : type === 'resume' ? 'notSuspended' : 'notOpen']);
    expect(evaluationCommandTypes.map((type) => [type, outcome(year, type)])).toEqual(expected);
  });

  it('a suspended year is resumed or cancelled', () => {
    const year = openYear(everyone());
    year.give(null, { type: 'suspend', why: 'clockFailed' });
    const expected = evaluationCommandTypes.map((type) => [type, type === 'resume' || type === 'cancel' || type === 'tick' ? 'accepted' : type === 'open' ? 'alreadyDone' : 'notOpen']);
    expect(evaluationCommandTypes.map((type) => [type, outcome(year, type)])).toEqual(expected);
  });

  it('a command of nobody is refused, the clock apart', () => {
    const year = openYear();
    const clock: readonly EvaluationCommandType[] = ['tick', 'suspend'];
    const given = evaluationCommandTypes.map((type) => year.ask(null, sampleCommand(type, year.state, year.now)));
    expect(evaluationCommandTypes.filter((_, index) => given[index]?.ok)).toEqual(evaluationCommandTypes.filter((type) => clock.includes(type)));
  });

  it('a reason is demanded where one is asked for', () => {
    const demanding = new Map<EvaluationCommandType, Set<string>>();
    for (const [phase, step] of positions) {
      if (table[phase][step] === undefined) continue;
      const year = standingAt(phase, step);
      for (const type of evaluationCommandTypes) {
        const command = sampleCommand(type, year.state, year.now);
        if (!('reason' in command) || !year.ask('all', command).ok) continue;
        const decision = year.ask('all', { ...command, reason: ' ' });
        demanding.set(type, (demanding.get(type) ?? new Set()).add(decision.ok ? 'accepted' : decision.refusal.code));
      }
    }
    const known = openYear(everyone());
    const withReason = evaluationCommandTypes.filter((type) => 'reason' in sampleCommand(type, known.state, known.now));
    // Nothing was asked for, nobody is missing and nothing stands still at a plain position.
    const untried = withReason.filter((type) => !demanding.has(type));
    expect(untried).toEqual(['refuseExtension', 'appointActing', 'resume']);
    for (const [type, codes] of demanding) expect([type, ...codes]).toEqual([type, 'reasonRequired']);
    known.give('all', { type: 'askExtension', until: day('2022-11-30'), reason: 'input-1' });
    expect(known.refusal('all', { type: 'refuseExtension', reason: ' ' }).code).toBe('reasonRequired');
    expect(known.refusal('all', { type: 'appointActing', slot: 'principal', person: 'colleague', reason: ' ' }).code).toBe('reasonRequired');
    known.give(null, { type: 'suspend', why: 'clockFailed' });
    expect(known.refusal('all', { type: 'resume', reason: ' ' }).code).toBe('reasonRequired');
  });
});
