import type { ReadDocument, Template } from '@hengji/domain';

/** What is known beside the document; every part may be missing, and a rule that needs one is then silent. */
export type Context = {
  /** Reports of other units, or of the year before, to compare wording with (T1). */
  readonly others?: readonly { readonly label: string; readonly document: ReadDocument }[];
  /** SHA-256 of what was approved and of what is published (P4). */
  readonly versions?: { readonly approved: string; readonly published: string };
  /** The template that the document was made on: its rows, weights and scoring rules. */
  readonly template?: Template;
};
