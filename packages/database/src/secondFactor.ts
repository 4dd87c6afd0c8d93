import { refuseAccountChange, type PersonId } from '@hengji/domain';
import type { Database, Queryable } from './database.js';
import { isDeactivated } from './registry/duties.js';
import { changeRegistry, obey, RegistryRefusalError, type PersonWrite } from './registry/record.js';

export type SecondFactor = {
  /** As the API sealed it. */
  readonly sealedSecret: string;
  /** It counts only once a code of it was typed: whoever scanned nothing is not locked out. */
  readonly confirmed: boolean;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodes: number;
};

export async function readSecondFactor(db: Database, personId: PersonId): Promise<SecondFactor | null> {
  const { rows } = await db.pool.query<SecondFactor>(
    `SELECT secret AS "sealedSecret", confirmed_at IS NOT NULL AS confirmed, (SELECT count(*)::int FROM recovery_code c WHERE c.person_id = f.person_id AND c.used_at IS NULL) AS "recoveryCodes"
     FROM second_factor f WHERE person_id = $1`,
    [personId],
  );
  return rows[0] ?? null;
}

/** Keeps a secret that waits for its first code; one that waited before is forgotten. False when there is a confirmed one. */
export async function beginSecondFactor(db: Database, personId: PersonId, sealedSecret: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `INSERT INTO second_factor (person_id, secret) VALUES ($1, $2)
     ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, created_at = now(), last_step = 0 WHERE second_factor.confirmed_at IS NULL`,
    [personId, sealedSecret],
  );
  return rowCount === 1;
}

/** Takes the code of a half minute: true the first time, and never again for it or one before. */
export async function takeStep(db: Database, personId: PersonId, step: number): Promise<boolean> {
  const { rowCount } = await db.pool.query('UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2', [personId, step]);
  return rowCount === 1;
}

/** Takes a recovery code by its hash: true once. */
export async function takeRecoveryCode(db: Database, personId: PersonId, hash: string): Promise<boolean> {
  const { rowCount } = await db.pool.query('UPDATE recovery_code SET used_at = now() WHERE person_id = $1 AND hash = $2 AND used_at IS NULL', [personId, hash]);
  return rowCount === 1;
}

async function writeRecoveryCodes(client: Queryable, personId: PersonId, hashes: readonly string[]): Promise<void> {
  await client.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  await client.query('INSERT INTO recovery_code (person_id, hash) SELECT $1, unnest($2::text[])', [personId, hashes]);
}

async function remove(client: Queryable, personId: PersonId): Promise<void> {
  await client.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  await client.query('DELETE FROM second_factor WHERE person_id = $1', [personId]);
}

/** Who asks for himself; who he is has been checked. */
type Own = { readonly countyId: string; readonly personId: PersonId };

const ownWrite = ({ countyId, personId }: Own) => ({ countyId, actor: personId, key: null });

/** From now on it is asked for; all sessions but this one end. `hashes`: of the recovery codes. False when it was confirmed already. */
export async function confirmSecondFactor(db: Database, own: Own & { readonly sessionId: string }, hashes: readonly string[]): Promise<boolean> {
  const answer = await changeRegistry(db, ownWrite(own), async ({ client, record }) => {
    const { rowCount } = await client.query('UPDATE second_factor SET confirmed_at = now() WHERE person_id = $1 AND confirmed_at IS NULL', [own.personId]);
    if (rowCount !== 1) return '';
    await writeRecoveryCodes(client, own.personId, hashes);
    await client.query('DELETE FROM session WHERE user_id = $1 AND id <> $2', [own.personId, own.sessionId]);
    record({ type: 'secondFactorAdded', person: own.personId });
    return own.personId;
  });
  return answer !== '';
}

/** New recovery codes; the old ones are worth nothing. */
export async function renewRecoveryCodes(db: Database, own: Own, hashes: readonly string[]): Promise<void> {
  await changeRegistry(db, ownWrite(own), async ({ client, record }) => {
    await writeRecoveryCodes(client, own.personId, hashes);
    record({ type: 'recoveryCodesRenewed', person: own.personId });
    return own.personId;
  });
}

export async function removeSecondFactor(db: Database, own: Own): Promise<void> {
  await changeRegistry(db, ownWrite(own), async ({ client, record }) => {
    await remove(client, own.personId);
    record({ type: 'secondFactorRemoved', person: own.personId });
    return own.personId;
  });
}

/** Takes the second factor off somebody who lost his device, and ends his sessions. Answers his id. Throws `RegistryRefusalError`. */
export async function resetSecondFactor(db: Database, write: PersonWrite, input: { readonly person: PersonId; readonly reason: string }): Promise<PersonId> {
  return changeRegistry(db, write, async ({ client, record, text }) => {
    const deactivated = await isDeactivated(client, write.countyId, input.person);
    obey(refuseAccountChange({ actor: write.actor, person: input.person, deactivated, toDeactivated: deactivated !== true }));
    const { rows } = await client.query('SELECT 1 FROM second_factor WHERE person_id = $1 AND confirmed_at IS NOT NULL', [input.person]);
    if (rows.length === 0) throw new RegistryRefusalError({ code: 'accountUnchanged', field: null });
    await remove(client, input.person);
    await client.query('DELETE FROM session WHERE user_id = $1', [input.person]);
    record({ type: 'secondFactorReset', person: input.person, reason: text(input.reason) });
    return input.person;
  });
}
