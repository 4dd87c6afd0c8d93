import { createHash, randomInt } from 'node:crypto';
import { takeRecoveryCode, takeStep, type SecondFactor } from '@hengji/database';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { Secret, TOTP } from 'otpauth';
import type { Services } from './services.js';

/** What every authenticator app does without being told otherwise (RFC 6238). */
const appSettings = { issuer: 'Hengji', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Codes of the half minutes before and after are taken too: clocks differ, and typing takes time. */
const window = 1;

/** A new secret as the app reads it, and sealed for the database. */
export async function makeSecret({ configuration }: Pick<Services, 'configuration'>, username: string): Promise<{ readonly uri: string; readonly secret: string; readonly sealedSecret: string }> {
  const secret = new Secret({ size: 20 });
  const uri = new TOTP({ ...appSettings, label: username, secret }).toString();
  return { uri, secret: secret.base32, sealedSecret: await symmetricEncrypt({ key: configuration.AUTH_SECRET, data: secret.base32 }) };
}

/** Null when it was sealed with another secret, as after a restore elsewhere: recovery codes still work. */
async function unseal({ configuration }: Pick<Services, 'configuration'>, sealedSecret: string): Promise<Secret | null> {
  try {
    return Secret.fromBase32(await symmetricDecrypt({ key: configuration.AUTH_SECRET, data: sealedSecret }));
  } catch {
    return null;
  }
}

/** Of codes as they are typed from paper: without the strokes, and with the letters that look like digits. */
function hashOf(code: string): string {
  return createHash('sha256').update(code.toLowerCase().replace(/[il]/g, '1').replaceAll('o', '0')).digest('hex');
}

/** Whether the code of the app, or a recovery code, is right; then it is spent. */
export async function takeCode(services: Pick<Services, 'configuration' | 'database'>, personId: string, factor: SecondFactor, code: string): Promise<boolean> {
  const typed = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(typed)) return factor.confirmed && takeRecoveryCode(services.database, personId, hashOf(typed));
  const secret = await unseal(services, factor.sealedSecret);
  if (secret === null) return false;
  const timestamp = Date.now();
  const delta = new TOTP({ ...appSettings, secret }).validate({ token: typed, timestamp, window });
  return delta !== null && takeStep(services.database, personId, TOTP.counter({ period: appSettings.period, timestamp }) + delta);
}

// Without i, l, o and u (Crockford): whatever is written down by hand is read again.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codesGiven = 10;

/** Ten codes of 80 random bits, in groups of four, and the hashes that are kept of them. */
export function makeRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const codes = Array.from({ length: codesGiven }, () => Array.from({ length: 4 }, group).join('-'));
  return { codes, hashes: codes.map((code) => hashOf(code.replaceAll('-', ''))) };
}
