import { expect, test } from 'vitest';
import { oneTimePassword } from './oneTimePassword.js';

test('one-time passwords can be read out, are long enough for the contract, and differ', () => {
  const made = Array.from({ length: 200 }, oneTimePassword);
  for (const password of made) expect(password).toMatch(/^[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}$/);
  for (const password of made) expect(password).not.toMatch(/[0O1lI]/);
  expect(new Set(made).size).toBe(200);
});
