import { reconcilingWays, ruleIds } from '@hengji/checks';
import { checkReportOf } from '@hengji/contracts';
import { z } from 'zod';

/** What `hengji check --json` prints of one document. */
export const checkReportSchema = checkReportOf(z.enum(ruleIds), z.enum(reconcilingWays)).meta({ id: 'CheckReport' });

/** JSON Schema of the whole output: one report for one file, a list with the files’ names for several. */
export function checkReportJsonSchema(): object {
  const report = checkReportSchema;
  const output = z.union([report, z.array(report.extend({ file: z.string() }))]).meta({ title: 'hengji check --json', description: 'One file: its report; several: a list. Files that cannot be read are told on standard error.' });
  return z.toJSONSchema(output, { target: 'draft-2020-12' });
}
