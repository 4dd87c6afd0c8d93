import { check } from '@hengji/checks';
import { readDocument, serveGuarded } from '@hengji/documents';
import { checkReport, type CheckReport } from './report.js';

/** A file to check, with the name it came by. */
export type CheckInput = { readonly bytes: Uint8Array; readonly name: string };

serveGuarded(async ({ bytes, name }: CheckInput): Promise<CheckReport> => {
  const document = await readDocument(bytes, name);
  return checkReport(document, check(document));
});
