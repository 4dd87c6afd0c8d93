import { closeDatabase, createAdministrator, openDatabase, RegistryRefusalError, UnknownCountyError } from '@hengji/database';
import { newPassword } from '../peopleFile.js';
import { CommandFailure, required } from '../usage.js';

/** Whom to make an administrator, and of which county; the county's names only matter where there is none yet. */
export type Create = { readonly name: string; readonly username: string; readonly mail: string | null; readonly county: string | null; readonly bureau: string | null };

/**
 * `hengji admin create`: how the first person of an installation signs in, and how one comes in again when no administrator can. The
 * password is on stdout, once; it opens the door for one sign-in, at which a new one is chosen.
 */
export async function createAdmin({ name, username, mail, county, bureau }: Create): Promise<number> {
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  const password = newPassword();
  try {
    const made = await createAdministrator(db, { name, username, password, email: mail, county, bureau });
    if (made.founded) process.stderr.write(`founded ${made.countyName}: ${made.units.join('、')}; standard template and work calendar released\n`);
    process.stderr.write(`${name} is an administrator of ${made.countyName}; the password below is for one sign-in. A second administrator is needed: nobody changes his own account.\n`);
    process.stdout.write(`${username} ${password}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UnknownCountyError) {
      throw new CommandFailure(
        error.known.length === 0
          ? 'There is no county yet: add --county with its name, as in "hengji admin create --county 衡川县 --name 张三 --username zhangsan".'
          : `Nothing was done: the database holds ${error.known.join(', ')}; leave --county out, or name ${error.known.length === 1 ? 'that one' : 'one of them'}.`,
      );
    }
    if (error instanceof RegistryRefusalError && error.refusal.code === 'usernameTaken') throw new CommandFailure(`The user name ${username} is taken: choose another one. Another administrator gives a new password under 人员.`);
    throw error;
  } finally {
    await closeDatabase(db);
  }
}
