import { randomUUID } from 'node:crypto';
import type { PersonId } from '@hengji/domain';
import type { Database } from './database.js';
import { changeRegistry } from './registry/record.js';

/** Under which accounts of the office's identity provider stand. */
export const identityProvider = 'oidc';

/** Who somebody is at an identity provider: `subject` is never given to another there, unlike a name. */
export type Identity = { readonly issuer: string; readonly subject: string };

const accountIdOf = ({ issuer, subject }: Identity): string => `${issuer}|${subject}`;

/** Whose identity it is; null when nobody signed in with it yet. */
export async function personOfIdentity(db: Database, identity: Identity): Promise<PersonId | null> {
  const { rows } = await db.pool.query<{ user_id: string }>('SELECT user_id FROM account WHERE provider_id = $1 AND account_id = $2', [identityProvider, accountIdOf(identity)]);
  return rows[0]?.user_id ?? null;
}

/**
 * Ties an identity that comes for the first time to the account of that user name, and puts it on record. Answers whose it is; null when
 * there is no such account, it is closed, or another identity has it already. Nobody is ever added.
 */
export async function linkIdentity(db: Database, identity: Identity, username: string): Promise<PersonId | null> {
  const { rows } = await db.pool.query<{ id: PersonId; county_id: string }>('SELECT p.id, p.county_id FROM "user" a JOIN person p ON p.id = a.id WHERE a.username = lower($1) AND p.deactivated_at IS NULL', [username]);
  const [person] = rows;
  if (person === undefined) return null;
  const answer = await changeRegistry(db, { countyId: person.county_id, actor: person.id, key: null }, async ({ client, record }) => {
    // The county's lock makes two first sign-ins wait for each other.
    const { rowCount } = await client.query(
      `INSERT INTO account (id, account_id, provider_id, user_id, created_at, updated_at) SELECT $1, $2, $3, $4, now(), now()
       WHERE NOT EXISTS (SELECT 1 FROM account WHERE provider_id = $3 AND user_id = $4) ON CONFLICT (provider_id, account_id) DO NOTHING`,
      [randomUUID(), accountIdOf(identity), identityProvider, person.id],
    );
    if (rowCount !== 1) return '';
    record({ type: 'identityLinked', person: person.id });
    return person.id;
  });
  return answer === '' ? personOfIdentity(db, identity) : answer;
}
