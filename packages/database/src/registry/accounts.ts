import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { refuseAccountChange, type PersonId } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { sqlStateOf } from '../errors.js';
import { identityProvider } from '../identities.js';
import { isDeactivated } from './duties.js';
import { changeRegistry, obey, RegistryRefusalError, type PersonWrite } from './record.js';

export const usernameTaken = () => new RegistryRefusalError({ code: 'usernameTaken', field: 'username' });

/** Another county's administrator may take the name between the look and the write. */
export async function unlessTaken<Answer>(write: Promise<Answer>): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    throw sqlStateOf(error) === '23505' ? usernameTaken() : error;
  }
}

/** The account of a person: made, or given this user name and password. `password` is the hash. */
export async function writeAccount(client: Queryable, account: { readonly personId: PersonId; readonly username: string; readonly password: string; readonly mustChange: boolean; readonly keepSession: string | null }): Promise<void> {
  const { personId, username, password, mustChange, keepSession } = account;
  // better-auth wants an address that is unique; people without one get a placeholder that no mail is ever sent to.
  await client.query(
    `INSERT INTO "user" (id, name, email, email_verified, username, display_username, created_at, updated_at)
     SELECT id, name, id || '@no-address.invalid', true, lower($2), $2, now(), now() FROM person WHERE id = $1
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, display_username = excluded.display_username, updated_at = now()`,
    [personId, username],
  );
  await client.query(
    `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES ($1, $2, 'credential', $2, $3, now(), now())
     ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = now()`,
    [randomUUID(), personId, password],
  );
  await client.query('UPDATE person SET must_change_password = $2 WHERE id = $1 AND must_change_password <> $2', [personId, mustChange]);
  await client.query('DELETE FROM session WHERE user_id = $1 AND id IS DISTINCT FROM $2', [personId, keepSession]);
}

/** The person's user name; null when he has no account. */
async function usernameOf(client: Queryable, person: PersonId): Promise<string | null> {
  const { rows } = await client.query<{ username: string | null }>('SELECT username FROM "user" WHERE id = $1', [person]);
  return rows[0]?.username ?? null;
}

export type AddPersonInput = { readonly name: string; readonly username: string; readonly password: string; readonly email: string | null };

/**
 * Adds a person with an account whose password must be changed at the first sign-in, both or neither. Answers his id.
 * Throws `RegistryRefusalError` when the user name is taken.
 */
export async function addPerson(db: Database, write: PersonWrite, input: AddPersonInput): Promise<PersonId> {
  const password = await hashPassword(input.password);
  const work = changeRegistry(db, write, async ({ client, record, text }) => {
    const taken = await client.query('SELECT 1 FROM "user" WHERE username = lower($1)', [input.username]);
    if (taken.rows.length > 0) throw usernameTaken();
    const person = randomUUID();
    await client.query("INSERT INTO person (id, county_id, name, email, language) VALUES ($1, $2, $3, $4, 'zh-CN')", [person, write.countyId, input.name, input.email]);
    await writeAccount(client, { personId: person, username: input.username, password, mustChange: true, keepSession: null });
    record({ type: 'personAdded', person, name: text(input.name), mail: input.email === null ? null : text(input.email) });
    record({ type: 'accountGiven', person, username: text(input.username) });
    return person;
  });
  return unlessTaken(work);
}

/** Gives a person a one-time password and ends his sessions. Answers his id. Throws `RegistryRefusalError`. */
export async function resetPassword(db: Database, write: PersonWrite, input: { readonly person: PersonId; readonly password: string }): Promise<PersonId> {
  const password = await hashPassword(input.password);
  return changeRegistry(db, write, async ({ client, record }) => {
    const deactivated = await isDeactivated(client, write.countyId, input.person);
    obey(refuseAccountChange({ actor: write.actor, person: input.person, deactivated, toDeactivated: deactivated !== true }));
    const username = await usernameOf(client, input.person);
    if (username === null) throw new RegistryRefusalError({ code: 'accountMissing', field: null });
    await writeAccount(client, { personId: input.person, username, password, mustChange: true, keepSession: null });
    await client.query('DELETE FROM password_guess WHERE username = $1', [username]);
    // Whoever takes over an account, or got a new identity at the provider, is recognised anew.
    await client.query('DELETE FROM account WHERE user_id = $1 AND provider_id = $2', [input.person, identityProvider]);
    record({ type: 'passwordReset', person: input.person });
    return input.person;
  });
}

/** A person's own new password: his other sessions end, this one goes on. Who he is has been checked. */
export async function changeOwnPassword(db: Database, own: { readonly countyId: string; readonly personId: PersonId; readonly username: string; readonly password: string; readonly sessionId: string }): Promise<void> {
  const password = await hashPassword(own.password);
  await changeRegistry(db, { countyId: own.countyId, actor: own.personId, key: null }, async ({ client, record }) => {
    await writeAccount(client, { personId: own.personId, username: own.username, password, mustChange: false, keepSession: own.sessionId });
    record({ type: 'passwordChanged', person: own.personId });
    return own.personId;
  });
}

/** Closes an account, ending its sessions, or opens it again. His posts stay as they are. Answers his id. Throws `RegistryRefusalError`. */
export async function setAccountOpen(db: Database, write: PersonWrite, input: { readonly person: PersonId; readonly open: boolean; readonly reason: string }): Promise<PersonId> {
  return changeRegistry(db, write, async ({ client, record, text }) => {
    const deactivated = await isDeactivated(client, write.countyId, input.person);
    obey(refuseAccountChange({ actor: write.actor, person: input.person, deactivated, toDeactivated: !input.open }));
    await client.query('UPDATE person SET deactivated_at = CASE WHEN $2 THEN NULL ELSE now() END WHERE id = $1', [input.person, input.open]);
    if (!input.open) await client.query('DELETE FROM session WHERE user_id = $1', [input.person]);
    record({ type: input.open ? 'personReactivated' : 'personDeactivated', person: input.person, reason: text(input.reason) });
    return input.person;
  });
}
