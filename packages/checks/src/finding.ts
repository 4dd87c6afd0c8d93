import type { Location } from '@hengji/domain';

/** `error`: wrong or false, blocks signing (P0); `warning`: somebody must answer or decide (P1); `note`: completeness, wording, a question (P2, info). */
export type Severity = 'error' | 'warning' | 'note';

/** The catalogue's rules that a document can break, in its order (domain.md A4). A1 concerns the process and is held by `decide`; W7 explains W4. */
export const ruleIds = [
  'U1', 'U2', 'N1', 'N2', 'B1',
  'W1', 'W2', 'W3', 'W4', 'W5', 'W6',
  'G1', 'G2', 'G3',
  'S1', 'S2', 'S3', 'S4', 'S5', 'S6',
  'F1', 'E1', 'E2', 'E3',
  'X1', 'X2', 'X3', 'X4', 'X5',
  'R1', 'R2', 'R3',
  'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7',
  'C1', 'C2', 'C3', 'C4', 'C5', 'C6',
  'M1', 'M2',
  'P1', 'P2', 'P3', 'P4',
  'Z1', 'Z2', 'Z3', 'Z4',
] as const;
export type RuleId = (typeof ruleIds)[number];

/**
 * What a rule found. `variant` chooses the sentence and `params` fill it; expected, actual and proposal are plain values as a person
 * would type them, null where there is none. `location` is null for what is missing from the document as a whole.
 */
export type Finding = {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly variant: string;
  readonly params: Readonly<Record<string, string>>;
  readonly location: Location | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly proposal: string | null;
};

/** What a rule says of one place; the rule's own id and severity are added when it is run. */
export type Found = Pick<Finding, 'location'> & Partial<Pick<Finding, 'variant' | 'params' | 'expected' | 'actual' | 'proposal' | 'severity'>>;
