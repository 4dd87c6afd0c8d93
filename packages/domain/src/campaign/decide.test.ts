import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignFacts, countyFacts, firstMorning, planFor, subjectOf, unitNamed } from '../testing/county.js';
import { day, testRules } from '../testing/rules.js';
import { templateNumbered } from '../testing/world.js';
import { campaignCommandTypes, type CampaignCommand } from './commands.js';
import { decideCampaign, precheckCampaign } from './decide.js';
import type { CampaignEvent } from './events.js';
import { evolveCampaign, foldCampaign } from './evolve.js';
import type { CampaignFacts } from './facts.js';
import { problem } from './problems.js';
import { campaignStatuses, countSubjects, openingOffsetMs, type CampaignState } from './state.js';
import { restOf, workOf } from './work.js';

/** A campaign in a test: what happened, and what stands beside it. */
class Story {
  facts: CampaignFacts;
  readonly events: CampaignEvent[] = [];
  state: CampaignState | null = null;

  constructor(facts: CampaignFacts = campaignFacts()) {
    this.facts = facts;
  }

  get standing(): CampaignState {
    if (this.state === null) throw new Error('nothing was drafted');
    return this.state;
  }

  give(command: CampaignCommand, actor: string | null = 'desk'): string {
    const decision = decideCampaign(this.state, { ...this.facts, actor }, command, firstMorning);
    if (!decision.ok) return decision.refusal.code;
    for (const event of decision.events) {
      this.state = evolveCampaign(this.state, event);
      this.events.push(event);
    }
    return decision.events.map(({ type }) => type).join(' ');
  }

  draft(units: readonly string[] = ['a', 'b']): this {
    this.give({ type: 'draft', campaignId: 'campaign', plan: planFor(), subjects: units.map((unit) => subjectOf(unit)) });
    return this;
  }

  /** What the worker does: the evaluation is there, then it is told. */
  open(...units: readonly string[]): string {
    for (const unit of units) this.evaluation(unit, 'open');
    return this.give({ type: 'recordOpenings', results: units.map((unit) => ({ evaluationId: `evaluation-${unit}`, problem: null })) }, null);
  }

  evaluation(unit: string, status: 'open' | 'cancelled' | 'closed'): void {
    this.facts = { ...this.facts, evaluations: { ...this.facts.evaluations, [`evaluation-${unit}`]: status } };
  }

  running(): this {
    this.draft();
    this.give({ type: 'launch' });
    this.open('a', 'b');
    return this;
  }
}

const onRecord = { documentNo: '衡财绩〔2022〕7号', reason: 'input' } as const;
const versions = { from: templateNumbered(1, testRules), to: templateNumbered(2, testRules) };
const templateMove = { type: 'moveTemplate', from: 'template', to: 'template-2', rows: [], documentNo: '省财绩〔2023〕9号', reason: 'input' } as const;
const stageMove = { type: 'movePhaseDate', stage: 2, date: day('2023-07-10'), documentNo: onRecord.documentNo } as const;

describe('launching', () => {
  it('opens subject after subject and is complete with the last one', () => {
    const story = new Story().draft();
    expect(story.standing).toMatchObject({ status: 'draft', version: 1 });
    expect(restOf(story.standing)).toBe('nothing');
    expect(story.give({ type: 'launch' })).toBe('launched');
    expect(workOf(story.standing).openings.map(({ subjectId }) => subjectId)).toEqual(['a', 'b']);
    expect(story.open('a')).toBe('subjectsOpened');
    expect(story.standing.status).toBe('launching');
    expect(story.open('b')).toBe('subjectsOpened launchCompleted');
    expect(story.standing.status).toBe('running');
    expect(restOf(story.standing)).toBe('nothing');
  });

  it('told twice changes nothing', () => {
    const story = new Story().running();
    const before = story.standing;
    expect(story.open('a', 'b')).toBe('');
    expect(story.standing).toBe(before);
    expect(story.give({ type: 'launch' })).toBe('campaignStatus');
  });

  it('leaves a subject in trouble out, with its reasons, and opens the others', () => {
    const units = { ...countyFacts().units, a: unitNamed('a', { leadingGroups: [] }) };
    const story = new Story(campaignFacts({ check: countyFacts({ units }) })).draft();
    expect(story.give({ type: 'launch' })).toBe('launched subjectsFailed');
    expect(story.standing.subjects).toMatchObject([{ subjectId: 'a', status: 'failed', why: [{ code: 'leadingGroupMissing' }] }, { subjectId: 'b', status: 'planned', why: [] }]);
    expect(story.open('b')).toBe('subjectsOpened launchCompleted');
    // Tried again too early, and then in time.
    expect(story.give({ type: 'retrySubjects', subjects: ['a'] })).toBe('subjectsRetried subjectsFailed');
    story.facts = campaignFacts({ evaluations: story.facts.evaluations });
    expect(story.give({ type: 'retrySubjects', subjects: ['a'] })).toBe('subjectsRetried');
    expect(story.standing.status).toBe('launching');
    expect(story.open('a')).toBe('subjectsOpened launchCompleted');
  });

  it('opens nothing when the year itself is in trouble, or every subject', () => {
    expect(new Story(campaignFacts({ check: countyFacts({ template: null }) })).draft().give({ type: 'launch' })).toBe('campaignBlocked');
    expect(new Story(campaignFacts({ check: countyFacts({ units: {} }) })).draft().give({ type: 'launch' })).toBe('nothingToLaunch');
    expect(new Story().draft([]).give({ type: 'launch' })).toBe('campaignBlocked');
  });

  it('keeps what the worker could not open', () => {
    const story = new Story().draft();
    story.give({ type: 'launch' });
    const results = [{ evaluationId: 'evaluation-a', problem: problem('a', { code: 'openingRefused', refusal: 'alreadyDone' }) }];
    expect(story.give({ type: 'recordOpenings', results }, null)).toBe('subjectsFailed');
    expect(countSubjects(story.standing)).toEqual({ planned: 1, opened: 0, failed: 1, cancelled: 0 });
  });

  it('a seed launches too; everything else is asked by a person', () => {
    const story = new Story().draft();
    expect(story.give({ type: 'discard' }, null)).toBe('personRequired');
    expect(story.give({ type: 'launch' }, null)).toBe('launched');
    expect(story.give({ type: 'pause', reason: 'input' }, null)).toBe('personRequired');
  });
});

describe('a draft', () => {
  it('is revised as often as needed, and discarded', () => {
    const story = new Story().draft();
    expect(story.give({ type: 'revise', plan: planFor({ title: '另一个' }), subjects: [subjectOf('b')] })).toBe('revised');
    expect(story.standing).toMatchObject({ plan: { title: '另一个' }, subjects: [{ subjectId: 'b', status: 'planned' }] });
    expect(story.give({ type: 'discard' })).toBe('discarded');
    expect(story.give({ type: 'launch' })).toBe('campaignStatus');
    expect(story.give({ type: 'draft', campaignId: 'campaign', plan: planFor(), subjects: [] })).toBe('alreadyDone');
  });

  it('that somebody else has changed since is not overwritten, launched or given up', () => {
    const story = new Story().draft();
    const seen = story.standing.version;
    expect(story.give({ type: 'revise', plan: planFor({ title: '同事的' }), subjects: [subjectOf('a')], seen }, 'colleague')).toBe('revised');
    expect(story.give({ type: 'revise', plan: planFor({ title: '我的' }), subjects: [subjectOf('b')], seen })).toBe('versionMismatch');
    for (const type of ['launch', 'discard'] as const) expect(story.give({ type, seen })).toBe('versionMismatch');
    // His page may be a moment behind his own change.
    expect(story.give({ type: 'revise', plan: planFor({ title: '同事的' }), subjects: [subjectOf('a')], seen }, 'colleague')).toBe('revised');
    expect(story.standing.plan.title).toBe('同事的');
    expect(story.give({ type: 'discard', seen: seen + 2 })).toBe('discarded');
  });

  it('names every subject once', () => {
    const story = new Story();
    expect(story.draft(['a', 'a']).state).toBeNull();
    story.draft();
    expect(story.give({ type: 'revise', plan: planFor(), subjects: [subjectOf('a'), subjectOf('a', { evaluationId: 'other' })] })).toBe('subjectKnown');
  });

  it('begins a rehearsal on the morning of its first day, a real year now', () => {
    const wall = '2026-11-26T08:00:00.000Z';
    expect(new Date(Date.parse(wall) + openingOffsetMs(planFor(), wall)).toISOString()).toBe(firstMorning);
    expect(openingOffsetMs(planFor(), wall)).toBeLessThan(0);
    expect(openingOffsetMs(planFor({ rehearsal: false }), wall)).toBe(0);
  });
});

describe('paused', () => {
  it('holds what was planned until it is resumed; what was in hand is still told', () => {
    const story = new Story().draft();
    story.give({ type: 'launch' });
    expect(story.give({ type: 'pause', reason: 'input' })).toBe('paused');
    expect(workOf(story.standing).openings).toEqual([]);
    expect(restOf(story.standing)).toBe('paused');
    expect(story.open('a')).toBe('subjectsOpened');
    expect(story.standing.status).toBe('paused');
    expect(story.give({ type: 'resume' })).toBe('resumed');
    expect(story.standing.status).toBe('launching');
    expect(story.open('b')).toBe('subjectsOpened launchCompleted');
  });

  it('takes orders and carries them out later', () => {
    const story = new Story().running();
    story.give({ type: 'pause', reason: 'input' });
    expect(story.give({ ...stageMove, subjects: null })).toBe('moveOrdered');
    expect(workOf(story.standing).moves).toEqual([]);
    expect(story.give({ type: 'resume' })).toBe('resumed');
    expect(workOf(story.standing).moves).toHaveLength(2);
  });
});

describe('subjects added and cancelled on record', () => {
  it('a running year launches what is added', () => {
    const story = new Story().running();
    const centre = subjectOf('centre', { kind: 'subordinate' });
    expect(story.give({ type: 'addSubjects', subjects: [centre], ...onRecord })).toBe('subjectsAdded');
    expect(story.standing.status).toBe('launching');
    expect(story.give({ type: 'addSubjects', subjects: [centre], ...onRecord })).toBe('subjectKnown');
    expect(story.open('centre')).toBe('subjectsOpened launchCompleted');
    expect(story.give({ type: 'addSubjects', subjects: [subjectOf('c')], ...onRecord })).toBe('subjectsAdded subjectsFailed');
    expect(story.standing.subjects[3]).toMatchObject({ status: 'failed', why: [{ code: 'unitUnknown' }] });
  });

  it('one that waits is crossed out; the evaluation of one that runs is withdrawn', () => {
    const story = new Story().draft();
    story.give({ type: 'launch' });
    expect(story.give({ type: 'cancelSubject', subjectId: 'a', ...onRecord })).toBe('subjectCancelled');
    expect(story.standing.subjects[0]).toMatchObject({ status: 'cancelled', withdrawal: null });
    // The worker had it in hand; its telling comes too late.
    expect(story.give({ type: 'recordOpenings', results: [{ evaluationId: 'evaluation-a', problem: null }] }, null)).toBe('');
    story.open('b');
    expect(story.give({ type: 'cancelSubject', subjectId: 'b', ...onRecord })).toBe('subjectCancelled');
    expect(workOf(story.standing).withdrawals.map(({ subjectId }) => subjectId)).toEqual(['b']);
    story.evaluation('b', 'cancelled');
    expect(story.give({ type: 'recordWithdrawals', evaluations: ['evaluation-b', 'evaluation-unknown'] }, null)).toBe('subjectsWithdrawn');
    expect(restOf(story.standing)).toBe('nothing');
    expect(story.give({ type: 'cancelSubject', subjectId: 'b', ...onRecord })).toBe('alreadyDone');
    expect(story.give({ type: 'cancelSubject', subjectId: 'c', ...onRecord })).toBe('subjectUnknown');
  });

  it('a cancelled one may come back, with an evaluation of its own, as soon as the first is withdrawn', () => {
    const story = new Story().running();
    const again = subjectOf('a', { evaluationId: 'evaluation-a2' });
    story.give({ type: 'cancelSubject', subjectId: 'a', ...onRecord });
    expect(story.give({ type: 'addSubjects', subjects: [again], ...onRecord })).toBe('subjectKnown');
    story.give({ type: 'recordWithdrawals', evaluations: ['evaluation-a'] }, null);
    expect(story.give({ type: 'addSubjects', subjects: [again], ...onRecord })).toBe('subjectsAdded');
    // Likewise one whose evaluation was cancelled on its own page.
    story.evaluation('b', 'cancelled');
    expect(story.give({ type: 'addSubjects', subjects: [subjectOf('b', { evaluationId: 'evaluation-b2' })], ...onRecord })).toBe('subjectsAdded');
  });

  it('wants a document and a reason, and a year that is not over', () => {
    const story = new Story().running();
    expect(story.give({ type: 'cancelSubject', subjectId: 'a', ...onRecord, documentNo: ' ' })).toBe('documentNoRequired');
    expect(story.give({ type: 'cancelSubject', subjectId: 'a', ...onRecord, reason: '' })).toBe('reasonRequired');
    story.evaluation('a', 'closed');
    expect(story.give({ type: 'cancelSubject', subjectId: 'a', ...onRecord })).toBe('notOpen');
  });
});

describe('moving a date', () => {
  it('for all: the plan moves too, and what each evaluation answered is kept', () => {
    const story = new Story().running();
    expect(story.give({ ...stageMove, subjects: null })).toBe('moveOrdered');
    expect(story.standing.plan.dates[2]).toBe('2023-07-10');
    expect(story.give({ type: 'recordMoves', number: 1, results: [{ evaluationId: 'evaluation-a', refusal: null }] }, null)).toBe('datesMoved');
    expect(restOf(story.standing)).toBe('work');
    const last = { type: 'recordMoves', number: 1, results: [{ evaluationId: 'evaluation-b', refusal: 'stageAlreadyOpen' }] } as const;
    expect(story.give(last, null)).toBe('datesMoved moveCompleted');
    expect(story.give(last, null)).toBe('');
    expect(story.events.at(-1)).toEqual({ type: 'moveCompleted', number: 1, moved: 1, refused: 1 });
    expect(story.standing.moves[0]?.subjects).toMatchObject([{ outcome: 'moved' }, { outcome: 'refused', refusal: 'stageAlreadyOpen' }]);
  });

  it('for some: the others and the plan keep their date', () => {
    const story = new Story().running();
    expect(story.give({ ...stageMove, subjects: ['b'] })).toBe('moveOrdered');
    expect(story.standing.plan.dates[2]).toBe('2023-07-03');
    expect(workOf(story.standing).moves.map(({ subject }) => subject.subjectId)).toEqual(['b']);
  });

  it('with nobody to tell is complete at once', () => {
    const story = new Story().draft();
    story.give({ type: 'launch' });
    expect(story.give({ ...stageMove, subjects: null })).toBe('moveOrdered moveCompleted');
  });

  it('is refused where it makes no sense', () => {
    const story = new Story().running();
    expect(story.give({ ...stageMove, stage: 5, subjects: null })).toBe('stageUnknown');
    expect(story.give({ ...stageMove, date: day('2022-10-31'), subjects: null })).toBe('dateInPast');
    expect(story.give({ ...stageMove, date: day('2023-10-10'), subjects: null })).toBe('stageDatesReversed');
    expect(story.give({ ...stageMove, date: day('2023-01-02'), subjects: null })).toBe('stageDatesReversed');
    expect(story.give({ ...stageMove, documentNo: '', subjects: null })).toBe('documentNoRequired');
    expect(story.give({ ...stageMove, subjects: ['c'] })).toBe('subjectNotOpen');
  });
});

describe('moving to a newer version of the template', () => {
  it('for all: later subjects open by it too, and what each evaluation answered is kept', () => {
    const story = new Story({ ...campaignFacts(), templates: versions }).running();
    expect(story.give({ ...templateMove, subjects: null })).toBe('templateMoveOrdered');
    expect(story.standing.plan.templateId).toBe('template-2');
    expect(workOf(story.standing).templateMoves.map(({ move, subject }) => [move.number, subject.subjectId])).toEqual([[1, 'a'], [1, 'b']]);
    expect(story.give({ type: 'recordTemplateMoves', number: 1, results: [{ evaluationId: 'evaluation-a', refusal: null }] }, null)).toBe('templatesMoved');
    expect(restOf(story.standing)).toBe('work');
    const last = { type: 'recordTemplateMoves', number: 1, results: [{ evaluationId: 'evaluation-b', refusal: 'versionUnderReview' }] } as const;
    expect(story.give(last, null)).toBe('templatesMoved templateMoveCompleted');
    expect(story.give(last, null)).toBe('');
    expect(story.events.at(-1)).toEqual({ type: 'templateMoveCompleted', number: 1, moved: 1, refused: 1 });
    // Whoever could not move is ordered again by himself, from the version he still runs by.
    expect(story.give({ ...templateMove, subjects: null })).toBe('templateNotInUse');
    expect(story.give({ ...templateMove, subjects: ['b'] })).toBe('templateMoveOrdered');
    expect(story.standing.templateMoves?.[1]).toMatchObject({ number: 2, forAll: false, subjects: [{ subjectId: 'b', outcome: 'pending' }] });
  });

  it('is refused where it makes no sense', () => {
    const story = new Story({ ...campaignFacts(), templates: versions }).running();
    expect(story.give({ ...templateMove, subjects: ['c'] })).toBe('subjectNotOpen');
    expect(story.give({ ...templateMove, subjects: null, documentNo: ' ' })).toBe('documentNoRequired');
    expect(story.give({ ...templateMove, subjects: null, reason: '' })).toBe('reasonRequired');
    expect(story.give({ ...templateMove, subjects: null, rows: [{ from: 'fundUse', to: 'archive' }] })).toBe('rowTakenTwice');
    story.facts = { ...story.facts, templates: { from: versions.to, to: versions.from } };
    expect(story.give({ ...templateMove, subjects: null })).toBe('templateNotNewer');
    story.facts = { ...story.facts, templates: { from: versions.from, to: null } };
    expect(story.give({ ...templateMove, subjects: null })).toBe('templateUnknown');
  });
});

it('a year is closed when its evaluations are over', () => {
  const story = new Story().running();
  expect(story.give({ type: 'close' })).toBe('evaluationsLive');
  story.evaluation('a', 'closed');
  story.evaluation('b', 'cancelled');
  expect(story.give({ type: 'close' })).toBe('closed');
  expect(campaignCommandTypes.filter((type) => precheckCampaign('closed', type) === null)).toEqual([]);
});

it('a year opened before campaigns had a record is taken over as it is', () => {
  const subjects = [{ ...subjectOf('a'), status: 'opened', why: [], orderedBy: null, withdrawal: null }] as const;
  const state = foldCampaign([{ type: 'adopted', campaignId: 'campaign', plan: planFor(), subjects }]);
  expect(state).toMatchObject({ status: 'running', version: 1, subjects });
});

describe('whatever is asked in whatever order', () => {
  const units = ['a', 'b', 'centre', 'c'];
  const pick = fc.constantFrom(...units);
  const kindOf = (unit: string) => (unit === 'centre' ? ('subordinate' as const) : ('department' as const));
  const subject = fc.tuple(pick, fc.nat(2)).map(([unit, round]) => subjectOf(unit, { kind: kindOf(unit), evaluationId: `evaluation-${unit}-${round}` }));
  const evaluationId = subject.map((one) => one.evaluationId);
  const command: fc.Arbitrary<CampaignCommand> = fc.oneof(
    fc.array(subject, { maxLength: 4 }).map((subjects): CampaignCommand => ({ type: 'revise', plan: planFor(), subjects })),
    fc.constantFrom<CampaignCommand>({ type: 'launch' }, { type: 'resume' }, { type: 'close' }, { type: 'discard' }, { type: 'pause', reason: 'input' }),
    fc.array(subject, { minLength: 1, maxLength: 3 }).map((subjects): CampaignCommand => ({ type: 'addSubjects', subjects, ...onRecord })),
    pick.map((subjectId): CampaignCommand => ({ type: 'cancelSubject', subjectId, ...onRecord })),
    fc.array(pick, { minLength: 1, maxLength: 3 }).map((subjects): CampaignCommand => ({ type: 'retrySubjects', subjects })),
    fc.option(fc.array(pick, { minLength: 1 }), { nil: null }).map((subjects): CampaignCommand => ({ ...stageMove, subjects })),
    fc.option(fc.array(pick, { minLength: 1 }), { nil: null }).map((subjects): CampaignCommand => ({ ...templateMove, subjects })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(evaluationId)).map(([number, ids]): CampaignCommand => ({ type: 'recordTemplateMoves', number, results: ids.map((id) => ({ evaluationId: id, refusal: null })) })),
    fc.array(evaluationId).map((ids): CampaignCommand => ({ type: 'recordOpenings', results: ids.map((id) => ({ evaluationId: id, problem: null })) })),
    fc.array(evaluationId).map((evaluations): CampaignCommand => ({ type: 'recordWithdrawals', evaluations })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(evaluationId)).map(([number, ids]): CampaignCommand => ({ type: 'recordMoves', number, results: ids.map((id) => ({ evaluationId: id, refusal: null })) })),
  );

  it('every subject has one place, work never runs out unseen, and the events tell the whole state', () => {
    fc.assert(
      fc.property(fc.array(subject, { maxLength: 4 }), fc.array(command, { maxLength: 40 }), (first, commands) => {
        const story = new Story({ ...campaignFacts(), templates: versions });
        story.give({ type: 'draft', campaignId: 'campaign', plan: planFor(), subjects: first });
        if (story.state === null) return;
        for (const one of commands) {
          const before: CampaignState = story.standing;
          if (one.type === 'recordOpenings') for (const { evaluationId: id } of one.results) if (before.subjects.some((known) => known.evaluationId === id && known.status === 'planned')) story.facts = { ...story.facts, evaluations: { ...story.facts.evaluations, [id]: 'open' } };
          if (one.type === 'recordWithdrawals') for (const id of one.evaluations) if (before.subjects.some((known) => known.evaluationId === id && known.withdrawal?.done === false)) story.facts = { ...story.facts, evaluations: { ...story.facts.evaluations, [id]: 'cancelled' } };
          story.give(one);
          const { standing: state } = story;
          const names = state.subjects.map(({ subjectId }) => subjectId);
          expect(new Set(names).size).toBe(names.length);
          expect(state.version).toBe(story.events.length);
          const planned = countSubjects(state).planned;
          if (state.status === 'launching') expect(planned).toBeGreaterThan(0);
          if (state.status === 'running' || state.status === 'closed') expect(planned).toBe(0);
          if (state.status === 'closed') expect(restOf(state)).toBe('nothing');
          expect(restOf(state) === 'work').toBe(Object.values(workOf(state)).some((items) => items.length > 0));
        }
        expect(foldCampaign(story.events)).toEqual(story.standing);
        expect(campaignStatuses).toContain(story.standing.status);
      }),
      { numRuns: 300, seed: 2023 },
    );
  });
});
