import type { FindingEvent } from '../finding/events.js';
import { isFindingOver, isSuspended, nextFindingInstant, type FindingState } from '../finding/state.js';
import type { PersonId, Sha256 } from '../identifiers.js';

/** Everything that no sequence of commands on a finding may break, in words; empty when all hold. */
export function brokenFindingInvariants(state: FindingState, events: readonly FindingEvent[]): readonly string[] {
  return [...ofTheStory(state, events), ...ofWaiting(state), ...(state.version === events.length ? [] : [`version ${state.version} after ${events.length} events`])];
}

/** What the events so far say of the plan that lies there, independently of the state. */
type Told = {
  hash: Sha256 | null;
  preparedBy: PersonId | null;
  signedBy: PersonId | null;
  accepted: boolean;
  /** Who has answered for the plan. */
  answering: readonly PersonId[];
  /** Who has brought proof, for whichever plan. */
  brought: readonly PersonId[];
  proofs: number;
  verifiedBy: PersonId | null;
  askedBy: PersonId | null;
};

const nothing: Told = { hash: null, preparedBy: null, signedBy: null, accepted: false, answering: [], brought: [], proofs: 0, verifiedBy: null, askedBy: null };

function ofTheStory(state: FindingState, events: readonly FindingEvent[]): readonly string[] {
  const broken: string[] = [];
  const fault = (when: boolean, why: string) => {
    if (when) broken.push(why);
  };
  let told = nothing;
  const hadPart = (person: PersonId) => [told.preparedBy, told.signedBy, ...told.answering, ...told.brought].includes(person);
  for (const event of events) {
    switch (event.type) {
      case 'planned':
        told = { ...nothing, hash: event.plan.hash, preparedBy: event.plan.preparedBy, answering: [event.plan.responsible], brought: told.brought, proofs: told.proofs };
        break;
      case 'planSigned':
        fault(event.person === told.preparedBy || event.onBehalfOf === told.preparedBy, `${event.person} signed the plan of ${String(told.preparedBy)}`);
        fault(event.hash !== told.hash, 'a plan was signed that does not lie there');
        told = { ...told, signedBy: event.person };
        break;
      case 'planAccepted':
        fault(told.signedBy === null, 'a plan was accepted that nobody signed');
        fault(hadPart(event.by), `${event.by} accepted a plan he had a part in`);
        told = { ...told, accepted: true };
        break;
      case 'handedOver':
        fault(event.to === told.verifiedBy, `${event.to} answers for what he verified`);
        told = { ...told, answering: [...told.answering, event.to] };
        break;
      case 'evidenceAdded':
        fault(!told.accepted, 'proof was brought for a plan that was not accepted');
        told = { ...told, brought: [...told.brought, event.by], proofs: told.proofs + event.blobs.length, verifiedBy: null };
        break;
      case 'evidenceVerified':
        fault(told.proofs === 0, 'nothing was there to verify');
        fault([...told.answering, ...told.brought].includes(event.by), `${event.by} verified his own proof`);
        told = { ...told, verifiedBy: event.by };
        break;
      case 'findingReturned':
        told = event.to === 'plan' ? { ...told, signedBy: null, accepted: false, verifiedBy: null } : { ...told, verifiedBy: null };
        break;
      case 'findingClosed':
        fault(told.verifiedBy === null, 'a finding was closed whose evidence nobody verified');
        fault(hadPart(event.by), `${event.by} closed a finding he had a part in`);
        break;
      case 'extensionAsked':
        told = { ...told, askedBy: event.request.askedBy };
        break;
      case 'extensionGranted':
      case 'extensionRefused':
        fault(event.by === told.askedBy, `${event.by} decided on the time he asked for`);
        break;
      case 'raised':
      case 'served':
      case 'acknowledged':
      case 'objected':
      case 'objectionRejected':
      case 'withdrawnByBureau':
      case 'signerMissing':
      case 'actingAppointed':
      case 'urged':
      case 'suspended':
      case 'resumed':
      case 'calendarChanged':
      case 'taskOpened':
      case 'taskClosed':
      case 'taskClaimed':
      case 'taskReleased':
      case 'taskReassigned':
      case 'taskRedated':
      case 'reminded':
        break;
    }
  }
  const beyond = state.status === 'planSigned' || state.status === 'planAccepted' || state.status === 'evidenced' || state.status === 'verified' || state.status === 'closed';
  fault(beyond && told.signedBy === null, 'it goes on with a plan whose signature is void');
  fault(state.planSignedBy !== told.signedBy, 'a signature stands that was given for another plan');
  fault((state.plan?.hash ?? null) !== told.hash, 'another plan lies there than was written last');
  return broken;
}

function ofWaiting(state: FindingState): readonly string[] {
  const ids = state.tasks.map((task) => task.id);
  const broken = new Set(ids).size === ids.length ? [] : [`two tasks with one id: ${ids.join(', ')}`];
  if (isFindingOver(state.status)) return ids.length === 0 && nextFindingInstant(state) === null ? broken : [...broken, 'it is over and something waits'];
  if (isSuspended(state)) return nextFindingInstant(state) === null ? broken : [...broken, 'it stands still and its clock runs'];
  if (ids.length === 0) broken.push('nobody is asked to do anything');
  if (nextFindingInstant(state) === null) broken.push('it waits without a deadline');
  return broken;
}
