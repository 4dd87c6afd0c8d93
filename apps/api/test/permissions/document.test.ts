import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { permissionsDocument } from './document.js';

const file = new URL('../../../../docs/permissions.md', import.meta.url);

/** `UPDATE_PERMISSIONS=1 npm test -- apps/api/test/permissions/document` writes the file anew after a wanted change. */
test('docs/permissions.md shows the expectations', () => {
  if (process.env['UPDATE_PERMISSIONS'] === '1') writeFileSync(file, permissionsDocument());
  expect(readFileSync(file, 'utf8')).toBe(permissionsDocument());
});
