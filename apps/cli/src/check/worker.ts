import { check, thresholdsOf } from '@hengji/checks';
import { documentOf, readFlow, serveGuarded } from '@hengji/documents';
import type { Template } from '@hengji/domain';
import { sectionOf } from './page.js';
import { checkReport, type CheckReport } from './report.js';

/**
 * A file to check, with the name it came by; `section`: the prefix of the anchors in its part of a page, null where no page is wanted;
 * `template`: what it was made on, null where only the rules' own identities are to hold.
 */
export type CheckInput = { readonly bytes: Uint8Array; readonly name: string; readonly section: string | null; readonly template: Template | null };
export type CheckOutput = { readonly report: CheckReport; readonly section: string | null };

serveGuarded(async ({ bytes, name, section, template }: CheckInput): Promise<CheckOutput> => {
  const flow = await readFlow(bytes, name);
  const document = documentOf(flow);
  const checked = template === null ? check(document) : check(document, thresholdsOf(template), { template });
  const report = checkReport(document, checked);
  const marked = report.findings.map((finding, index) => ({ finding, location: checked.findings[index]?.location ?? null }));
  return { report, section: section === null ? null : sectionOf(name, flow, report, marked, section) };
});
