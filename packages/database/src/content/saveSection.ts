import { fieldProblem, fieldsIn, parseCivilDate, stageOf, type CivilDate, type EvaluationId, type PersonId, type SectionKey } from '@hengji/domain';
import { readCircumstances } from '../commit/circumstances.js';
import type { EvaluationCase } from '../commit/evaluationRow.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { entryFaults, writeEntries, type EntryChange } from './indicatorEntries.js';
import { raiseVersion, recordContribution, takeOpenSection } from './openSection.js';
import { refused, type ContentOutcome, type FieldFault } from './problems.js';

export type SaveSection = {
  readonly evaluationId: EvaluationId;
  readonly section: SectionKey;
  readonly person: PersonId;
  /** By field key, as stored (money in 分); '' clears a field. Fields that are not named stay. */
  readonly values: Readonly<Record<string, string>>;
  /** Rows beside indicators, only in the goals and the assessment. */
  readonly entries?: readonly EntryChange[];
  /** The form's version the person saw; 0 before the first save. */
  readonly expectedVersion: number;
  readonly acceptDisqualification: boolean;
  /** Wall time; now when absent. */
  readonly wallInstant?: string;
};

/** The day it is on the case's own clock. */
async function processDate(client: Queryable, evaluation: EvaluationCase, wallInstant = new Date().toISOString()): Promise<CivilDate> {
  const around = await readCircumstances(client, evaluation, { kind: 'evaluation', id: evaluation.id, updateId: '', from: null, wallInstant, inputs: [] });
  return around.today;
}

/** Saves fields and rows of an open section of the current stage, all or none. Answers the form's new version. */
export async function saveSection(db: Database, request: SaveSection): Promise<ContentOutcome<{ readonly version: number }>> {
  return inTransaction(db, async (client) => {
    const taken = await takeOpenSection(client, request, 'FOR UPDATE', request.expectedVersion);
    if (!taken.ok) return taken;
    const { evaluation, reference } = taken;
    const { period } = stageOf(evaluation.state);
    const definition = reference.template.sections.find((section) => section.key === request.section);
    const fields = new Map(definition === undefined || period === null ? [] : fieldsIn(definition, period).map((field) => [field.key, field]));
    const values = Object.entries(request.values);
    const today = [...fields.values()].some((field) => field.notFuture === true && (request.values[field.key] ?? '') !== '') ? await processDate(client, evaluation, request.wallInstant) : null;
    const faults = values.flatMap(([key, value]): FieldFault[] => {
      const field = fields.get(key);
      if (field === undefined) return [{ field: key, problem: 'unknownField' }];
      // 2023-02-29 has the form of a date.
      const problem = fieldProblem(field, value, today) ?? (field.type === 'date' && value !== '' && parseCivilDate(value) === null ? 'notDate' : null);
      return problem === null ? [] : [{ field: key, problem }];
    });
    const entries = request.entries ?? [];
    faults.push(...entryFaults(reference.template, request.section, entries));
    if (faults.length > 0) return refused({ code: 'fields', problems: faults });
    if (values.length + entries.length > 0) await recordContribution(client, evaluation, request.person);
    if (entries.length > 0) await writeEntries(client, evaluation, reference.template, request.person, entries);
    if (values.length > 0) {
      await client.query(
        `INSERT INTO figure (evaluation_id, period, section, field, county_id, value, updated_by, updated_at)
         SELECT $1, $2, $3, v.field, $4, v.value, $5, now() FROM unnest($6::text[], $7::text[]) AS v (field, value)
         ON CONFLICT (evaluation_id, period, section, field) DO UPDATE SET value = excluded.value, updated_by = excluded.updated_by, updated_at = excluded.updated_at, version = figure.version + 1
         WHERE figure.value <> excluded.value`,
        [evaluation.id, period, request.section, evaluation.countyId, request.person, values.map(([key]) => key), values.map(([, value]) => value)],
      );
    }
    return { ok: true, value: { version: await raiseVersion(client, evaluation, request.section, request.person) } };
  });
}
