import { demoUnitId, readDemoCase, readDemoCounty, type DemoCase } from '@hengji/database';
import type { Duty } from '@hengji/domain';
import type { Passwords } from '../peopleFile.js';
import { CommandFailure } from '../usage.js';
import { signIn, type Player } from './client.js';

/** Who plays (design §8). The desk also advances the clock; the auditor comes at the end and looks. */
export type Cast = {
  readonly unitId: string;
  readonly clerk: Player;
  readonly accountant: Player;
  readonly financeHead: Player;
  readonly deputyLeader: Player;
  readonly principal: Player;
  readonly desk: Player;
  readonly auditor: Player;
};

/** Signs everybody in, each with a session of his own. */
export async function assemble(apiUrl: string, passwords: Passwords, demoCase: DemoCase = readDemoCase()): Promise<Cast> {
  const county = readDemoCounty();
  const enter = (duty: Duty, unit: string | null): Promise<Player> => {
    const person = county.people.find((one) => (unit === null || one.unit === unit) && one.posts.some((post) => post.duty === duty));
    if (person === undefined) throw new CommandFailure(`Nobody in the demo county holds the duty ${duty}.`);
    const password = passwords[person.username];
    if (password === undefined) throw new CommandFailure(`The people file has no password for ${person.username}.`);
    return signIn(apiUrl, person.username, password);
  };
  const [clerk, accountant, financeHead, deputyLeader, principal, desk, auditor] = await Promise.all([
    enter('clerk', demoCase.unit),
    enter('accountant', demoCase.unit),
    enter('financeHead', demoCase.unit),
    enter('deputyLeader', demoCase.unit),
    enter('principal', demoCase.unit),
    enter('performanceDesk', null),
    enter('auditor', null),
  ]);
  return { unitId: demoUnitId(demoCase.unit), clerk, accountant, financeHead, deputyLeader, principal, desk, auditor };
}
