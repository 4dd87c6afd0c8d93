import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { PersonId } from '@hengji/domain';
import type { Database } from './database.js';
import { ConflictError, NotFoundError, sqlStateOf } from './errors.js';
import { writeAccount } from './registry/accounts.js';
import { changeRegistry } from './registry/record.js';
import { readSessionWithUser } from './sessions.js';

type AuthStorage = ReturnType<typeof prismaAdapter>;
type FindOne = Parameters<ReturnType<AuthStorage>['findOne']>[0];

/** The token, when better-auth asks for a session and its user by it; null for whatever else it asks. */
function sessionTokenIn({ model, where, select, join }: FindOne): string | null {
  const [condition, ...more] = where;
  if (model !== 'session' || select !== undefined || join?.['user'] !== true || Object.keys(join).length > 1) return null;
  if (condition?.field !== 'token' || (condition.operator ?? 'eq') !== 'eq' || more.length > 0) return null;
  return typeof condition.value === 'string' ? condition.value : null;
}

/**
 * Storage for better-auth: `betterAuth({ database: authStorage(db) })`. Every request makes the library ask for the session of its
 * cookie; that one question is answered by a statement of our own, because Prisma's two for it cost several times as much. What the
 * answer is worth (seal, end, deletion) stays the library's to say.
 */
export function authStorage(db: Database): AuthStorage {
  const storage = prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true });
  return (options) => {
    const adapter = storage(options);
    return {
      ...adapter,
      findOne: async <Found>(asked: FindOne) => {
        const token = sessionTokenIn(asked);
        // oxlint-disable-next-line typescript/consistent-type-assertions -- the library names the type it expects of each question; a test compares this answer with Prisma's
        return token === null ? adapter.findOne<Found>(asked) : ((await readSessionWithUser(db, token)) as Found | null);
      },
    };
  };
}

/**
 * Creates a person's sign-in account (`user.id` = `person.id`), or gives it another user name and password; his sessions end then.
 * For the seed and the command line: the password need not be changed. `passwordHash` is what `hashPassword` answered, which takes a
 * tenth of a second, so that people who share a password may share it. Throws `NotFoundError` for an unknown person, `ConflictError`
 * for a user name that another has.
 */
export async function savePassword(db: Database, account: { readonly personId: PersonId; readonly username: string; readonly passwordHash: string }): Promise<void> {
  const { personId, username, passwordHash } = account;
  const { rows } = await db.pool.query<{ county_id: string }>('SELECT county_id FROM person WHERE id = $1', [personId]);
  const [person] = rows;
  if (person === undefined) throw new NotFoundError('person', personId);
  try {
    await changeRegistry(db, { countyId: person.county_id, actor: null, key: null }, async ({ client, record, text }) => {
      await writeAccount(client, { personId, username, password: passwordHash, mustChange: false, keepSession: null });
      record({ type: 'accountGiven', person: personId, username: text(username) });
      return personId;
    });
  } catch (error) {
    throw sqlStateOf(error) === '23505' ? new ConflictError(`the user name ${username} is taken`) : error;
  }
}

export async function hasAccount(db: Database, personId: PersonId): Promise<boolean> {
  return (await db.prisma.account.count({ where: { userId: personId, providerId: 'credential' } })) > 0;
}

/** Ends what sessions a closed account has. True when the user name is of a closed account. */
export async function endSessionsOfClosed(db: Database, username: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT p.id FROM person p JOIN "user" u ON u.id = p.id WHERE u.username = lower($1) AND p.deactivated_at IS NOT NULL', [username]);
  const [closed] = rows;
  if (closed === undefined) return false;
  await db.pool.query('DELETE FROM session WHERE user_id = $1', [closed.id]);
  return true;
}
