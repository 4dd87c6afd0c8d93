import { describe, expect, test } from 'vitest';
import { chooseAccount, mayEnter, parsePasswd } from './postgres-account.mjs';

const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
# a comment
broken line
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

test('accounts are read from passwd, macOS’s negative numbers too', () => {
  expect(parsePasswd(passwd).map((account) => account.name)).toEqual(['root', 'daemon', 'nobody']);
  expect(parsePasswd('nobody:*:-2:-2:::')).toEqual([{ name: 'nobody', uid: 4_294_967_294, gid: 4_294_967_294 }]);
});

describe('the account PostgreSQL runs as', () => {
  const accounts = parsePasswd(passwd);

  test('is nobody', () => {
    expect(chooseAccount(accounts, undefined)?.name).toBe('nobody');
  });

  test('stays the owner of data that are there', () => {
    expect(chooseAccount(accounts, 1)?.name).toBe('daemon');
  });

  test('is never root', () => {
    expect(chooseAccount(accounts, 0)?.name).toBe('nobody');
    expect(chooseAccount(parsePasswd('root:x:0:0:::'), undefined)).toBeUndefined();
  });
});

test.each([
  [{ uid: 0, gid: 0, mode: 0o700 }, false],
  [{ uid: 0, gid: 0, mode: 0o711 }, true],
  [{ uid: 0, gid: 7, mode: 0o710 }, true],
  [{ uid: 0, gid: 7, mode: 0o701 }, false],
  [{ uid: 5, gid: 0, mode: 0o700 }, true],
  [{ uid: 5, gid: 0, mode: 0o077 }, false],
])('user 5 of group 7 may enter %j: %s', (folder, expected) => {
  expect(mayEnter(folder, { uid: 5, gid: 7 })).toBe(expected);
});
