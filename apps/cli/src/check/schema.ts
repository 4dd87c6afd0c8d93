import { reconcilingWays, ruleIds } from '@hengji/checks';
import { z } from 'zod';

const item = z.int().min(0).optional().meta({ description: 'Index into document.items, where the place belongs to a row.' });

const location = z
  .union([z.strictObject({ line: z.int().min(1), item }), z.strictObject({ sheet: z.string(), cell: z.string(), item }), z.strictObject({ page: z.int().min(1), item })])
  .meta({ id: 'Location', description: 'A line of a text or the number of a paragraph; a cell of a sheet; a page of a PDF.' });

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/).nullable().meta({ id: 'Decimal', description: 'A decimal number as printed; null where there is none.' });
const fen = z.int().nullable().meta({ id: 'Fen', description: 'An amount in 分, as printed: a wrong unit stays wrong here, and rule U1 proposes the repair.' });
const text = z.string().nullable();
const count = z.int().min(0);

/** What `hengji check --json` prints of one document. */
export const checkReportSchema = z
  .strictObject({
    document: z.strictObject({
      kind: z.enum(['entitySelfEvaluation', 'projectSelfEvaluation', 'goalDeclaration']),
      title: text,
      unit: text,
      year: z.int().nullable(),
      items: z.array(z.strictObject({ level1: text, level2: text, name: z.string(), weight: decimal, score: decimal, target: text, actual: text, unit: text, location })),
      money: z.array(z.strictObject({ label: z.string(), initial: fen, budget: fen, actual: fen, weight: decimal, rate: decimal, score: decimal, location })),
      totals: z.strictObject({ weight: decimal, score: decimal, claimedTotal: decimal, claimedGrade: z.enum(['excellent', 'good', 'fair', 'poor']).nullable() }),
      unread: z.array(z.strictObject({ location, reason: z.string() })),
    }),
    findings: z.array(
      z.strictObject({
        rule: z.enum(ruleIds),
        severity: z.enum(['error', 'warning', 'note']),
        message: z.string(),
        location: location.nullable().meta({ description: 'Null for what is missing from the document as a whole.' }),
        expected: text,
        actual: text,
        proposal: text,
      }),
    ),
    summary: z.strictObject({ error: count, warning: count, note: count }),
    reconciled: z.array(z.strictObject({ way: z.enum(reconcilingWays), total: z.string() })).meta({ description: 'Ways that reproduce a claimed total which the rows do not give.' }),
  })
  .meta({ id: 'CheckReport' });

/** JSON Schema of the whole output: one report for one file, a list with the files’ names for several. */
export function checkReportJsonSchema(): object {
  const report = checkReportSchema;
  const output = z.union([report, z.array(report.extend({ file: z.string() }))]).meta({ title: 'hengji check --json', description: 'One file: its report; several: a list. Files that cannot be read are told on standard error.' });
  return z.toJSONSchema(output, { target: 'draft-2020-12' });
}
