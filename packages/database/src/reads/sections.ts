import {
  assessmentSection, disputedRows, explain, goalsSection, missingFields, missingInRows, periods, rowsOfSection, scoreSheet, sensitivity, templateOfStage,
  type EvaluationId, type Explanation, type Figures, type IndicatorDefinition, type IndicatorKey, type Instant, type OperandRef, type Period, type PersonId, type Phase, type ScoreSheet, type SectionDefinition, type SectionKey, type SectionStatus, type Sensitivity, type Sha256,
} from '@hengji/domain';
import { contentFacts, figuresOf, overridesOf, readContent, yearEndStages } from '../commit/content.js';
import { readEvaluationCase } from '../commit/evaluationRow.js';
import { referenceOf, referenceOfStage } from '../commit/reference.js';
import type { Database } from '../database.js';
import { resolveNames, textOf } from './names.js';
import type { Named } from './paging.js';

export type EvidenceView = {
  readonly id: string;
  /** Null on a finding. */
  readonly section: SectionKey | null;
  /** The row it supports; null for a whole section, and on a finding. */
  readonly indicator: IndicatorKey | null;
  readonly name: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly mediaType: string;
  readonly uploadedBy: Named;
  readonly uploadedAt: Instant;
};

export type SectionView = {
  readonly key: SectionKey;
  readonly definition: SectionDefinition;
  readonly status: SectionStatus;
  /** Of the form: what a save must name. */
  readonly version: number;
  readonly owner: Named | null;
  readonly submittedBy: Named | null;
  readonly returnReason: string | null;
  /** By field key, as stored. */
  readonly values: Readonly<Record<string, string>>;
  /** Required fields that are empty, and what is missing beside the indicators (`<indicator>.<part>`). */
  readonly missing: readonly string[];
  readonly updatedBy: Named | null;
  readonly updatedAt: Instant | null;
  readonly evidence: readonly EvidenceView[];
  /** Rows that a file beside the section may be shown for. */
  readonly supportable: readonly IndicatorDefinition[];
};

export type SectionsOfStage = { readonly stage: number; readonly phase: Phase; readonly checkpoint: string | null; readonly period: Period | null; readonly sections: readonly SectionView[] };

type FormRow = { readonly section: string; readonly status: SectionStatus; readonly version: number; readonly updated_by: string | null; readonly updated_at: Instant | null };
type EvidenceRow = { readonly id: string; readonly section: string | null; readonly indicator: string | null; readonly name: string; readonly sha256: string; readonly bytes: string; readonly media_type: string; readonly uploaded_by: string; readonly uploader: string | null; readonly uploaded_at: Instant };

export const evidenceSql = `SELECT v.id, v.section, v.indicator, v.name, v.sha256, b.bytes, b.media_type, v.uploaded_by, p.name AS uploader, v.uploaded_at
  FROM evidence v JOIN blob b ON b.sha256 = v.sha256 LEFT JOIN person p ON p.id = v.uploaded_by`;

export function evidenceOf(row: EvidenceRow): EvidenceView {
  return {
    id: row.id, section: row.section, indicator: row.indicator, name: row.name, sha256: row.sha256, bytes: Number(row.bytes), mediaType: row.media_type,
    uploadedBy: { id: row.uploaded_by, name: row.uploader ?? row.uploaded_by }, uploadedAt: row.uploaded_at,
  };
}

async function figuresOfPeriod(db: Database, id: EvaluationId, periods: readonly Period[]): Promise<readonly (readonly [string, string, string, string])[]> {
  const { rows } = await db.pool.query<{ period: string; section: string; field: string; value: string }>('SELECT period, section, field, value FROM figure WHERE evaluation_id = $1 AND period = ANY ($2::text[])', [id, periods]);
  return rows.map((row) => [row.period, row.section, row.field, row.value] as const);
}

/** The sections of a stage (absent: the current one) with the values of its period; null when there is no such evaluation or stage. */
export async function readSections(db: Database, id: EvaluationId, stage?: number): Promise<SectionsOfStage | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null) return null;
  const at = stage ?? evaluation.state.stageIndex;
  const { state } = evaluation;
  const { template } = await referenceOfStage(db.pool, evaluation, at);
  const current = await referenceOf(db.pool, evaluation);
  const definition = template.process.stages[at];
  if (definition === undefined) return null;
  const [stored, forms, evidence, reasons] = await Promise.all([
    readContent(db.pool, id, state),
    db.pool.query<FormRow>('SELECT section, status, version, updated_by, updated_at FROM section_form WHERE evaluation_id = $1 AND stage = $2', [id, at]),
    db.pool.query<EvidenceRow>({ name: 'evidence-of-stage', text: `${evidenceSql} WHERE v.evaluation_id = $1 AND v.stage = $2 AND v.finding_id IS NULL AND v.removed_at IS NULL ORDER BY v.uploaded_at, v.id`, values: [id, at] }),
    db.pool.query<{ id: string; json: string }>('SELECT id, json FROM command_input WHERE id = ANY ($1::text[])', [state.sections.flatMap((one) => (one.returnReason === null ? [] : [one.returnReason]))]),
  ]);
  const writers = [...forms.rows.map((form) => form.updated_by), ...state.sections.flatMap(({ owner, submittedBy }) => [owner, submittedBy]), ...Object.values(state.owners)];
  const names = await resolveNames(db, evaluation.countyId, writers);
  const { period } = definition;
  const figures: Figures = period === null ? {} : figuresOf(await figuresOfPeriod(db, id, [period]), period);
  const sheet = scoreSheet(current.template, stored.yearEnd, stored.entries, [], overridesOf(state, stored));
  const named = (person: string | null | undefined): Named | null => (person === null || person === undefined ? null : { id: person, name: names[person] ?? person });
  const sections = definition.sections.flatMap((key): SectionView[] => {
    const found = template.sections.find((one) => one.key === key);
    if (found === undefined) return [];
    const form = forms.rows.find((one) => one.section === key);
    const live = at === state.stageIndex ? state.sections.find((one) => one.key === key) : undefined;
    const reason = reasons.rows.find((one) => one.id === live?.returnReason);
    return [
      {
        key,
        definition: found,
        status: form?.status ?? 'open',
        version: form?.version ?? 0,
        owner: named(live?.owner ?? state.owners[key]),
        submittedBy: named(live?.submittedBy),
        returnReason: reason === undefined ? null : textOf(reason.json),
        values: figures[key] ?? {},
        missing: period === null ? [] : [...missingFields(template, key, period, figures), ...missingInRows(sheet, key)],
        updatedBy: named(form?.updated_by),
        updatedAt: form?.updated_at ?? null,
        evidence: evidence.rows.filter((one) => one.section === key).map(evidenceOf),
        supportable: rowsOfSection(template, key),
      },
    ];
  });
  return { stage: at, phase: definition.phase, checkpoint: definition.checkpoint, period, sections };
}

/**
 * The rows of a stage that was done by another version than the one the case runs by now, as its last frozen version holds them; null where the
 * stage was done by the version in force, or was never frozen.
 */
export async function readFrozenSheet(db: Database, id: EvaluationId, stage: number): Promise<ScoreSheet | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null || templateOfStage(evaluation.state, stage) === evaluation.templateId) return null;
  const { template, templateId } = await referenceOfStage(db.pool, evaluation, stage);
  const { rows } = await db.pool.query<{ indicators: readonly FrozenRow[] }>(
    `SELECT canonical::jsonb -> 'indicators' AS indicators FROM revision WHERE evaluation_id = $1 AND phase = $2 AND checkpoint IS NOT DISTINCT FROM $3 AND canonical::jsonb #>> '{template,id}' = $4
     ORDER BY number DESC LIMIT 1`,
    [id, template.process.stages[stage]?.phase ?? '', template.process.stages[stage]?.checkpoint ?? null, templateId],
  );
  const [row] = rows;
  return row === undefined ? null : scoreSheet(template, {}, row.indicators.map((one) => ({ indicator: one.indicator, target: one.target, actual: one.actual, entered: one.entered, varianceReason: one.varianceReason, improvementAction: one.improvementAction })));
}

type FrozenRow = { readonly indicator: IndicatorKey; readonly target: string; readonly actual: string; readonly entered: { readonly score: string; readonly reason: string } | null; readonly varianceReason: string; readonly improvementAction: string };

/** Values of every period, to read side by side. */
export async function readFigures(db: Database, id: EvaluationId): Promise<Readonly<Partial<Record<Period, Figures>>>> {
  const rows = await figuresOfPeriod(db, id, periods);
  return Object.fromEntries(periods.filter((period) => rows.some(([of]) => of === period)).map((period) => [period, figuresOf(rows, period)]));
}

/** One score of the year's end down to its inputs; null when there is no such evaluation or indicator. */
export async function readExplanation(db: Database, id: EvaluationId, indicator: IndicatorKey): Promise<(Explanation<EvidenceView> & { readonly definition: IndicatorDefinition; readonly names: Readonly<Record<PersonId, string>> }) | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null) return null;
  const { template } = await referenceOf(db.pool, evaluation);
  const stored = await readContent(db.pool, id, evaluation.state);
  const row = scoreSheet(template, stored.yearEnd, stored.entries, [], overridesOf(evaluation.state, stored)).rows.find((one) => one.indicator.key === indicator);
  if (row === undefined) return null;
  const stages = yearEndStages(evaluation.state);
  const [written, evidence] = await Promise.all([
    db.pool.query<{ section: string; field: string; by: string; name: string | null; at: Instant }>(
      "SELECT f.section, f.field, f.updated_by AS by, p.name, f.updated_at AS at FROM figure f LEFT JOIN person p ON p.id = f.updated_by WHERE f.evaluation_id = $1 AND f.period = 'yearEnd'",
      [id],
    ),
    db.pool.query<EvidenceRow>(`${evidenceSql} WHERE v.evaluation_id = $1 AND v.stage = ANY ($2::int[]) AND v.finding_id IS NULL AND v.removed_at IS NULL ORDER BY v.uploaded_at, v.id`, [id, stages]),
  ]);
  const provenance = ({ section, field }: OperandRef) => written.rows.find((one) => one.section === section && one.field === field) ?? null;
  return {
    ...explain(template, row, stored.yearEnd, provenance, evidence.rows.map(evidenceOf)),
    definition: row.indicator,
    names: Object.fromEntries(written.rows.map(({ by, name }) => [by, name ?? by])),
  };
}

export type ScoreSheets = {
  /** What the department claims. */
  readonly self: ScoreSheet;
  /** The same rows after the bureau's deductions so far. */
  readonly reviewed: ScoreSheet;
  readonly sensitivity: Sensitivity | null;
  /** Versions of the forms that the entries are saved under, in the current stage; null where the stage has no such section. */
  readonly entriesVersion: { readonly goals: number | null; readonly assessment: number | null };
  /** Files that name a row, of the year's end and of the current stage. */
  readonly evidence: readonly (EvidenceView & { readonly indicator: IndicatorKey })[];
};

/** `unserved`: whether findings count that the department has not been served yet. */
export async function readScoreSheet(db: Database, id: EvaluationId, unserved: boolean): Promise<ScoreSheets | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null) return null;
  const reference = await referenceOf(db.pool, evaluation);
  const stored = await readContent(db.pool, id, evaluation.state);
  const { rows } = await db.pool.query<{ section: string; version: number }>('SELECT section, version FROM section_form WHERE evaluation_id = $1 AND stage = $2', [id, evaluation.state.stageIndex]);
  const { rows: proposals } = await db.pool.query<{ indicator: string; points: string }>(
    `SELECT indicator, points::text FROM finding WHERE evaluation_id = $1 AND indicator IS NOT NULL AND points IS NOT NULL AND status <> 'withdrawn' AND ($2 OR status <> 'raised') ORDER BY number`,
    [id, unserved],
  );
  const stages = [evaluation.state.stageIndex, ...yearEndStages(evaluation.state)];
  const { rows: files } = await db.pool.query<EvidenceRow>(
    `${evidenceSql} WHERE v.evaluation_id = $1 AND v.stage = ANY ($2::int[]) AND v.indicator IS NOT NULL AND v.finding_id IS NULL AND v.removed_at IS NULL ORDER BY v.uploaded_at, v.id`,
    [id, stages],
  );
  const reviewed = scoreSheet(reference.template, stored.yearEnd, stored.entries, evaluation.state.deductions, overridesOf(evaluation.state, stored));
  const version = (section: SectionKey) => rows.find((row) => row.section === section)?.version ?? null;
  return {
    self: contentFacts(evaluation, evaluation.state, reference, stored).selfSheet(),
    reviewed,
    sensitivity: sensitivity(reviewed, disputedRows(reviewed, proposals), reference.template),
    entriesVersion: { goals: version(goalsSection), assessment: version(assessmentSection) },
    evidence: files.map(evidenceOf).flatMap((file) => (file.indicator === null ? [] : [{ ...file, indicator: file.indicator }])),
  };
}
