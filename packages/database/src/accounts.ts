import { randomUUID } from 'node:crypto';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { hashPassword } from 'better-auth/crypto';
import type { PersonId } from '@hengji/domain';
import { inTransaction, type Database } from './database.js';
import { ConflictError, NotFoundError, sqlStateOf } from './errors.js';

/** Storage for better-auth: `betterAuth({ database: authStorage(db) })`. */
export function authStorage(db: Database): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true });
}

/**
 * Creates a person's sign-in account (`user.id` = `person.id`), or gives it another user name and password; his sessions end then.
 * Throws `NotFoundError` for an unknown person, `ConflictError` for a user name that another has.
 */
export async function savePassword(db: Database, account: { readonly personId: PersonId; readonly username: string; readonly password: string }): Promise<void> {
  const { personId, username } = account;
  const password = await hashPassword(account.password);
  try {
    await writeAccount(db, personId, username, password);
  } catch (error) {
    throw sqlStateOf(error) === '23505' ? new ConflictError(`the user name ${username} is taken`) : error;
  }
}

async function writeAccount(db: Database, personId: PersonId, username: string, password: string): Promise<void> {
  await inTransaction(db, async (client) => {
    // better-auth wants an address that is unique; people without one get a placeholder that no mail is ever sent to.
    const { rows } = await client.query(
      `INSERT INTO "user" (id, name, email, email_verified, username, display_username, created_at, updated_at)
       SELECT id, name, id || '@no-address.invalid', true, lower($2), $2, now(), now() FROM person WHERE id = $1
       ON CONFLICT (id) DO UPDATE SET username = excluded.username, display_username = excluded.display_username, updated_at = now() RETURNING id`,
      [personId, username],
    );
    if (rows.length === 0) throw new NotFoundError('person', personId);
    await client.query(
      `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES ($1, $2, 'credential', $2, $3, now(), now())
       ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = now()`,
      [randomUUID(), personId, password],
    );
    await client.query('DELETE FROM session WHERE user_id = $1', [personId]);
  });
}

export async function hasAccount(db: Database, personId: PersonId): Promise<boolean> {
  return (await db.prisma.account.count({ where: { userId: personId, providerId: 'credential' } })) > 0;
}
