import { makeCounty } from '../chaos/county.js';
import { openYear } from '../chaos/run.js';
import { eventually } from '../support/eventually.js';
import { testPassword } from '../support/demoPeople.js';
import type { Person } from '../support/person.js';
import { startCountyStack } from './countyStack.js';
import { decisionLines, measureDecisions } from './decisions.js';
import { deadlineLines, type DayCase } from './deadlineDay.js';
import { launchLines } from './launching.js';
import { listLines } from './lists.js';
import { sleepingLines } from './sleeping.js';
import type { Line } from './table.js';

const parts = ['county', 'decisions', 'launch', 'day', 'shells', 'lists'] as const;
type Part = (typeof parts)[number];

export function isCountyPart(text: string): text is Part {
  return parts.some((part) => part === text);
}

export type CountyOptions = { readonly minutes: number; readonly shells: number; readonly rounds: number };

/** Two at the desk, and forty-three times the seven people of a department. */
const people = 303;
const departments = 200;
const working = 100;

/** What a county and a province need, on a stack of its own; `county` is all of it. */
export async function countyLines(part: Part, { minutes, shells, rounds }: CountyOptions, say: (text: string) => void): Promise<readonly Line[]> {
  const wants = (one: Part) => part === 'county' || part === one;
  const lines: Line[] = [];
  if (wants('decisions') || wants('launch') || wants('day') || wants('shells')) {
    const stack = await startCountyStack();
    try {
      if (wants('decisions')) {
        say(`${rounds} rounds of decisions …`);
        const { apiUrl, namespace, options } = stack.stack;
        lines.push(...decisionLines(await measureDecisions({ url: apiUrl, temporalAddress: options.temporalAddress, namespace, passwordOf: () => testPassword }, { warmUp: 30, rounds }), 1));
        if (part === 'decisions') return lines;
      }
      say(`a county of ${departments} departments …`);
      const county = await makeCounty(stack.stack, { people: wants('day') ? people : 9, departments });
      const desk = county.people.find(({ role }) => role === 'desk')?.person;
      if (desk === undefined) throw new Error('nobody sits at the desk');
      if (wants('launch')) {
        say('launches …');
        lines.push(...(await launchLines(stack, desk, county.departments.map(({ unitId }) => unitId))));
      }
      if (wants('day')) {
        const cases = await openYear({ ...county, departments: county.departments.slice(0, working) });
        await untilGoalsAreOpen(desk, cases);
        say(`the day before a deadline, ${minutes} minutes …`);
        lines.push(...(await deadlineLines(stack, county.people, cases, minutes)));
      }
      if (wants('shells')) {
        say(`${shells} shells …`);
        lines.push(...(await sleepingLines(stack, county, shells)));
      }
    } finally {
      await stack.end();
    }
  }
  if (wants('lists')) {
    say('a province’s rows …');
    lines.push(...(await listLines(Math.min(rounds, 60), say)));
  }
  return lines;
}

/** Moves the rehearsal's clock to where goals are written. */
async function untilGoalsAreOpen(desk: Person, cases: readonly (DayCase & { readonly campaignId: string })[]): Promise<void> {
  const [first] = cases;
  if (first === undefined) throw new Error('no case was opened');
  await desk.call('advanceCampaign', { params: { id: first.campaignId }, body: {} });
  for (const { evaluationId } of cases) {
    await eventually('goals can be written', async () => (await desk.evaluation(evaluationId)).step === 'fill', 120_000);
  }
}
