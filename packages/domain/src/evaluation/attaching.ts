import type { BlobId, EvidenceId, IndicatorKey, InputId, SectionKey } from '../identifiers.js';
import { inPlaceOf, recipientOf, type Presence } from './context.js';
import type { EvaluationEvent } from './events.js';
import type { EvaluationState } from './state.js';

/** A file beside a section: `indicator` the row it supports, null for the whole section; `file` is the hash of its bytes, `name` the text it was called by. */
export type SectionFile = { readonly section: SectionKey; readonly indicator: IndicatorKey | null; readonly evidence: EvidenceId; readonly file: BlobId; readonly name: InputId };

/**
 * What the record says of a file that came to a section or left it. Whether the section is open, and whose it is, was asked before: figures
 * and files are content, and only what proves them is told in the stream, or a proof could vanish without a trace.
 */
export function fileEvent(around: Presence & { readonly state: EvaluationState }, type: 'evidenceAttached' | 'evidenceRemoved', { section, indicator, evidence, file, name }: SectionFile): EvaluationEvent {
  const task = around.state.tasks.find((one) => one.kind === 'fillSection' && one.section === section);
  return { type, section, ...(indicator === null ? {} : { indicator }), evidence, file, name, by: around.actor.personId, ...(task === undefined ? {} : inPlaceOf(around, recipientOf(around, task))) };
}
