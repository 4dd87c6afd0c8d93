import type { PermissionAction, PermissionSubject } from '@hengji/contracts';
import type { AuthProvider } from 'react-admin';
import { codeOf } from './apiError.js';
import { wipeDrafts } from '../resources/sections/draftMemory.js';
import { touch } from './idle.js';
import { pageLock } from './pageLock.js';
import { abilityOf, loadMe, signIn, signOut } from './session.js';
import { beginTurn, concernsNobody, endTurn, turnNow } from './turns.js';

/** What has to be allowed for a page to be in the menu and to open. Pages not named here are everybody's. */
const pageRights: Readonly<Record<string, { readonly action: PermissionAction; readonly subject: PermissionSubject }>> = {
  evaluations: { action: 'read', subject: 'Evaluation' },
  findings: { action: 'read', subject: 'Finding' },
  campaigns: { action: 'read', subject: 'Campaign' },
  circulars: { action: 'read', subject: 'Campaign' },
  people: { action: 'read', subject: 'Person' },
  units: { action: 'read', subject: 'Person' },
  mails: { action: 'read', subject: 'Mail' },
  audit: { action: 'verify', subject: 'Audit' },
};

function statusOf(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

/** What was typed stays on this machine until its author signs in again: his session ended by itself, or he left from behind the lock. */
let keepsTyped = false;

/**
 * The server knows no session any more. Nothing is left to sign out of, and to ask for it all the same would end the session that another
 * tab of this browser has begun meanwhile: they share one cookie.
 */
let over = false;

/** Signing out from behind a lock, or because the session is about to end, is no farewell: what was typed is kept for its author. */
export function keepTypedOnLogout(): void {
  keepsTyped = true;
}

export const authProvider: AuthProvider = {
  async login({ username, password, code }: { username: string; password: string; code?: string }) {
    await signIn(username, password, code);
    beginTurn(turnNow());
    touch();
    // A tab that nobody touched may have locked this browser again between the two sessions, as long as this page knew the earlier one.
    await loadMe().finally(pageLock.unlock);
  },
  async logout() {
    endTurn();
    if (!keepsTyped) wipeDrafts();
    const signedOut = over;
    [keepsTyped, over] = [false, false];
    // A session that has ended already is what was wanted.
    if (!signedOut) await signOut().catch(() => undefined);
    // Once more: what was found while the server still knew the session says of nobody that he is here.
    endTurn();
  },
  async checkAuth() {
    const asked = turnNow();
    try {
      await loadMe();
      beginTurn(asked);
    } catch (error) {
      // Without a connection nobody is signed out: the page says that the server cannot be reached.
      if (statusOf(error) === 401) throw error;
    }
  },
  // 401: the session is over, unless a password typed once more was wrong. 403 says "not this": nobody is signed out for that.
  async checkError(error: unknown) {
    if (statusOf(error) !== 401 || codeOf(error) === 'wrongPassword' || concernsNobody(error)) return;
    [keepsTyped, over] = [true, true];
    throw new Error('ra.notification.logged_out');
  },
  async getIdentity() {
    const me = await loadMe();
    return { id: me.person.id, fullName: me.person.name };
  },
  async getPermissions() {
    return abilityOf(await loadMe());
  },
  async canAccess({ resource }) {
    const right = pageRights[resource];
    if (right === undefined) return true;
    return abilityOf(await loadMe()).can(right.action, right.subject);
  },
};
