import { describe, expect, it } from 'vitest';
import { day, inTurn, rulesWith, slot, stages } from '../testing/rules.js';
import { openYear, signing, type Year } from '../testing/year.js';

const someone = { reason: 'input-1' };
const absence = { startsOn: day('2022-11-01'), endsOn: day('2023-12-31'), ...someone };

/** Goals handed in and lying before the signers. */
function atSigning(...arguments_: Parameters<typeof openYear>): Year {
  return openYear(...arguments_).reach(stages.draft, 'sign');
}

describe('a preparer never signs what he prepared', () => {
  it('when he changed a figure of it', () => {
    const year = atSigning({ contributors: ['head'] });
    expect(year.refusal('head', signing(year.state, 'financeHead')).code).toBe('preparerCannotSign');
  });

  it('when he declared it, whatever else he holds', () => {
    const year = atSigning({ people: { ...openYear().world.people, clerk: ['clerk', 'principal'], principal: ['principal'] }, leadingGroup: { documentNo: '1', members: ['clerk', 'principal', 'deputy'] } });
    year.sign('head', 'financeHead');
    year.sign('deputy', 'deputyLeader');
    expect(year.refusal('clerk', signing(year.state, 'principal')).code).toBe('preparerCannotSign');
    year.sign('principal', 'principal');
  });

  it('when he handed in a section of it', () => {
    const year = openYear();
    year.give('admin', { type: 'assignSections', assignments: [{ section: 'goals', person: 'head' }] });
    year.reach(stages.draft, 'sign');
    expect(year.refusal('head', signing(year.state, 'financeHead')).code).toBe('preparerCannotSign');
  });

  it('also when he stands in for the signer', () => {
    const year = atSigning();
    year.give('head', { type: 'delegate', from: 'head', to: 'accountant', ...absence });
    expect(year.refusal('accountant', signing(year.state, 'financeHead')).code).toBe('preparerCannotSign');
  });

  it('and what he handed in before a return still counts', () => {
    const year = openYear({ contributors: [] });
    year.reach(stages.selfAssessment, 'fill');
    year.give('admin', { type: 'assignSections', assignments: [{ section: 'outcomes', person: 'head' }] });
    year.submitSections();
    year.give('clerk', { type: 'submitForSigning' });
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    year.sign('colleague', 'financeHead');
    year.sign('deputy', 'deputyLeader');
    year.sign('principal', 'principal');
    year.give('desk', { type: 'returnToDepartment', phase: 'selfAssessment', sections: ['budget'], until: day('2024-02-01'), ...someone });
    year.give('accountant', { type: 'submitSection', section: 'budget' });
    year.give('clerk', { type: 'submitForSigning' });
    expect(year.state.revision?.preparers).toContain('head');
  });
});

it('who handed in year-end figures does not sign the package that publishes them', () => {
  const year = openYear({ contributors: [] });
  year.reach(stages.selfAssessment, 'fill');
  year.give('admin', { type: 'assignSections', assignments: [{ section: 'outcomes', person: 'principal' }] });
  year.submitSections();
  year.give('clerk', { type: 'submitForSigning' });
  year.sign('head', 'financeHead');
  year.sign('deputy', 'deputyLeader');
  year.give('admin', { type: 'appointActing', slot: 'principal', person: 'colleague', ...someone });
  year.sign('colleague', 'principal');
  year.reach(stages.publication, 'sign');
  expect(year.state.revision?.preparers).toContain('principal');
  expect(year.refusal('principal', signing(year.state, 'principal')).code).toBe('preparerCannotSign');
});

describe('a signer is told before handing in costs him his signature', () => {
  const given = (person: string) => {
    const year = openYear({ contributors: ['accountant'] });
    year.give('admin', { type: 'assignSections', assignments: [{ section: 'goals', person }] });
    return year;
  };

  it('whether he holds the slot, was appointed to it, or stands in for the signer', () => {
    expect(given('deputy').refusal('deputy', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'wouldDisqualify', slots: ['deputyLeader'] });
    const appointed = openYear({ contributors: ['accountant'], people: { ...openYear().world.people, head: ['staff'] } });
    appointed.give('admin', { type: 'assignSections', assignments: [{ section: 'goals', person: 'colleague' }] });
    appointed.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    expect(appointed.refusal('colleague', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'wouldDisqualify', slots: ['financeHead'] });
    const standIn = given('colleague');
    standIn.give('head', { type: 'delegate', from: 'head', to: 'colleague', ...absence });
    expect(standIn.refusal('colleague', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'wouldDisqualify', slots: ['financeHead'] });
  });

  it('and may still do it, knowing', () => {
    const year = given('deputy');
    year.give('deputy', { type: 'submitSection', section: 'goals', acceptDisqualification: true });
    year.give('clerk', { type: 'submitForSigning' });
    expect(year.state.revision?.preparers).toContain('deputy');
  });

  it('also when he declares the version himself', () => {
    const year = openYear({ contributors: ['accountant'], people: { ...openYear().world.people, deputy: ['deputyLeader', 'clerk'] } });
    year.give('clerk', { type: 'submitSection', section: 'goals' });
    expect(year.refusal('deputy', { type: 'submitForSigning' })).toEqual({ code: 'wouldDisqualify', slots: ['deputyLeader'] });
  });

  it('not where nobody signs, nor where he has nothing left to lose', () => {
    const year = openYear({ contributors: ['deputy'] });
    year.give('admin', { type: 'assignSections', assignments: [{ section: 'goals', person: 'deputy' }] });
    year.give('deputy', { type: 'submitSection', section: 'goals' });
    const collecting = openYear().reach(stages.dataCollection, 'fill');
    collecting.give('admin', { type: 'assignSections', assignments: [{ section: 'budget', person: 'head' }] });
    collecting.give('head', { type: 'submitSection', section: 'budget' });
    expect(collecting.state.sections[0]?.submittedBy).toBe('head');
  });
});

it('a section that became incomplete after it was handed in does not reach the signers', () => {
  const year = openYear().reach(stages.selfAssessment, 'fill');
  year.submitSections();
  year.world.missingFields = { assessment: ['carryOver.varianceReason'] };
  expect(year.refusal('clerk', { type: 'submitForSigning' })).toEqual({ code: 'sectionOutdated', section: 'assessment', fields: ['carryOver.varianceReason'] });
  year.give('clerk', { type: 'returnSection', section: 'assessment', ...someone });
  expect(year.task('fillSection').section).toBe('assessment');
  year.world.missingFields = {};
  year.give('clerk', { type: 'submitSection', section: 'assessment' });
  year.give('clerk', { type: 'submitForSigning' });
});

describe('a signature does not outlive its revision', () => {
  it('unlock voids the signatures and opens the sections', () => {
    const year = atSigning();
    year.sign('head', 'financeHead');
    const events = year.give('principal', { type: 'unlock', ...someone });
    expect(events[0]).toMatchObject({ type: 'revisionVoided', number: 1, why: 'unlocked' });
    expect(year.state).toMatchObject({ revision: null, step: 'fill', sections: [{ key: 'goals', status: 'returned' }] });
  });

  it('unlock during review voids signatures', () => {
    const year = openYear().reach(stages.draft, 'review');
    expect(year.state.revision?.signatures).toHaveLength(3);
    year.give('desk', { type: 'unlock', ...someone });
    expect(year.state).toMatchObject({ revision: null, step: 'fill' });
    year.reach(stages.draft, 'sign');
    expect(year.state.revision).toMatchObject({ number: 2, signatures: [] });
  });

  it('the department withdraws before the review', () => {
    const year = openYear().reach(stages.draft, 'review');
    expect(year.refusal('head', { type: 'withdraw', ...someone }).code).toBe('notYourTask');
    year.give('clerk', { type: 'withdraw', ...someone });
    expect(year.state).toMatchObject({ revision: null, step: 'fill' });
  });

  it('a signed publication can be unlocked before it is out, and is reviewed for secrecy again', () => {
    const year = openYear().reach(stages.publication, 'release');
    year.give('principal', { type: 'unlock', ...someone });
    expect(year.state).toMatchObject({ revision: null, step: 'fill', secrecy: null });
    year.reach(stages.resultUse, 'fill');
    expect(year.state.publication?.number).toBe(year.state.revisionCount);
  });

  it('a signer who saw another version is told that it moved', () => {
    const year = atSigning();
    const seen = signing(year.state, 'financeHead');
    year.give('clerk', { type: 'withdraw', ...someone });
    year.reach(stages.draft, 'sign');
    expect(year.refusal('head', seen)).toEqual({ code: 'revisionMoved', number: 2 });
  });

  it('a refusal to sign gives back the named sections only', () => {
    const year = openYear().reach(stages.selfAssessment, 'sign');
    year.sign('head', 'financeHead');
    year.give('deputy', { type: 'refuseToSign', slot: 'deputyLeader', sections: ['outcomes'], ...someone });
    expect(year.state.revision).toBeNull();
    expect(year.state.sections.map((section) => section.status)).toEqual(['submitted', 'returned', 'submitted']);
    expect(year.state.tasks.map((task) => [task.kind, task.section])).toEqual([['fillSection', 'outcomes']]);
  });
});

describe('what a signature needs', () => {
  it('the turn, the duty, the statements and a fresh proof of identity', () => {
    const year = atSigning();
    expect(year.refusal('deputy', signing(year.state, 'deputyLeader'))).toEqual({ code: 'notYourTurn', slot: 'deputyLeader' });
    expect(year.refusal('deputy', signing(year.state, 'financeHead'))).toEqual({ code: 'notYourSlot', slot: 'financeHead' });
    expect(year.refusal('head', { type: 'sign', slot: 'financeHead', hash: 'hash-1', statements: ['read'], minutesNo: null }).code).toBe('statementsMissing');
    year.world.reauthenticatedFor = 'another hash';
    expect(year.refusal('head', signing(year.state, 'financeHead')).code).toBe('reauthenticationRequired');
    year.world.reauthenticatedFor = null;
    year.sign('head', 'financeHead');
    expect(year.refusal('head', signing(year.state, 'financeHead'))).toEqual({ code: 'alreadySigned', slot: 'financeHead' });
  });

  it('the number of the minutes from the last signer, where the template demands it', () => {
    const year = openYear().reach(stages.selfAssessment, 'sign');
    year.sign('head', 'financeHead', null);
    year.sign('deputy', 'deputyLeader', null);
    expect(year.refusal('principal', signing(year.state, 'principal', ' ')).code).toBe('minutesRequired');
    expect(year.sign('principal', 'principal', '纪要3号')[0]).toMatchObject({ type: 'signed', minutesNo: '纪要3号' });
  });

  it('the minutes from the last of several parallel signers, not from the first', () => {
    const together = [{ slots: [slot('a', 'principal'), slot('b', 'deputyLeader')], quorum: 2 }];
    const year = openYear({}, { rules: rulesWith({ [stages.selfAssessment]: { signing: together } }) }).reach(stages.selfAssessment, 'sign');
    year.sign('principal', 'a', null);
    expect(year.refusal('deputy', signing(year.state, 'b', null)).code).toBe('minutesRequired');
    year.sign('deputy', 'b');
  });

  it('membership of the recorded leading group for 分管领导 and 组长', () => {
    const year = atSigning({ people: { ...openYear().world.people, deputy2: ['deputyLeader'] } });
    year.sign('head', 'financeHead');
    expect(year.refusal('deputy2', signing(year.state, 'deputyLeader')).code).toBe('notInLeadingGroup');
    year.sign('deputy', 'deputyLeader');
  });

  it('a leading group on record before anything goes to the signers', () => {
    const year = openYear({ leadingGroup: null });
    year.submitSections();
    expect(year.refusal('clerk', { type: 'submitForSigning' }).code).toBe('leadingGroupMissing');
  });
});

describe('quorum of parallel slots', () => {
  const committee = [
    { slots: [slot('m1', 'officeLead'), slot('m2', 'deputyLeader'), slot('m3', 'principal')], quorum: 2 },
    { slots: [slot('principal', 'principal')], quorum: 1 },
  ];
  const rules = rulesWith({ [stages.draft]: { signing: committee } });

  it('any two of three suffice, in any order, then the next group follows', () => {
    const year = atSigning({}, { rules });
    expect(year.state.tasks.map((task) => task.slot)).toEqual(['m1', 'm2', 'm3']);
    expect(year.refusal('principal', signing(year.state, 'principal')).code).toBe('notYourTurn');
    year.sign('deputy', 'm2');
    year.sign('lead', 'm1');
    expect(year.state.tasks.map((task) => task.slot)).toEqual(['principal']);
    year.sign('principal', 'principal');
    expect(year.state.step).toBe('review');
  });

  it('one person fills one slot of a group, also in the place of another', () => {
    const year = atSigning({}, { rules });
    year.give('deputy', { type: 'delegate', from: 'deputy', to: 'lead', ...absence });
    year.sign('lead', 'm1');
    expect(year.refusal('lead', signing(year.state, 'm2'))).toEqual({ code: 'alreadySigned', slot: 'm1' });
    year.sign('principal', 'm3');
  });

  it('and nobody who signed beside it is appointed to the other', () => {
    const year = atSigning({ contributors: ['lead', 'principal'] }, { rules });
    year.sign('deputy', 'm2');
    expect(year.refusal('admin', { type: 'appointActing', slot: 'm1', person: 'deputy', ...someone })).toEqual({ code: 'alreadySigned', slot: 'm2' });
  });

  it('nobody is asked to appoint somebody while others can make the quorum', () => {
    const year = atSigning({ contributors: ['lead'] }, { rules });
    expect(year.state.slotsWithoutSigner).toEqual([]);
    year.sign('principal', 'm3');
    year.sign('deputy', 'm2');
    expect(year.state.tasks.map((task) => task.slot)).toEqual(['principal']);
  });
});

describe('when nobody can sign the administrator is asked', () => {
  it('and whoever signs by appointment is on record as such; the appointment ends with the version', () => {
    const year = atSigning({ contributors: ['head'] });
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    expect(year.sign('colleague', 'financeHead')[0]).toMatchObject({ person: 'colleague', acting: true });
    expect(year.sign('deputy', 'deputyLeader')[0]).not.toHaveProperty('acting');
    year.give('clerk', { type: 'withdraw', ...someone });
    expect(year.state.acting).toEqual([]);
  });

  it('and not the one who prepared the version: the task is not his to claim', () => {
    const year = atSigning({ contributors: ['head'], people: { ...openYear().world.people, head2: ['financeHead'] } });
    expect(year.refusal('head', { type: 'claim', taskId: year.task('sign').id }).code).toBe('preparerCannotSign');
    year.give('head2', { type: 'claim', taskId: year.task('sign').id });
  });

  it('and appoints an acting signer on record', () => {
    const year = atSigning({ contributors: ['head'] });
    expect(year.state.slotsWithoutSigner).toEqual(['financeHead']);
    expect(year.task('appointActing')).toMatchObject({ assignee: { duty: 'administrator' }, slot: 'financeHead' });
    expect(year.refusal('admin', { type: 'appointActing', slot: 'principal', person: 'colleague', ...someone }).code).toBe('signerExists');
    expect(year.refusal('admin', { type: 'appointActing', slot: 'financeHead', person: 'accountant-of-elsewhere', ...someone }).code).toBe('personUnknown');
    expect(year.refusal('admin', { type: 'appointActing', slot: 'financeHead', person: 'clerk', ...someone }).code).toBe('preparerCannotSign');
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    expect(year.state.tasks.map((task) => [task.kind, task.assignee])).toEqual([['sign', { person: 'colleague' }]]);
    expect(year.sign('colleague', 'financeHead')[0]).toMatchObject({ person: 'colleague', onBehalfOf: null });
  });

  it('also when the duty is held by nobody of the leading group', () => {
    const year = atSigning({ leadingGroup: { documentNo: '1', members: ['principal'] } });
    year.sign('head', 'financeHead');
    expect(year.state.slotsWithoutSigner).toEqual(['deputyLeader']);
    year.give('admin', { type: 'appointActing', slot: 'deputyLeader', person: 'lead', ...someone });
    year.sign('lead', 'deputyLeader');
  });

  it('also when the acting signer left before he signed', () => {
    const year = atSigning({ contributors: ['head'] });
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    const { colleague: _, ...left } = year.world.people;
    year.world.people = left;
    year.until(day('2022-11-21'));
    expect(year.state.slotsWithoutSigner).toEqual(['financeHead']);
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'lead', ...someone });
    year.sign('lead', 'financeHead');
  });

  it('nobody of the bureau is appointed to sign for the department', () => {
    const year = atSigning({ contributors: ['head'] });
    expect(year.refusal('admin', { type: 'appointActing', slot: 'financeHead', person: 'desk', ...someone }).code).toBe('personUnknown');
  });

  it('an acting signer takes the slot in turn', () => {
    const year = atSigning({ leadingGroup: { documentNo: '1', members: ['deputy'] } }, { rules: rulesWith({ [stages.draft]: { signing: inTurn } }) });
    year.sign('head', 'financeHead');
    year.sign('deputy', 'deputyLeader');
    expect(year.state.slotsWithoutSigner).toEqual(['principal']);
  });
});

describe('a delegate signs and both names are kept', () => {
  it('within the dates of the absence', () => {
    const year = atSigning();
    year.give('head', { type: 'delegate', from: 'head', to: 'colleague', startsOn: day('2022-11-01'), endsOn: day('2022-11-02'), ...someone });
    expect(year.sign('colleague', 'financeHead')[0]).toMatchObject({ person: 'colleague', onBehalfOf: 'head' });
    expect(year.state.revision?.signatures).toEqual([{ slot: 'financeHead', person: 'colleague', onBehalfOf: 'head', signedAt: year.now }]);
  });

  it('not before and not after', () => {
    const year = atSigning();
    year.give('head', { type: 'delegate', from: 'head', to: 'colleague', startsOn: day('2022-11-02'), endsOn: day('2022-11-03'), ...someone });
    expect(year.refusal('colleague', signing(year.state, 'financeHead')).code).toBe('notYourSlot');
    year.until(day('2022-11-04'));
    expect(year.refusal('colleague', signing(year.state, 'financeHead')).code).toBe('notYourSlot');
  });

  it('also for a leader, who is of the leading group', () => {
    const year = atSigning({ people: { ...openYear().world.people, deputy2: ['deputyLeader'] } });
    year.sign('head', 'financeHead');
    year.give('deputy', { type: 'delegate', from: 'deputy', to: 'deputy2', ...absence });
    expect(year.sign('deputy2', 'deputyLeader')[0]).toMatchObject({ person: 'deputy2', onBehalfOf: 'deputy' });
  });

  it('does the work that the absent colleague had claimed', () => {
    const year = openYear().reach(stages.dataCollection, 'fill');
    year.give('accountant', { type: 'claim', taskId: year.task('fillSection', 'budget').id });
    year.give('accountant', { type: 'delegate', from: 'accountant', to: 'colleague', ...absence });
    year.give('colleague', { type: 'submitSection', section: 'budget' });
    expect(year.state.sections[0]).toMatchObject({ key: 'budget', submittedBy: 'colleague' });
  });

  it('is named by the absent person or the administrator, with dates that make sense', () => {
    const year = atSigning();
    const delegate = (from: string, to: string, startsOn = '2022-11-02', endsOn = '2022-11-03') => ({ type: 'delegate', from, to, startsOn: day(startsOn), endsOn: day(endsOn), ...someone }) as const;
    expect(year.refusal('colleague', delegate('head', 'colleague')).code).toBe('notYourTask');
    expect(year.refusal('head', delegate('head', 'head')).code).toBe('delegateToSelf');
    expect(year.refusal('head', delegate('head', 'colleague', '2022-11-03', '2022-11-02')).code).toBe('datesReversed');
    expect(year.refusal('head', delegate('head', 'colleague', '2022-10-03', '2022-10-04')).code).toBe('dateInPast');
    expect(year.refusal('head', delegate('head', 'stranger')).code).toBe('personUnknown');
    expect(year.refusal('admin', delegate('stranger', 'head'))).toEqual({ code: 'personUnknown', person: 'stranger' });
    expect(year.refusal('head', delegate('head', 'desk')).code).toBe('personUnknown');
    year.give('admin', delegate('head', 'colleague'));
  });
});

describe('no phase ends with an open blocking check', () => {
  const blockingChecks = [{ code: 'W1', section: null }];

  it('neither by submission, nor by the last signature', () => {
    const year = openYear();
    year.submitSections();
    year.world.blockingChecks = blockingChecks;
    expect(year.refusal('clerk', { type: 'submitForSigning' })).toEqual({ code: 'blockingChecks', checks: ['W1'] });
    year.world.blockingChecks = [];
    year.reach(stages.selfAssessment, 'sign');
    year.sign('head', 'financeHead');
    year.sign('deputy', 'deputyLeader');
    year.world.blockingChecks = blockingChecks;
    expect(year.refusal('principal', signing(year.state, 'principal')).code).toBe('blockingChecks');
  });

  it('nor by confirmation, review, settled findings, publication, or closing', () => {
    const year = openYear().reach(stages.draft, 'review');
    const withCheck = (act: () => void) => {
      year.world.blockingChecks = blockingChecks;
      act();
      year.world.blockingChecks = [];
    };
    withCheck(() => expect(year.refusal('desk', { type: 'approve' }).code).toBe('blockingChecks'));
    year.reach(stages.dataCollection, 'confirm');
    year.give('head', { type: 'confirmSections', sections: ['budget'] });
    withCheck(() => expect(year.refusal('lead', { type: 'confirmSections', sections: ['outcomes'] }).code).toBe('blockingChecks'));
    year.reach(stages.rectification, 'fill');
    year.world.findings = [];
    withCheck(() => {
      year.give(null, { type: 'tick' });
      expect(year.position()).toEqual(['rectification', 'fill']);
    });
    year.reach(stages.publication, 'release');
    year.give('desk', { type: 'recordAccountsApproval', approvedOn: day('2024-08-30'), documentNo: '1' });
    withCheck(() => expect(year.refusal('clerk', { type: 'publish' }).code).toBe('blockingChecks'));
    year.give('clerk', { type: 'publish' });
    year.reach(stages.resultUse, 'release');
    withCheck(() => expect(year.refusal('desk', { type: 'close' }).code).toBe('blockingChecks'));
  });
});

describe('who judges had no part in what he judges', () => {
  it('a colleague of the bureau who prepared or signed the version neither approves nor returns it', () => {
    const people = { ...openYear().world.people, clerk: ['clerk', 'performanceDesk'], principal: ['principal', 'performanceDesk'] } as const;
    const year = openYear({ people }).reach(stages.draft, 'review');
    for (const person of ['clerk', 'principal']) {
      expect(year.refusal(person, { type: 'approve' }).code).toBe('preparerCannotReview');
      expect(year.refusal(person, { type: 'returnToDepartment', phase: 'draft', sections: [], until: day('2022-12-01'), ...someone }).code).toBe('preparerCannotReview');
    }
    year.give('desk', { type: 'approve' });
  });

  it('a barred signer does not choose who signs in his place', () => {
    const year = openYear({ contributors: ['head'] });
    year.give('head', { type: 'delegate', from: 'head', to: 'colleague', ...absence });
    year.reach(stages.draft, 'sign');
    expect(year.refusal('colleague', signing(year.state, 'financeHead')).code).toBe('notYourSlot');
    expect(year.state.slotsWithoutSigner).toEqual(['financeHead']);
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    year.sign('colleague', 'financeHead');
  });
});
