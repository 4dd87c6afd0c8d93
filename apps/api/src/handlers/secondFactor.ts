import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes } from '@hengji/database';
import { checkFirstCode, checkPassword, checkProof } from '../password.js';
import { HttpProblem } from '../problem.js';
import type { Handler } from '../router.js';
import { makeRecoveryCodes, makeSecret } from '../secondFactor.js';
import type { Services } from '../services.js';

const unchanged = () => new HttpProblem(409, 'secondFactorUnchanged');

export function begin(services: Services): Handler<'beginSecondFactor'> {
  return async ({ who }, { body }) => {
    await checkPassword(services, who, body.password);
    const { uri, secret, sealedSecret } = await makeSecret(services, who.username);
    if (!(await beginSecondFactor(services.database, who.personId, sealedSecret))) throw unchanged();
    return { uri, secret };
  };
}

export function confirm(services: Services): Handler<'confirmSecondFactor'> {
  return async ({ who }, { body }) => {
    await checkFirstCode(services, who, body.code);
    const { codes, hashes } = makeRecoveryCodes();
    if (!(await confirmSecondFactor(services.database, who, hashes))) throw unchanged();
    return { recoveryCodes: [...codes] };
  };
}

export function renew(services: Services): Handler<'renewRecoveryCodes'> {
  return async ({ who }, { body }) => {
    if (!who.secondFactor) throw unchanged();
    await checkProof(services, who, body);
    const { codes, hashes } = makeRecoveryCodes();
    await renewRecoveryCodes(services.database, who, hashes);
    return { recoveryCodes: [...codes] };
  };
}

export function remove(services: Services): Handler<'removeSecondFactor'> {
  return async ({ who }, { body }) => {
    if (!who.secondFactor) throw unchanged();
    if (who.secondFactorRequired) throw new HttpProblem(409, 'secondFactorRequired');
    await checkProof(services, who, body);
    await removeSecondFactor(services.database, who);
    return { removed: true };
  };
}
