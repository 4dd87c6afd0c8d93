import { createHash } from 'node:crypto';
import type { ExaminedDocument } from '@hengji/contracts';
import { recordRead } from '@hengji/database';
import { maximumDocumentBytes, UnreadableDocumentError, unreadableSentences, type Shown } from '@hengji/documents';
import { requireCounty } from '../access.js';
import { busy, inTurn } from '../guardedFiles.js';
import { HttpProblem } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { newestTemplates, templateVersion } from './templates.js';

/** Of one person so many files wait for their turn, so that whoever drops a hundred lets others in between. */
const mostWaitingOfOne = 3;

const nothingShown: Shown = { blocks: [], marks: [], cut: false };

function shownView({ blocks, marks, cut }: Shown): ExaminedDocument['shown'] {
  return { blocks: blocks.map((block) => (block.kind === 'line' ? block : { kind: block.kind, rows: block.rows.map((row) => [...row]) })), marks: [...marks], cut };
}

/** Forms of the county by their newest version, then those of the product that say something else. */
export function templatesToHoldTo({ database }: Services): Handler<'listExaminationTemplates'> {
  return async ({ who }) => {
    requireCounty(who, 'Document', 'examine');
    const shown = await newestTemplates(database, who);
    return { data: shown.map(({ id, template: { title, titleEn, version } }) => ({ id, title, titleEn, version })) };
  };
}

/** Reads an uploaded file and holds it to the rules. Nothing of it is kept but the hash of its bytes, in the log of looks. */
export function examine({ database, examiner }: Services): Handler<'examineDocument'> {
  const waiting = new Map<string, number>();
  return async ({ who, language, requestId }, { query, body }) => {
    requireCounty(who, 'Document', 'examine');
    if (body.length > maximumDocumentBytes) throw new HttpProblem(413, 'tooLarge', { params: { megabytes: maximumDocumentBytes / 1024 / 1024 } });
    const template = query.template === undefined ? null : (await templateVersion(database, who, query.template)).template;
    const own = waiting.get(who.personId) ?? 0;
    if (own >= mostWaitingOfOne) throw busy();
    const sha256 = createHash('sha256').update(body).digest('hex');
    await recordRead(database, { countyId: who.countyId, personId: who.personId, operation: 'examineDocument', path: `/examinations/${sha256}`, evaluationId: null, findingId: null, unitIds: [], requestId });
    waiting.set(who.personId, own + 1);
    try {
      const { report, shown } = await inTurn(examiner.examine({ bytes: new Uint8Array(body), name: query.name, template, shown: true, language: language === 'en' ? 'en' : 'zh' }));
      return { ...report, shown: shownView(shown ?? nothingShown) };
    } catch (error) {
      if (error instanceof UnreadableDocumentError) throw new HttpProblem(422, 'fileUnreadable', { params: { reason: unreadableSentences[language === 'en' ? 'en' : 'zh'][error.code] }, errors: { file: error.code } });
      throw error;
    } finally {
      const left = (waiting.get(who.personId) ?? 1) - 1;
      if (left === 0) waiting.delete(who.personId);
      else waiting.set(who.personId, left);
    }
  };
}
