import { assessmentSection, goalsSection } from './content.js';
import type { IndicatorKey, SectionKey } from './identifiers.js';
import type { IndicatorDefinition, Template } from './template.js';

/** What a file is said to prove: a row, or with `indicator` null the whole section it lies in. */
export type EvidencePlacement = { readonly section: SectionKey | null; readonly indicator: IndicatorKey | null };

/** Rows that a file of the section may be shown for: all where the section is the table of rows, elsewhere those that the section answers for. */
export function rowsOfSection({ indicators }: Pick<Template, 'indicators'>, section: SectionKey): readonly IndicatorDefinition[] {
  return section === goalsSection || section === assessmentSection ? indicators : indicators.filter(({ ownerSection }) => ownerSection === section);
}

/**
 * Whether a file may be what proves a row (rule E2): it names the row, or lies in the section that answers for the row and names none, since
 * nobody can know then which rows it is for. A file that names another row proves nothing of this one.
 */
export function supportsRow({ section, indicator }: EvidencePlacement, { key, ownerSection }: Pick<IndicatorDefinition, 'key' | 'ownerSection'>): boolean {
  return indicator === null ? section !== null && section === ownerSection : indicator === key;
}
