import { listPublished, pingDatabase, readPublished, type Database, type PublishedSummary } from '@hengji/database';
import { civilDateOf } from '@hengji/domain';
import { pageSize, type PublicationRow, type PublicRecords } from './records.js';
import type { Language } from './words.js';

/** The published results in PostgreSQL, read only. */
export function databaseRecords(db: Database): PublicRecords {
  return {
    async list(filter, language) {
      const page = await listPublished(
        db,
        { rehearsal: filter.rehearsal, year: filter.year ?? undefined, q: filter.unit ?? undefined, grade: filter.grade ?? undefined },
        { offset: (filter.page - 1) * pageSize, limit: pageSize },
      );
      return { rows: page.rows.map((row) => rowOf(row, language)), total: page.total };
    },
    async find(id, { rehearsal, language }) {
      const result = await readPublished(db, id, rehearsal);
      if (result === null) return null;
      return {
        ...rowOf(result, language),
        issuer: nameOf(result.unit, language),
        indexNumber: indexNumberOf(result),
        revision: { text: result.canonical, sha256: result.sha256 },
        template: result.template,
        corrections: result.corrections.map((correction) => ({ on: civilDateOf(correction.at), text: correction.text })),
      };
    },
    ping: () => pingDatabase(db),
  };
}

function rowOf(row: PublishedSummary, language: Language): PublicationRow {
  return { id: row.evaluationId, unitName: nameOf(row.unit, language), year: row.year, score: row.score, grade: row.grade, publishedOn: civilDateOf(row.publishedAt) };
}

function nameOf(unit: PublishedSummary['unit'], language: Language): string {
  return language === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name;
}

/** 索引号: the year and the beginning of the evaluation's id, the same for ever and found by no counting. */
function indexNumberOf(row: PublishedSummary): string {
  return `${row.year}-${row.evaluationId.slice(0, 8).toUpperCase()}`;
}
