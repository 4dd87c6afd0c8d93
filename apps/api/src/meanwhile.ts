import { isQuietEvent, type TimelineEntry } from '@hengji/contracts';
import { readEvaluation, readTemplate, readTimeline, resolveNames, type ContentProblem, type Database } from '@hengji/database';
import type { EvaluationId, Instant, PersonId, RefusalCode, SectionKey, Template } from '@hengji/domain';
import { timelineView } from './views/timeline.js';

/** Refusals that say that the case is not where the asker thinks; for the others it matters only what happened after he looked. */
const moved: ReadonlySet<RefusalCode> = new Set([
  'notOpen', 'wrongPhase', 'alreadyDone', 'versionMismatch', 'sectionNotOpen', 'sectionNotSubmitted', 'taskUnknown', 'taskTaken', 'revisionMoved', 'notYourTurn', 'alreadySigned',
  'extensionPending', 'noExtensionPending', 'stageAlreadyOpen', 'signerExists', 'accountsAlreadyRecorded', 'notSuspended', 'planMoved', 'findingStatus', 'objectionAnswered',
]);

/** Refusals of what was typed: whatever others did meanwhile has no part in them. */
const ofOnesOwn: ReadonlySet<RefusalCode> = new Set([
  'reasonRequired', 'documentNoRequired', 'statementsMissing', 'minutesRequired', 'reauthenticationRequired', 'dateInPast', 'dateTooFar', 'dateInFuture', 'datesReversed', 'delegateToSelf',
  'deductionInvalid', 'secrecyBasisRequired', 'resultUseIncomplete', 'planIncomplete',
]);

/** A version is voided by a return, or by a refusal to sign, and stands in the stream before the return that it follows from; only taken back by itself it is the act. */
const voided = 'revisionVoided';

export type Asked = {
  readonly stream: 'evaluation' | 'finding';
  readonly id: string;
  /** The version of the case that the asker looked at. */
  readonly seen: number | undefined;
  readonly by: PersonId;
  readonly refusal: RefusalCode;
};

/** Titles in place of keys, so that the page can tell an event of a stage that it does not show. */
export type Titles = { readonly template: Template | null; readonly english: boolean };

/**
 * The last thing that somebody else, or the clock, did to a case since the asker looked: the act itself, not what followed from it.
 * Null when nothing happened, or when it does not explain the refusal.
 */
export async function meanwhileOf(database: Database, { stream, id, seen, by, refusal }: Asked, titles: Titles): Promise<TimelineEntry | null> {
  if (ofOnesOwn.has(refusal) || (seen === undefined && !moved.has(refusal))) return null;
  const entries = await readTimeline(database, stream, id, { limit: 100 });
  const others = entries.filter((entry) => entry.actor?.id !== by && entry.seq > (seen ?? 0));
  // What a person did explains more than what the clock did after it.
  const last = others.find(({ actor }) => actor !== null) ?? others[0];
  if (last === undefined) return null;
  const together = entries.filter((entry) => entry.recordedAt === last.recordedAt && entry.actor?.id === last.actor?.id).toReversed();
  const acts = together.filter((entry) => !isQuietEvent(entry.type));
  return titled(timelineView(acts.find((entry) => entry.type !== voided) ?? acts[0] ?? together[0] ?? last), titles);
}

function titled(entry: TimelineEntry, { template, english }: Titles): TimelineEntry {
  const { section, indicator } = entry.params;
  const row = template?.indicators.find((one) => one.key === indicator);
  const part = template?.sections.find((one) => one.key === section);
  return {
    ...entry,
    params: {
      ...entry.params,
      ...(part === undefined ? {} : { section: english ? part.titleEn : part.title }),
      ...(row === undefined ? {} : { indicator: english ? row.nameEn : row.name }),
    },
  };
}

/**
 * Who saved a section since the asker read it, told like an act of the case: it is content and stands in no stream. By the case's own
 * clock, as everything on the page is. Null for another problem.
 */
export async function savedMeanwhile(
  database: Database,
  evaluationId: EvaluationId,
  section: SectionKey,
  problem: ContentProblem,
  { countyId, processNow, english }: { readonly countyId: string; readonly processNow: Instant; readonly english: boolean },
): Promise<TimelineEntry | null> {
  if (problem.code !== 'versionMismatch' || problem.updatedBy === null || problem.updatedAt === null) return null;
  const { version, updatedBy, updatedAt } = problem;
  const [names, detail] = await Promise.all([resolveNames(database, countyId, updatedBy), readEvaluation(database, evaluationId)]);
  const template = detail === null ? null : await readTemplate(database, detail.template.id);
  const at = new Date(Date.parse(updatedAt) + Date.parse(processNow) - Date.now()).toISOString();
  const entry = { seq: version, type: 'sectionSaved', at, recordedAt: updatedAt, actor: { id: updatedBy, name: names[updatedBy] ?? '' }, params: { section }, text: null };
  return titled(entry, { template, english });
}
