import { assessmentSection, fieldProblem, goalsSection, type Figures, type IndicatorEntry } from '../content.js';
import type { EvidenceId, FieldKey, IndicatorKey, SectionKey } from '../identifiers.js';
import { fieldsIn, type FieldDefinition, type FieldType, type IndicatorDefinition, type StageDefinition, type Template } from '../template.js';
import { sameJson } from '../templateChanges.js';
import { sameScoring, type RowMove } from './rows.js';

/** What was typed in a case: beside the rows, and in the stage it stands in. */
export type CaseContent = {
  readonly entries: readonly IndicatorEntry[];
  /** Of the period of the stage. */
  readonly figures: Figures;
  /** Files of the stage. */
  readonly files: readonly { readonly id: EvidenceId; readonly section: SectionKey; readonly name: string }[];
};

export const lostParts = ['target', 'actual', 'score', 'scoreReason', 'varianceReason', 'improvementAction', 'figure', 'file', 'override', 'deduction', 'answer'] as const;
export type LostPart = (typeof lostParts)[number];

/** Something that was typed and has no place in the new version; `place` and its English in the words of the old form, `value` as stored. */
export type LostValue = { readonly part: LostPart; readonly place: string; readonly placeEn: string; readonly value: string; readonly type: FieldType };

export type MovedEntry = { readonly from: IndicatorKey; readonly entry: IndicatorEntry };

/** The content under the new version. Every value of the old one is in it, or in `lost`. */
export type MovedContent = {
  readonly entries: readonly MovedEntry[];
  /** Figures to take out. */
  readonly figures: readonly { readonly section: SectionKey; readonly field: FieldKey }[];
  /** Files to take out. */
  readonly files: readonly EvidenceId[];
  /** Sections of the stage whose form is another one now. */
  readonly changed: readonly SectionKey[];
  readonly lost: readonly LostValue[];
};

type Versions = {
  readonly before: Template;
  readonly after: Template;
  readonly rows: readonly RowMove[];
  /** The stage that the case stands in, in both versions. */
  readonly stage: { readonly before: StageDefinition; readonly after: StageDefinition };
  /** The targets were approved: they stand, whatever the new form proposes. */
  readonly approved: boolean;
};

/** Carries what was typed over to the new version, row by row and field by field. */
export function movedContent(versions: Versions, content: CaseContent): MovedContent {
  const entries = movedEntries(versions, content.entries);
  const figures = lostFigures(versions, content.figures);
  const files = content.files.filter(({ section }) => !versions.stage.after.sections.includes(section));
  return {
    entries: entries.moved,
    figures: figures.map(({ section, field }) => ({ section, field })),
    files: files.map(({ id }) => id),
    changed: versions.stage.after.sections.filter((section) => isChanged(versions, section)),
    lost: [...entries.lost, ...figures.map(({ lost }) => lost), ...files.map(({ section, name }): LostValue => ({ part: 'file', ...titleOf(versions.before, section), value: name, type: 'text' }))],
  };
}

function movedEntries({ rows, approved }: Versions, entries: readonly IndicatorEntry[]): { readonly moved: readonly MovedEntry[]; readonly lost: readonly LostValue[] } {
  const moved: MovedEntry[] = [];
  const lost: LostValue[] = [];
  for (const row of rows) {
    if (row.kind === 'added') continue;
    const entry = entries.find(({ indicator }) => indicator === row.from.key) ?? emptyEntry(row.from);
    const typed = entries.some(({ indicator }) => indicator === row.from.key);
    if (row.kind === 'dropped') {
      lost.push(...partsOf(row.from, typed || approved ? entry : { ...entry, target: '' }));
      continue;
    }
    const { entered } = entry;
    const keeps = entered === null || sameScoring(row.from, row.to);
    if (!keeps) lost.push(...scoreOf(row.from, entered));
    // A target that nobody typed was approved all the same, as the old form proposed it.
    if (typed || approved) moved.push({ from: row.from.key, entry: { ...entry, indicator: row.to.key, entered: keeps ? entered : null } });
  }
  return { moved, lost };
}

function emptyEntry({ key, target }: IndicatorDefinition): IndicatorEntry {
  return { indicator: key, target, actual: '', entered: null, varianceReason: '', improvementAction: '' };
}

function ofRow({ name, nameEn }: IndicatorDefinition, part: LostPart, value: string): readonly LostValue[] {
  return value.trim() === '' ? [] : [{ part, place: name, placeEn: nameEn, value, type: 'text' }];
}

function scoreOf(row: IndicatorDefinition, entered: IndicatorEntry['entered']): readonly LostValue[] {
  return entered === null ? [] : [...ofRow(row, 'score', entered.score), ...ofRow(row, 'scoreReason', entered.reason)];
}

function partsOf(row: IndicatorDefinition, { target, actual, entered, varianceReason, improvementAction }: IndicatorEntry): readonly LostValue[] {
  return [...ofRow(row, 'target', target), ...ofRow(row, 'actual', actual), ...scoreOf(row, entered), ...ofRow(row, 'varianceReason', varianceReason), ...ofRow(row, 'improvementAction', improvementAction)];
}

/** The fields that a section asks in a stage. */
function askedIn(template: Template, stage: StageDefinition, key: SectionKey): readonly FieldDefinition[] {
  const section = template.sections.find((one) => one.key === key);
  return section === undefined || stage.period === null || !stage.sections.includes(key) ? [] : fieldsIn(section, stage.period);
}

function titleOf({ sections }: Template, key: SectionKey): { readonly place: string; readonly placeEn: string } {
  const section = sections.find((one) => one.key === key);
  return { place: section?.title ?? key, placeEn: section?.titleEn ?? key };
}

/** Figures whose field is gone, or takes no such value any more. */
function lostFigures({ before, after, stage }: Versions, figures: Figures): readonly { readonly section: SectionKey; readonly field: FieldKey; readonly lost: LostValue }[] {
  return Object.entries(figures).flatMap(([section, values]) => {
    const [old, now] = [askedIn(before, stage.before, section), askedIn(after, stage.after, section)];
    return Object.entries(values).flatMap(([field, value]) => {
      const taken = now.find(({ key }) => key === field);
      if (value.trim() === '' || (taken !== undefined && fieldProblem(taken, value) === null)) return [];
      const definition = old.find(({ key }) => key === field);
      const { place, placeEn } = titleOf(before, section);
      const lost: LostValue = { part: 'figure', place: `${place} · ${definition?.label ?? field}`, placeEn: `${placeEn} · ${definition?.labelEn ?? field}`, value, type: definition?.type ?? 'text' };
      return [{ section, field, lost }];
    });
  });
}

/** Whether a section asks something else than before. The goals and the assessment hold the rows as well. */
function isChanged({ before, after, rows, stage }: Versions, section: SectionKey): boolean {
  const ruled = section === goalsSection || section === assessmentSection;
  const otherRows = ruled && rows.some((row) => row.kind === 'added' || row.kind === 'dropped' || row.changes.length > 0);
  return otherRows || !sameJson(askedIn(before, stage.before, section), askedIn(after, stage.after, section));
}
