/** How much a result weighs: a phase cannot end while a `blocking` one is open; the others only inform. */
export type Severity = 'blocking' | 'warning' | 'note';

/** What a rule found. `params` fill the translated message of `rule`; they hold numbers as strings, never formatted text. */
export interface CheckResult {
  readonly rule: string;
  readonly severity: Severity;
  /** Where in the checked data, as a path of keys, so that a page can point at it. */
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

/** One rule of the report checker. It reads its subject and nothing else. */
export interface Rule<Subject> {
  readonly id: string;
  readonly check: (subject: Subject) => readonly CheckResult[];
}

/** Runs the rules in their order and returns all results in that order. */
export function runRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject): readonly CheckResult[] {
  return rules.flatMap((rule) => rule.check(subject));
}
