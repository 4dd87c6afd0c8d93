import { z } from 'zod';
import { Id, Moment, PersonRef } from './common.js';
import { DutyHolding } from './people.js';

export const MeRecord = z
  .object({
    person: PersonRef,
    username: z.string(),
    county: z.object({ id: Id, name: z.string() }),
    holdings: z.array(DutyHolding),
    /** CASL rules, for menus and pages only; buttons follow `allowedActions`. */
    rules: z.array(z.json()),
    portalUrl: z.string(),
    /** The password was set by somebody else: nothing but changing it is allowed. */
    mustChangePassword: z.boolean(),
    secondFactor: z.object({
      /** An authenticator app is tied to the account. */
      on: z.boolean(),
      /** A duty he holds demands one; until then nothing but adding it is allowed. */
      required: z.boolean(),
      /** That were not used yet. */
      recoveryCodes: z.number().int(),
    }),
    session: z.object({
      id: Id,
      /** Nothing but unlocking is answered. */
      locked: z.boolean(),
      /** Who vouches for its person when he proves himself again: his password, or the office's identity provider. */
      method: z.enum(['password', 'oidc']),
      /** Without any input for so long the session is locked. */
      idleSeconds: z.number().int(),
      /** Whatever is done, it ends then; wall time. */
      endsAt: Moment,
    }),
  })
  .meta({ id: 'Me' });
export type MeRecord = z.infer<typeof MeRecord>;

/** One place where somebody is signed in. Wall time. */
export const SessionRecord = z
  .object({
    id: z.string(),
    /** The session that asks. */
    current: z.boolean(),
    startedAt: Moment,
    activeAt: Moment,
    endsAt: Moment,
    address: z.string().nullable(),
    /** As the browser calls itself. */
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'Session' });
export type SessionRecord = z.infer<typeof SessionRecord>;
