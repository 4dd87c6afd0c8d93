import { randomUUID } from 'node:crypto';
import { stageOf, type Delegation, type EvaluationEvent, type EvaluationState, type IndicatorKey, type Instant, type PersonId, type SectionState, type Sha256 } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { sha256 } from './hash.js';
import { signatureHash, type SignedRecord } from './signatureHash.js';

/** One event with the states around it; `before` is null for the first. */
export type Change = { readonly seq: number; readonly event: EvaluationEvent; readonly before: EvaluationState | null; readonly after: EvaluationState };

type Entered = { readonly seq: number; readonly stage: number; readonly phase: string; readonly checkpoint: string | null; readonly at: Instant };
type Visit = Entered & { readonly leftAt: Instant | null; readonly outcome: string | null };
type FormLine = { readonly stage: number; readonly section: string; readonly status: string };
type RevisionLine = { readonly number: number; readonly stage: number; readonly phase: string; readonly checkpoint: string | null; readonly origin: string; readonly canonical: string; readonly sha256: Sha256; readonly declaredBy: PersonId };
type SignatureLine = SignedRecord & { readonly sha256: Sha256 };

/** Rows that the events of one commit add to or change in the evaluation's own tables. */
export type Projection = {
  /** The visit that stood open before this commit ended. */
  readonly left: { readonly at: Instant; readonly outcome: string } | null;
  readonly visits: readonly Visit[];
  readonly forms: readonly FormLine[];
  readonly revisions: readonly RevisionLine[];
  readonly signatures: readonly SignatureLine[];
  readonly voids: readonly { readonly number: number; readonly why: string; readonly by: PersonId; readonly inputId: string | null }[];
  readonly delegations: readonly (Delegation & { readonly seq: number })[];
  readonly targets: readonly { readonly indicator: IndicatorKey; readonly target: string; readonly by: PersonId }[];
  readonly published: { readonly number: number | null; readonly basisId: string | null; readonly score: string | null; readonly grade: string | null } | null;
  readonly corrections: readonly { readonly number: number; readonly inputId: string; readonly by: PersonId }[];
};

function entered(change: Change, stage: number, at: Instant): Entered {
  const { phase, checkpoint } = stageOf(change.after);
  return { seq: change.seq, stage, phase, checkpoint, at };
}

/** Stage visits by event: pure, so that a test can fold a whole stream and compare it with the table. */
export function visitsOf(changes: readonly Change[]): Pick<Projection, 'left' | 'visits'> {
  let left: Projection['left'] = null;
  const visits: Visit[] = [];
  const leave = (at: Instant, outcome: string) => {
    const last = visits.pop();
    if (last === undefined) left = { at, outcome };
    else visits.push({ ...last, leftAt: at, outcome });
  };
  for (const change of changes) {
    const { event, before } = change;
    if (event.type === 'stageEntered') visits.push({ ...entered(change, event.stage, event.at), leftAt: null, outcome: null });
    if (event.type === 'stageLeft') leave(event.at, event.outcome);
    if (event.type === 'returnedToDepartment' && before !== null && before.stageIndex !== event.stage) {
      leave(event.at, 'returned');
      visits.push({ ...entered(change, event.stage, event.at), leftAt: null, outcome: null });
    }
  }
  return { left, visits };
}

/** Status of every section form the events touched. After a stage is left its sections stay in the state until the next one is entered. */
export function formsOf(changes: readonly Change[]): readonly FormLine[] {
  const forms = new Map<string, FormLine>();
  const put = (stage: number, section: SectionState) => forms.set(`${stage} ${section.key}`, { stage, section: section.key, status: section.status });
  for (const { event, before, after } of changes) {
    if (event.type === 'stageEntered' || event.type === 'returnedToDepartment') {
      for (const section of after.sections) put(after.stageIndex, section);
    } else if (event.type !== 'stageLeft' && after.step !== 'waiting') {
      for (const section of after.sections) {
        if (before?.sections.find((one) => one.key === section.key)?.status !== section.status) put(after.stageIndex, section);
      }
    }
  }
  return [...forms.values()];
}

/** `canonical` answers the text of the revision that an event froze; it was hashed by the facts the decision was taken on. */
export function projectionOf(evaluationId: string, changes: readonly Change[], canonical: (targets?: ReadonlyMap<IndicatorKey, string>) => string): Projection {
  const events = changes.map((change) => change.event);
  const revisions = changes.flatMap(({ event, after }): RevisionLine[] => {
    const { phase, checkpoint } = event.type === 'goalsAdjusted' ? { phase: 'draft' as const, checkpoint: null } : stageOf(after);
    const line = (number: number, origin: string, text: string, declaredBy: PersonId): RevisionLine => ({ number, stage: after.stageIndex, phase, checkpoint, origin, canonical: text, sha256: sha256(text), declaredBy });
    if (event.type === 'revisionFrozen') return [line(event.number, 'submitted', canonical(), event.declaredBy)];
    if (event.type === 'goalsAdjusted') return [line(event.number, 'goalsAdjusted', canonical(new Map(event.changes.map((one) => [one.indicator, one.target]))), event.by)];
    return [];
  });
  const signatures = events.flatMap((event): SignatureLine[] => {
    if (event.type !== 'signed') return [];
    const record: SignedRecord = {
      id: randomUUID(),
      evaluationId,
      findingId: null,
      revision: event.revision,
      slot: event.slot,
      personId: event.person,
      onBehalfOf: event.onBehalfOf,
      hash: event.hash,
      minutesNo: event.minutesNo,
      signedAt: event.at,
    };
    return [{ ...record, sha256: signatureHash(record) }];
  });
  const last = changes[changes.length - 1]?.after;
  const score = { score: last?.score.reviewed ?? last?.score.self ?? null, grade: last?.score.grade ?? null };
  return {
    ...visitsOf(changes),
    forms: formsOf(changes),
    revisions,
    signatures,
    voids: events.flatMap((event) => (event.type === 'revisionVoided' ? [{ number: event.number, why: event.why, by: event.by, inputId: event.reason }] : [])),
    delegations: changes.flatMap(({ seq, event }) => (event.type === 'delegated' ? [{ ...event.delegation, seq }] : [])),
    targets: events.flatMap((event) => (event.type === 'goalsAdjusted' ? event.changes.map((one) => ({ ...one, by: event.by })) : [])),
    published: events.reduce<Projection['published']>((found, event) => {
      if (event.type === 'published') return { number: event.number, basisId: null, ...score };
      return event.type === 'publicationWithheld' ? { number: null, basisId: event.basis, score: null, grade: null } : found;
    }, null),
    corrections: events.flatMap((event) => (event.type === 'publicationCorrected' ? [{ number: event.number, inputId: event.reason, by: event.by }] : [])),
  };
}

function isEmpty(projection: Projection): boolean {
  return Object.values(projection).every((part) => part === null || (Array.isArray(part) && part.length === 0));
}

const text = `
WITH given AS (SELECT $1::jsonb AS g),
left_visit AS (
  UPDATE evaluation_phase SET left_at = (g -> 'left' ->> 'at')::timestamptz, outcome = g -> 'left' ->> 'outcome'
  FROM given WHERE evaluation_id = $2 AND left_at IS NULL AND jsonb_typeof(g -> 'left') = 'object'),
visits AS (
  INSERT INTO evaluation_phase (evaluation_id, entered_seq, county_id, stage, phase, checkpoint, entered_at, left_at, outcome)
  SELECT $2, v.seq, $3, v.stage, v.phase, v.checkpoint, v.at, v."leftAt", v.outcome
  FROM given, jsonb_to_recordset(g -> 'visits') AS v (seq int, stage int, phase text, checkpoint text, at timestamptz, "leftAt" timestamptz, outcome text)),
forms AS (
  INSERT INTO section_form (evaluation_id, stage, section, county_id, status)
  SELECT $2, f.stage, f.section, $3, f.status FROM given, jsonb_to_recordset(g -> 'forms') AS f (stage int, section text, status text)
  ON CONFLICT (evaluation_id, stage, section) DO UPDATE SET status = excluded.status),
revisions AS (
  INSERT INTO revision (evaluation_id, number, county_id, stage, phase, checkpoint, origin, canonical, sha256, declared_by, created_at, recorded_at)
  SELECT $2, r.number, $3, r.stage, r.phase, r.checkpoint, r.origin, r.canonical, r.sha256, r."declaredBy", $4, $5
  FROM given, jsonb_to_recordset(g -> 'revisions') AS r (number int, stage int, phase text, checkpoint text, origin text, canonical text, sha256 text, "declaredBy" text)),
signatures AS (
  INSERT INTO signature (id, county_id, evaluation_id, revision, slot, person_id, on_behalf_of, hash, minutes_no, signed_at, sha256, recorded_at)
  SELECT s.id, $3, $2, s.revision, s.slot, s."personId", s."onBehalfOf", s.hash, s."minutesNo", s."signedAt", s.sha256, $5
  FROM given, jsonb_to_recordset(g -> 'signatures') AS s (id text, revision int, slot text, "personId" text, "onBehalfOf" text, hash text, "minutesNo" text, "signedAt" timestamptz, sha256 text)),
voids AS (
  INSERT INTO signature_void (signature_id, county_id, why, voided_by, input_id, voided_at)
  SELECT s.id, $3, v.why, v.by, v."inputId", $4
  FROM given, jsonb_to_recordset(g -> 'voids') AS v (number int, why text, by text, "inputId" text)
  JOIN signature s ON s.evaluation_id = $2 AND s.finding_id IS NULL AND s.revision = v.number
  ON CONFLICT (signature_id) DO NOTHING),
absences AS (
  INSERT INTO delegation (evaluation_id, seq, county_id, from_id, to_id, starts_on, ends_on)
  SELECT $2, a.seq, $3, a."from", a."to", a."startsOn", a."endsOn"
  FROM given, jsonb_to_recordset(g -> 'delegations') AS a (seq int, "from" text, "to" text, "startsOn" date, "endsOn" date)),
targets AS (
  INSERT INTO indicator_entry (evaluation_id, indicator, county_id, target, actual, entered_reason, variance_reason, improvement_action, updated_by, updated_at)
  SELECT $2, t.indicator, $3, t.target, '', '', '', '', t.by, now() FROM given, jsonb_to_recordset(g -> 'targets') AS t (indicator text, target text, by text)
  ON CONFLICT (evaluation_id, indicator) DO UPDATE SET target = excluded.target, updated_by = excluded.updated_by, updated_at = excluded.updated_at, version = indicator_entry.version + 1),
published AS (
  INSERT INTO publication (evaluation_id, county_id, unit_id, year, rehearsal_campaign_id, number, canonical, sha256, withheld, basis_id, score, grade, published_at)
  SELECT $2, $3, e.unit_id, e.year, e.rehearsal_campaign_id, r.number, r.canonical, r.sha256, r.number IS NULL, p."basisId", p.score, p.grade, $4
  FROM given, jsonb_to_record(CASE jsonb_typeof(g -> 'published') WHEN 'object' THEN g -> 'published' ELSE '{}' END) AS p (number int, "basisId" text, score numeric, grade text)
  JOIN evaluation e ON e.id = $2 LEFT JOIN revision r ON r.evaluation_id = $2 AND r.number = p.number
  WHERE jsonb_typeof(g -> 'published') = 'object')
INSERT INTO publication_correction (evaluation_id, number, county_id, input_id, corrected_by, corrected_at)
SELECT $2, c.number, $3, c."inputId", c.by, $4 FROM given, jsonb_to_recordset(g -> 'corrections') AS c (number int, "inputId" text, by text)`;

/** Writes a projection in one statement; nothing is sent when nothing changed. `occurredAt` is process time, `recordedAt` wall time. */
export async function writeProjection(client: Queryable, evaluation: { readonly id: string; readonly countyId: string }, projection: Projection, { occurredAt, recordedAt }: { readonly occurredAt: Instant; readonly recordedAt: Instant }): Promise<void> {
  if (isEmpty(projection)) return;
  await client.query({ name: 'write-projection', text, values: [JSON.stringify(projection), evaluation.id, evaluation.countyId, occurredAt, recordedAt] });
}
