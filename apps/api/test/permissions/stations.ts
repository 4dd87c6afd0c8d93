import type { EvaluationCommandBody, FindingCommandBody } from '@hengji/contracts';
import { duties, type Duty } from '@hengji/domain';

/**
 * Who may do what when: for every place of a year what each duty is offered, written by hand from the flow of the process
 * (design: phase table). What is not named is refused. Members are those of the evaluated department.
 */
type Offered = Readonly<Partial<Record<Duty, string>>>;

/** As long as a year runs: an absence is recorded by whom it is about, people change hands, the bureau may stop it. */
const always: Offered = {
  staff: 'delegate', clerk: 'delegate', accountant: 'delegate', officeLead: 'delegate', financeHead: 'delegate', deputyLeader: 'delegate handOver', principal: 'delegate handOver',
  performanceDesk: 'cancel', administrator: 'delegate handOver cancel',
};
/** Nothing was frozen yet: sections change owners. */
const assigning: Offered = { clerk: 'assignSections', officeLead: 'assignSections', financeHead: 'assignSections', deputyLeader: 'assignSections', principal: 'assignSections' };
/** Something was handed in. */
const returning: Offered = { clerk: 'returnSection', officeLead: 'returnSection', financeHead: 'returnSection', deputyLeader: 'returnSection', principal: 'returnSection' };
/** A stage with a date lies ahead. */
const datesAhead: Offered = { performanceDesk: 'movePhaseDate', administrator: 'movePhaseDate' };
/** Somebody's task is open. */
const urging: Offered = { performanceDesk: 'urge', administrator: 'urge' };
const filling = (...writers: readonly Duty[]): Offered => Object.fromEntries(writers.map((duty) => [duty, 'claim submitSection askExtension']));
const turnOf = (duty: Duty, what: string): Offered => ({ [duty]: what });
/** A frozen version can be taken back by who sent it, and opened again by who answers for it. */
const frozen: Offered = { clerk: 'withdraw', principal: 'unlock', performanceDesk: 'unlock' };
const firstSignature = turnOf('financeHead', 'claim sign refuseToSign askExtension');
const correcting: Offered = { clerk: 'correctPublication', principal: 'correctPublication', performanceDesk: 'correctPublication' };

export const stations = {
  'draft.waiting': [always, assigning, datesAhead],
  'draft.fill': [always, assigning, datesAhead, urging, filling('clerk')],
  'draft.submitted': [always, assigning, returning, datesAhead, urging, turnOf('clerk', 'claim submitForSigning askExtension')],
  'draft.sign': [always, datesAhead, urging, frozen, firstSignature],
  'draft.review': [always, datesAhead, urging, frozen, turnOf('performanceDesk', 'claim approve returnToDepartment')],
  'dataCollection.waiting': [always, assigning, datesAhead],
  'dataCollection.fill': [always, assigning, datesAhead, urging, filling('clerk', 'accountant')],
  'dataCollection.confirm': [always, assigning, returning, datesAhead, urging, turnOf('officeLead', 'claim confirmSections askExtension'), turnOf('financeHead', 'claim confirmSections askExtension')],
  'monitoring.fill': [always, assigning, datesAhead, urging, filling('clerk', 'accountant')],
  'monitoring.sign': [always, datesAhead, urging, frozen, firstSignature],
  'monitoring.review': [always, datesAhead, urging, frozen, turnOf('performanceDesk', 'claim accept acceptWithConditions returnToDepartment warn adviseSuspension orderRectification adjustGoals')],
  'selfAssessment.fill': [always, assigning, datesAhead, urging, filling('clerk', 'accountant')],
  'selfAssessment.assessing': [always, assigning, returning, datesAhead, urging, turnOf('clerk', 'claim submitSection overrideScore answerCheck askExtension'), turnOf('performanceDesk', 'decideCheck')],
  'selfAssessment.submitted': [always, assigning, returning, datesAhead, urging, turnOf('clerk', 'claim submitForSigning answerCheck askExtension'), turnOf('accountant', 'claim answerCheck askExtension'), turnOf('performanceDesk', 'decideCheck')],
  'selfAssessment.sign': [always, datesAhead, urging, frozen, firstSignature],
  'financeReview.review': [always, datesAhead, urging, turnOf('performanceDesk', 'claim accept acceptWithConditions returnToDepartment rescore decideCheck')],
  'rectification.fill': [always, assigning, datesAhead, urging, turnOf('clerk', 'claim askExtension'), turnOf('performanceDesk', 'recordAccountsApproval')],
  'publication.waiting': [always, assigning, datesAhead, turnOf('performanceDesk', 'recordAccountsApproval')],
  'publication.fill': [always, assigning, urging, turnOf('clerk', 'claim askExtension'), turnOf('deputyLeader', 'claim reviewSecrecy askExtension')],
  'publication.reviewed': [always, assigning, urging, turnOf('clerk', 'claim submitForSigning askExtension'), turnOf('deputyLeader', 'reviewSecrecy')],
  'publication.sign': [always, urging, turnOf('clerk', 'withdraw claim askExtension'), turnOf('principal', 'unlock claim sign refuseToSign askExtension'), turnOf('performanceDesk', 'unlock')],
  'publication.release': [always, urging, turnOf('principal', 'unlock'), turnOf('performanceDesk', 'unlock'), turnOf('clerk', 'claim publish')],
  'resultUse.fill': [always, assigning, urging, correcting, turnOf('clerk', 'claim proposeResultUse askExtension')],
  'resultUse.review': [always, urging, correcting, turnOf('performanceDesk', 'claim decideResultUse')],
  'resultUse.release': [always, urging, correcting, turnOf('performanceDesk', 'claim close')],
  closed: [correcting],
} as const satisfies Readonly<Record<string, readonly Offered[]>>;

const handing: Offered = { deputyLeader: 'handOver', principal: 'handOver', administrator: 'handOver' };

export const findingStations = {
  'finding.raised': [urging, turnOf('performanceDesk', 'claim serve')],
  'finding.served': [urging, turnOf('clerk', 'claim acknowledge object plan askExtension')],
  'finding.objected': [urging, turnOf('performanceDesk', 'claim rejectObjection upholdObjection')],
  // An objection was rejected: there is no second one.
  'finding.acknowledged': [urging, turnOf('clerk', 'claim plan askExtension')],
  'finding.planned': [urging, turnOf('clerk', 'plan'), turnOf('principal', 'claim signPlan')],
  'finding.planSigned': [urging, turnOf('performanceDesk', 'claim acceptPlan returnFinding')],
  // The accountant is the one whom the plan makes responsible.
  'finding.planAccepted': [urging, handing, turnOf('clerk', 'addEvidence askExtension'), turnOf('accountant', 'addEvidence askExtension')],
  'finding.evidenced': [urging, handing, turnOf('clerk', 'addEvidence'), turnOf('accountant', 'addEvidence'), turnOf('performanceDesk', 'claim verifyEvidence returnFinding')],
  'finding.verified': [urging, handing, turnOf('performanceDesk', 'claim returnFinding closeFinding')],
  'finding.closed': [],
} as const satisfies Readonly<Record<string, readonly Offered[]>>;

export type StationName = keyof typeof stations | keyof typeof findingStations;

export function isStation(name: string): name is StationName {
  return name in stations || name in findingStations;
}

function isOfFinding(name: StationName): name is keyof typeof findingStations {
  return name in findingStations;
}

/** Commands a duty is offered at a station, sorted. */
export function offeredAt(name: StationName, duty: Duty): readonly string[] {
  const parts: readonly Offered[] = isOfFinding(name) ? findingStations[name] : stations[name];
  return [...new Set(parts.flatMap((part) => (part[duty] ?? '').split(' ').filter((word) => word !== '')))].sort();
}

/** Every command must be offered to somebody somewhere, or a table that forgets it would not be noticed. */
export function neverOffered(commands: readonly (EvaluationCommandBody['type'] | FindingCommandBody['type'])[]): readonly string[] {
  const names = [...Object.keys(stations), ...Object.keys(findingStations)].filter(isStation);
  const offered = new Set(names.flatMap((name) => duties.flatMap((duty) => offeredAt(name, duty))));
  return commands.filter((command) => !offered.has(command));
}
