import type { FieldProblem, Instant, PersonId, SectionKey, SectionStatus } from '@hengji/domain';

/** Why a content write did not happen; nothing was written then. */
export type ContentProblem =
  | { readonly code: 'notFound' }
  | { readonly code: 'sectionNotOpen'; readonly section: SectionKey; readonly status: SectionStatus | 'none' }
  /** Somebody saved in between: `version` is the one that stands; `updatedAt` is wall time. */
  | { readonly code: 'versionMismatch'; readonly version: number; readonly updatedBy: PersonId | null; readonly updatedAt: Instant | null }
  /** `field` is a field key of the section, or `<indicator>.<part>`. */
  | { readonly code: 'fields'; readonly problems: readonly FieldFault[] }
  /** The writer holds a signing duty of this stage and would lose it: he must say that he accepts that. */
  | { readonly code: 'wouldDisqualify'; readonly slots: readonly string[] }
  /** The secrecy review has seen the package: nothing may be added to it any more. */
  | { readonly code: 'packageReviewed' }
  /** The id of an upload holds another file. */
  | { readonly code: 'idReused' }
  | { readonly code: 'fileTooLarge'; readonly maximumBytes: number }
  | { readonly code: 'fileTypeRefused'; readonly mediaType: string | null };

export type FieldFault = { readonly field: string; readonly problem: FieldProblem | 'unknownField' | 'notARowOfSection' | 'scoreOutOfRange' | 'reasonRequired' };

export type ContentOutcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: ContentProblem };

export function refused(problem: ContentProblem): { readonly ok: false; readonly problem: ContentProblem } {
  return { ok: false, problem };
}
