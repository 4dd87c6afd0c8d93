import { check, thresholdsOf, type Language } from '@hengji/checks';
import type { Template } from '@hengji/domain';
import { documentOf, readFlow } from '../read/readDocument.js';
import { checkReport, type CheckReport } from './report.js';
import { shownOf, type Shown } from './shown.js';

/**
 * A file to examine, with the name it came by. `template`: what it was made on, null where only the rules' own identities are to hold.
 * `shown`: whether the document itself is wanted beside what was found in it.
 */
export type ExamineInput = { readonly bytes: Uint8Array; readonly name: string; readonly template: Template | null; readonly shown: boolean; readonly language: Language };
export type Examined = { readonly report: CheckReport; readonly shown: Shown | null };

/** Reads a file and holds it to the rules. Throws `UnreadableDocumentError`. */
export async function examine({ bytes, name, template, shown, language }: ExamineInput): Promise<Examined> {
  const flow = await readFlow(bytes, name);
  const document = documentOf(flow);
  const checked = template === null ? check(document) : check(document, thresholdsOf(template), { template });
  return { report: checkReport(document, checked, language), shown: shown ? shownOf(flow, checked.findings) : null };
}
