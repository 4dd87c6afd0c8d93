/** What the caller typed or set cannot be used; one sentence on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command ran and the answer is no: exit code 1, one sentence on stderr. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** The API's code when it was the API that said no. */
  readonly code: string | null;
  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

export const help = `Usage: hengji <command>

  migrate                               bring the database schema up to date (MIGRATION_DATABASE_URL)
  seed --demo [--people-file FILE]      write the demo county and open the running year; passwords go to FILE (mode 600)
  admin create --name NAME --username USER [--mail ADDRESS] [--county NAME [--bureau NAME]]
                                        make an administrator; the first one founds the county; the password is printed once
  calendar FILE --year YEAR [--document NO] [--county NAME]
                                        read the State Council's notice for a year (text, or - for standard input) and tell what it changes;
                                        with its number, release it: running cases go over to it
  play --year 2023 [--json]             play the year 2023 of a department as a rehearsal, through the API
       [--people-file FILE]             passwords of the demo people (default: HENGJI_PEOPLE_FILE)
  check FILE… [--json] [--html PAGE]    read self-evaluation reports and forms (Word, Excel, PDF, web page, text) and name their defects;
                                        a folder, or - for standard input; exit code 1: errors, 2: not readable
       [--template ID]                  hold them to a shipped template too: department, nationalDepartment, project
  verify                                walk every audit chain and name the first broken row
  reconcile [--json]                    compare rows and workflows now, mend what is safe, list the rest; exit code 1: something is left
  repair ID                             end and restart the workflow of an evaluation or a finding
  doctor [--json]                       look at all that Hengji stands on, and say what to do; exit code 1: something failed
  backup DIR                            write rows of one moment and uploaded files into a new folder, while everything runs
  restore DIR [--seal SEAL]             bring a backup into an empty database, for an empty Temporal; damaged ones are refused
       [--hold-mail]                    mails that still waited are shown and not sent
  advance CAMPAIGN                      move a rehearsal to its next date

stdout holds the command's output only. Exit code 0: done; 1: no; 2: the command was not understood.
`;

/** The value of a variable of the environment. Throws `UsageError` with what to do when it is not set. */
export function required(name: string, meaning: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new UsageError(`${name} is not set: ${meaning}.`);
  return value;
}
