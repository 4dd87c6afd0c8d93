import { addEvidence, putBlob, readFindingFacts } from '@hengji/database';
import { Readable } from 'node:stream';
import { precheckFinding } from '@hengji/domain';
import { requireOn } from '../access.js';
import { idFrom } from '../commandInput.js';
import { refused } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

/** A proof for a finding; it counts only once the command `addEvidence` hands it in. */
export function attachToFinding({ database, blobs }: Services): Handler<'addFindingEvidence'> {
  return async ({ who, idempotencyKey }, { params, query, body }) => {
    const known = await readFindingFacts(database, params.id, who.personId, new Date().toISOString());
    requireOn(who, 'Finding', known, 'addEvidence');
    // Before the file is kept: what nothing refers to would only fill the disk.
    const hopeless = known === null ? null : precheckFinding(known.state, 'addEvidence');
    if (hopeless !== null) throw refused(hopeless);
    const stored = await putBlob(database, blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const added = await addEvidence(database, { id: idFrom(idempotencyKey, 'evidence'), target: { findingId: params.id }, name: query.name, sha256: stored.value.sha256, person: who.personId, acceptDisqualification: false });
    if (!added.ok) throw contentProblem(added.problem);
    const { mediaType, bytes, sha256 } = stored.value;
    return { ...added.value, mediaType, bytes, sha256, uploadedBy: { id: who.personId, name: who.name }, uploadedAt: new Date().toISOString() };
  };
}
