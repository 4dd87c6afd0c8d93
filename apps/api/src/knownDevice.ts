import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/**
 * A browser that somebody signed in with carries a cookie for his name, and guesses from it are counted apart: whoever guesses
 * elsewhere, however often, does not keep the owner out of the machine on his desk (OWASP, device cookies). The cookie opens
 * nothing; it holds a random number and its seal, one cookie for each name, because desks are shared.
 */
const maximumAgeSeconds = 365 * 24 * 3600;

export type Devices = { readonly secret: string; readonly secure: boolean };

const cookieName = (username: string): string => `hengji.device.${createHash('sha256').update(username).digest('hex').slice(0, 16)}`;

function sealOf({ secret }: Devices, username: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`device|${username}|${id}`).digest();
}

function cookieOf(request: Request, name: string): string | null {
  const pair = (request.headers.cookie ?? '').split(';').map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** The device's number when somebody signed in with this name from it before; null for a stranger or a forged cookie. */
export function knownDevice(devices: Devices, request: Request, username: string): string | null {
  const [id, seal, ...more] = (cookieOf(request, cookieName(username)) ?? '').split('.');
  if (id === undefined || seal === undefined || more.length > 0 || !/^[0-9a-f]{32}$/.test(id) || !/^[0-9a-f]{64}$/.test(seal)) return null;
  return timingSafeEqual(sealOf(devices, username, id), Buffer.from(seal, 'hex')) ? id : null;
}

/** The `Set-Cookie` by which this browser is known for the name from now on. */
export function deviceCookie(devices: Devices, username: string): string {
  const id = randomBytes(16).toString('hex');
  const value = `${id}.${sealOf(devices, username, id).toString('hex')}`;
  return `${cookieName(username)}=${value}; Max-Age=${maximumAgeSeconds}; Path=/api/auth; HttpOnly; SameSite=Lax${devices.secure ? '; Secure' : ''}`;
}
