import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { closeDatabase, countyNamed, newestCalendar, openDatabase, releaseCalendar, UnknownCountyError } from '@hengji/database';
import { calendarChanges, calendarProblems, civilDateOf, readHolidayNotice, withYear, type CalendarProblem } from '@hengji/domain';
import { CommandFailure, required } from '../usage.js';

/** `file`: the notice, or a list of days under 放假 and 上班; `-` is standard input. `documentNo` null: look only. */
export type Release = { readonly file: string; readonly year: number; readonly documentNo: string | null; readonly county: string | null };

const sentences: Readonly<Record<CalendarProblem['code'], string>> = {
  noHolidays: 'no holiday was read',
  calendarUnchanged: 'it says the same as the calendar as it stands',
  yearNotNext: 'only another year can be released now',
  outsideYear: 'is not in that year',
  offAndOn: 'is off and worked at once',
  makeUpOnWeekday: 'is a working day anyway',
  statutoryMissing: 'is a public holiday and is not listed',
  dayPassed: 'has passed and cannot change any more',
};

function sentenceOf(problem: CalendarProblem): string {
  if (problem.code === 'yearNotNext') return `${sentences.yearNotNext}: ${problem.from} to ${problem.until}`;
  return 'date' in problem ? `${problem.date} ${sentences[problem.code]}` : sentences[problem.code];
}

/**
 * `hengji calendar FILE --year YEAR [--document NO]`: what a year's notice says and changes, on stdout; with its number it is released, in the
 * name of nobody, and running cases go over to it. Exit code 1 where something is wrong with it.
 */
export async function releaseYear({ file, year, documentNo, county: name }: Release): Promise<number> {
  const notice = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  try {
    const county = await countyNamed(db, name);
    const standing = await newestCalendar(db.pool, county.id);
    if (standing === null) throw new CommandFailure(`${county.name} has no work calendar: "hengji admin create" founds a county with one.`);
    const asked = { year, documentNo: documentNo ?? '', ...readHolidayNotice(notice, year) };
    for (const piece of asked.unread) process.stderr.write(`not understood and not used: ${piece}\n`);
    const problems = calendarProblems(standing, asked, civilDateOf(Date.now()));
    if (problems.length > 0) throw new CommandFailure(`${year} cannot be released: ${problems.map(sentenceOf).join('; ')}.`);
    for (const { date, worked } of calendarChanges(standing, withYear(standing, standing.id, asked))) process.stdout.write(`${date} ${worked ? 'worked' : 'off'}\n`);
    if (documentNo === null) {
      process.stderr.write('nothing was released: say --document with the number of the notice to release it\n');
      return 0;
    }
    await releaseCalendar(db, { countyId: county.id, actor: null, key: null }, asked);
    process.stderr.write(`${year} is released for ${county.name} by ${documentNo}; running cases go over to it\n`);
    return 0;
  } catch (error) {
    if (error instanceof UnknownCountyError) throw new CommandFailure(`Nothing was done: the database holds ${error.known.join(', ') || 'no county'}; name one of them with --county.`);
    throw error;
  } finally {
    await closeDatabase(db);
  }
}
