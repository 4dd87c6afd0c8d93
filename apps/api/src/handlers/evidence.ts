import { addEvidence, putBlob, readFindingFacts } from '@hengji/database';
import { Readable } from 'node:stream';
import { requireOn } from '../access.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

/** A proof for a finding; it counts only once the command `addEvidence` hands it in. */
export function attachToFinding({ database, blobs }: Services): Handler<'addFindingEvidence'> {
  return async ({ who }, { params, query, body }) => {
    const known = await readFindingFacts(database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Finding', known, 'addEvidence');
    const stored = await putBlob(database, blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const added = await addEvidence(database, { target: { findingId: params.id }, name: query.name, sha256: stored.value.sha256, person: who.personId, acceptDisqualification: false });
    if (!added.ok) throw contentProblem(added.problem);
    const { mediaType, bytes, sha256 } = stored.value;
    return { id: added.value.id, name: query.name, mediaType, bytes, sha256, uploadedBy: { id: who.personId, name: who.name }, uploadedAt: new Date().toISOString() };
  };
}
