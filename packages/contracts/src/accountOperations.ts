import { z } from 'zod';
import { defaults, type Operation } from './operation.js';
import { MeRecord, SessionRecord } from './schemas/account.js';
import { Hash, Id, listOf } from './schemas/common.js';

const Password = z.string().min(1).max(200);

/** Six digits of the authenticator app, or a recovery code. */
const Code = z.string().trim().min(1).max(60);

/** The code is asked of whoever has tied an authenticator app to his account. */
const Proof = { password: Password, code: Code.optional() };

const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** The signed-in person himself: who he is, his password, his sessions. */
export const accountOperations = {
  signInOptions: {
    ...defaults,
    access: 'public',
    method: 'GET',
    path: '/sign-in-options',
    summary: 'How one signs in here, beside user name and password',
    response: z.object({
      /** What the office calls its identity provider; null where there is none. */
      provider: z.string().nullable(),
    }),
  },
  me: { ...defaults, method: 'GET', path: '/me', summary: 'Who is signed in, with duties and permissions', response: MeRecord },
  reauthenticate: {
    ...defaults,
    method: 'POST',
    path: '/reauthentications',
    summary: 'Prove oneself again for one hash; good once, for five minutes',
    body: z.object({ ...Proof, hash: Hash }),
    response: z.object({ expiresAt: z.iso.datetime() }),
  },
  changePassword: {
    ...defaults,
    method: 'POST',
    path: '/password',
    summary: 'Change the own password',
    body: z.object({ current: Password, code: Proof.code, next: z.string().min(12, { error: 'passwordTooShort' }).max(200) }),
    response: z.object({ changed: z.literal(true) }),
  },
  beginSecondFactor: {
    ...defaults,
    method: 'POST',
    path: '/second-factor',
    summary: 'Make the secret of an authenticator app; it counts once a code of it was typed',
    body: z.object({ password: Password }),
    response: z.object({
      /** `otpauth://`, for the QR code. */
      uri: z.string(),
      /** The same secret for typing, base32. */
      secret: z.string(),
    }),
  },
  confirmSecondFactor: { ...defaults, method: 'POST', path: '/second-factor/confirm', summary: 'Tie the authenticator app to the account; the other sessions end', body: z.object({ code: Code }), response: RecoveryCodes },
  renewRecoveryCodes: { ...defaults, method: 'POST', path: '/second-factor/recovery-codes', summary: 'New recovery codes; the old ones are worth nothing', body: z.object(Proof), response: RecoveryCodes },
  removeSecondFactor: { ...defaults, method: 'POST', path: '/second-factor/remove', summary: 'Take the authenticator app off the own account', body: z.object(Proof), response: z.object({ removed: z.literal(true) }) },
  lockSession: {
    ...defaults,
    method: 'POST',
    path: '/session/lock',
    summary: 'Lock this session until its person proves himself',
    body: z.object({
      /** The session that is meant; another is left as it is. A page may outlive the session it was opened in. */
      session: Id.optional(),
    }),
    response: z.object({ locked: z.boolean() }),
  },
  unlockSession: { ...defaults, method: 'POST', path: '/session/unlock', summary: 'Prove oneself in a locked session and go on', body: z.object({ password: Password }), response: z.object({ locked: z.literal(false) }) },
  listSessions: { ...defaults, method: 'GET', path: '/sessions', summary: 'Where the signed-in person is signed in', response: listOf(SessionRecord) },
  endSessions: { ...defaults, method: 'POST', path: '/sessions/end', summary: 'Sign out of all other sessions, or of all', body: z.object({ which: z.enum(['others', 'all']) }), response: z.object({ ended: z.number().int() }) },
} as const satisfies Readonly<Record<string, Operation>>;
