import { addEvidence, putBlob, readFindingPlace } from '@hengji/database';
import { Readable } from 'node:stream';
import { precheckFinding } from '@hengji/domain';
import { requireOnFinding } from '../access.js';
import { idFrom } from '../commandInput.js';
import { refused } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

/** A proof for a finding; it counts only once the command `addEvidence` hands it in. */
export function attachToFinding({ database, blobs }: Services): Handler<'addFindingEvidence'> {
  return async ({ who, idempotencyKey }, { params, query, body }) => {
    const place = requireOnFinding(who, await readFindingPlace(database, params.id), 'addEvidence');
    // Before the file is kept: what nothing refers to would only fill the disk.
    const hopeless = precheckFinding(place, 'addEvidence');
    if (hopeless !== null) throw refused(hopeless);
    const stored = await putBlob(database, blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const added = await addEvidence(database, { id: idFrom(idempotencyKey, 'evidence'), target: { findingId: params.id }, name: query.name, sha256: stored.value.sha256, person: who.personId, acceptDisqualification: false });
    if (!added.ok) throw contentProblem(added.problem);
    const { mediaType, bytes, sha256 } = stored.value;
    return { ...added.value, indicator: null, mediaType, bytes, sha256, uploadedBy: { id: who.personId, name: who.name }, uploadedAt: new Date().toISOString() };
  };
}
