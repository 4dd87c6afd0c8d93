import { z } from 'zod';

const item = z.int().min(0).optional().meta({ description: 'Index into document.items, where the place belongs to a row.' });

const location = z
  .union([z.strictObject({ line: z.int().min(1), item }), z.strictObject({ sheet: z.string(), cell: z.string(), item }), z.strictObject({ page: z.int().min(1), item })])
  .meta({ id: 'Location', description: 'A line of a text or the number of a paragraph; a cell of a sheet; a page of a PDF.' });

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/).nullable().meta({ id: 'Decimal', description: 'A decimal number as printed; null where there is none.' });
const fen = z.int().nullable().meta({ id: 'Fen', description: 'An amount in 分, as printed: a wrong unit stays wrong here, and rule U1 proposes the repair.' });
const text = z.string().nullable();
const count = z.int().min(0);

/**
 * What a check says of one document: what was read of it, and what was found. `rule` and `way`: the names of rules and of ways to a false
 * total, which the checker knows.
 */
export function checkReportOf<Rule extends z.ZodType<string>, Way extends z.ZodType<string>>(rule: Rule, way: Way) {
  const totals = z.strictObject({ weight: decimal, score: decimal, claimedTotal: decimal, claimedGrade: z.enum(['excellent', 'good', 'fair', 'poor']).nullable() });
  return z.strictObject({
    document: z.strictObject({
      kind: z.enum(['entitySelfEvaluation', 'projectSelfEvaluation', 'goalDeclaration']),
      title: text,
      unit: text,
      year: z.int().nullable(),
      items: z.array(z.strictObject({ level1: text, level2: text, name: z.string(), weight: decimal, score: decimal, target: text, actual: text, unit: text, location })),
      money: z.array(z.strictObject({ label: z.string(), initial: fen, budget: fen, actual: fen, weight: decimal, rate: decimal, score: decimal, location })),
      totals,
      unread: z.array(z.strictObject({ location, reason: z.string() })),
      forms: z
        .array(z.strictObject({ items: z.array(count).meta({ description: 'Indexes into document.items.' }), totals }))
        .optional()
        .meta({ description: 'Only where a document holds several forms: the rows of each, with its own totals. Those of the document are sums over all of them; of several projects it claims no total.' }),
    }),
    findings: z.array(
      z.strictObject({
        rule,
        severity: z.enum(['error', 'warning', 'note']),
        message: z.string(),
        location: location.nullable().meta({ description: 'Null for what is missing from the document as a whole.' }),
        expected: text,
        actual: text,
        proposal: text,
      }),
    ),
    summary: z.strictObject({ error: count, warning: count, note: count }),
    reconciled: z.array(z.strictObject({ way, total: z.string() })).meta({ description: 'Ways that reproduce a claimed total which the rows do not give.' }),
  });
}

export const CheckReport = checkReportOf(z.string(), z.string());

const ShownCell = z.object({ place: z.int(), text: z.string(), rows: z.int().min(1), columns: z.int().min(1) });

/** What a check says, and the document with the places that it says it of. */
export const ExaminedDocument = CheckReport.extend({
  shown: z.object({
    /** Lines and tables in reading order; each line and cell has a number of its own. */
    blocks: z.array(z.discriminatedUnion('kind', [z.object({ kind: z.literal('line'), place: z.int(), text: z.string() }), z.object({ kind: z.literal('table'), rows: z.array(z.array(ShownCell)) })])),
    /** For each finding, in its order, the number of its place; null where it is about the whole. */
    marks: z.array(z.int().nullable()),
    /** The rest was too long to be shown; what was found there is told all the same. */
    cut: z.boolean(),
  }),
}).meta({ id: 'ExaminedDocument' });
export type ExaminedDocument = z.infer<typeof ExaminedDocument>;
