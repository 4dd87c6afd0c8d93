import { randomUUID } from 'node:crypto';
import { isReleasable, lintTemplate } from '@hengji/checks';
import { canonicalJson, refuseTemplate, type Template } from '@hengji/domain';
import { asJson, sha256 } from '../commit/hash.js';
import type { Database } from '../database.js';
import { newestOfKey } from '../reads/templates.js';
import { changeRegistry, obey, type PersonWrite } from './record.js';

/**
 * Releases a version of a template: from then on years may be opened by it, and its text never changes. The county's chain keeps its hash.
 * Answers its id. Throws `RegistryRefusalError`: an error of the linter, a number that is not the next of its key, nothing new.
 */
export async function releaseTemplate(db: Database, write: PersonWrite, { template, reason }: { readonly template: Template; readonly reason: string }): Promise<string> {
  return changeRegistry(db, write, async ({ client, record, text }) => {
    const newest = await newestOfKey(client, write.countyId, template.key);
    obey(refuseTemplate({ template, releasable: isReleasable(lintTemplate(template)) }, newest?.template ?? null));
    const id = randomUUID();
    const json = canonicalJson(asJson(template));
    const hash = sha256(json);
    await client.query('INSERT INTO template_version (id, key, version, json, sha256, released_at, county_id) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, template.key, template.version, json, hash, new Date().toISOString(), write.countyId]);
    record({ type: 'templateReleased', template: id, key: template.key, version: template.version, sha256: hash, reason: text(reason) });
    return id;
  });
}
