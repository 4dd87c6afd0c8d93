import { addExact, exact, exactInteger, toTrimmed, type Phase, type ReadDocument, type ReadItem, type ScoreSheet, type ScoreSheetRow } from '@hengji/domain';

/** Phases in which rows have scores; before them the sheet holds goals only. */
const scoredPhases: readonly Phase[] = ['selfAssessment', 'financeReview', 'publication'];

/**
 * An evaluation's own score sheet in the structure that the rules judge, so that a report from outside and one that was made here are
 * held to the same rules. Every row has a scoring rule by its template, and no total is typed, so none is claimed.
 */
export function evaluationDocument(sheet: ScoreSheet, phase: Phase, year: number | null): ReadDocument {
  const scored = scoredPhases.includes(phase);
  const items = sheet.rows.map((row, index): ReadItem => ({
    level1: row.indicator.dimension,
    level2: row.indicator.subDimension,
    name: row.indicator.name,
    weight: row.indicator.weight,
    score: scored ? scoreOf(row) : null,
    target: orNull(row.entry?.target ?? row.indicator.target),
    actual: orNull(row.entry?.actual ?? ''),
    unit: null,
    reason: orNull([row.entry?.varianceReason ?? '', row.entry?.improvementAction ?? ''].join(' ').trim()),
    rule: row.indicator.scoringRule.kind,
    evidence: null,
    text: row.indicator.name,
    isExecution: false,
    guessed: false,
    location: { line: index + 1, item: index },
  }));
  return {
    kind: 'entitySelfEvaluation',
    title: null,
    unit: null,
    year,
    items,
    levels: [],
    money: [],
    mentions: [],
    totals: { weight: sum(items.map((item) => item.weight)), score: sum(items.map((item) => item.score)), claimedTotal: null, claimedGrade: null, claims: [] },
    passages: [],
    columns: ['target', 'actual', 'weight', 'score', 'reason', 'rule'],
    unread: [],
  };
}

function scoreOf({ outcome, entry }: ScoreSheetRow): string | null {
  return outcome.kind === 'scored' ? outcome.score : (entry?.entered?.score ?? null);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** Null where no row has the figure; a sheet without rows weighs nothing. */
function sum(figures: readonly (string | null)[]): string | null {
  const values = figures.map((figure) => exact(figure ?? '')).filter((value) => value !== null);
  return values.length === 0 && figures.length > 0 ? null : toTrimmed(values.reduce(addExact, exactInteger(0n)), 6);
}
