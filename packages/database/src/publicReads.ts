import type { EvaluationId, Instant, Json, Rating, Sha256, Template } from '@hengji/domain';
import { only, type Database } from './database.js';

/**
 * What the public may read: published results and nothing else. A withheld result is not in any answer. `rehearsal` is a wall and no
 * filter: an answer holds real results only, or rehearsed ones only.
 */

/** A result in a list. `score`: decimal string with two places, after review. `publishedAt`: process time. */
export type PublishedSummary = {
  readonly evaluationId: EvaluationId;
  readonly county: { readonly id: string; readonly name: string };
  /** The department, or the subordinate unit or project that was evaluated (then both names are the Chinese one). */
  readonly unit: { readonly id: string; readonly name: string; readonly nameEn: string };
  readonly year: number;
  readonly publishedAt: Instant;
  readonly score: string | null;
  readonly grade: Rating | null;
  readonly rehearsal: boolean;
};

/** A result with the frozen revision that was published, byte for byte as it was hashed, and its corrections, oldest first. */
export type PublishedResult = PublishedSummary & {
  readonly canonical: string;
  readonly sha256: Sha256;
  readonly corrections: readonly { readonly number: number; readonly text: string; readonly at: Instant }[];
  readonly template: Template;
};

/** `q`: a part of the unit's name, Chinese or English, in any case. */
export type PublishedFilter = { readonly rehearsal: boolean; readonly year?: number; readonly q?: string; readonly grade?: Rating };

const columns = `p.evaluation_id AS "evaluationId", jsonb_build_object('id', c.id, 'name', c.name) AS county,
  CASE e.subject_kind WHEN 'department' THEN jsonb_build_object('id', u.id, 'name', u.name, 'nameEn', u.name_en)
    ELSE jsonb_build_object('id', e.subject_id, 'name', e.subject_name, 'nameEn', e.subject_name) END AS unit,
  p.year, p.published_at AS "publishedAt", p.score::text AS score, p.grade, p.rehearsal_campaign_id IS NOT NULL AS rehearsal`;

const tables = `publication p JOIN evaluation e ON e.id = p.evaluation_id JOIN unit u ON u.id = p.unit_id JOIN county c ON c.id = p.county_id`;

const shown = `NOT p.withheld AND p.canonical IS NOT NULL AND (p.rehearsal_campaign_id IS NOT NULL) = $1`;

/** Latest year first, in a year the latest publication first. */
export async function listPublished(
  db: Database,
  filter: PublishedFilter,
  paging: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly PublishedSummary[]; readonly total: number }> {
  const where = `${shown} AND ($2::int IS NULL OR p.year = $2) AND ($4::text IS NULL OR p.grade = $4)
    AND ($3::text IS NULL OR strpos(lower(CASE e.subject_kind WHEN 'department' THEN u.name || chr(10) || u.name_en ELSE e.subject_name END), lower($3)) > 0)`;
  const values = [filter.rehearsal, filter.year ?? null, filter.q ?? null, filter.grade ?? null];
  const [{ rows }, { rows: counted }] = await Promise.all([
    db.pool.query<PublishedSummary>(`SELECT ${columns} FROM ${tables} WHERE ${where} ORDER BY p.year DESC, p.published_at DESC, p.evaluation_id OFFSET $5 LIMIT $6`, [...values, paging.offset, paging.limit]),
    db.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${tables} WHERE ${where}`, values),
  ]);
  return { rows, total: only(counted).total };
}

type Found = PublishedSummary & { readonly canonical: string; readonly sha256: Sha256; readonly template: string; readonly corrections: readonly { readonly number: number; readonly json: string; readonly at: string }[] };

/** Null when there is no such result on this side of the wall, or when it is withheld. */
export async function readPublished(db: Database, evaluationId: EvaluationId, rehearsal: boolean): Promise<PublishedResult | null> {
  const { rows } = await db.pool.query<Found>(
    `SELECT ${columns}, p.canonical, p.sha256, t.json AS template,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', k.number, 'json', i.json, 'at', k.corrected_at) ORDER BY k.number), '[]')
        FROM publication_correction k JOIN command_input i ON i.id = k.input_id WHERE k.evaluation_id = p.evaluation_id) AS corrections
     FROM ${tables} JOIN template_version t ON t.id = p.canonical::jsonb #>> '{template,id}' WHERE ${shown} AND p.evaluation_id = $2`,
    [rehearsal, evaluationId],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const template: Template = JSON.parse(found.template);
  return {
    ...found,
    template,
    // In JSON the database writes an instant with its own offset.
    corrections: found.corrections.map(({ number, json, at }) => ({ number, text: textOf(JSON.parse(json)), at: new Date(at).toISOString() })),
  };
}

/** What a person wrote with a command is stored as JSON: the text itself. */
function textOf(input: Json): string {
  return typeof input === 'string' ? input : '';
}
