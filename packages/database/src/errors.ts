/** There is no such row. Permanent: asking again finds nothing either. */
export class NotFoundError extends Error {
  constructor(what: string, id: string) {
    super(`there is no ${what} ${id}`);
    this.name = 'NotFoundError';
  }
}

/** What is asked contradicts what stands: the same id with other content, a clock turned backwards. Permanent. */
export class ConflictError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConflictError';
  }
}

const retryClasses = new Set(['08', '40', '53', '57']);
const lostConnection = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;
const lostConnectionText = /connection terminated|connection error|not queryable|timeout exceeded when trying to connect|client has encountered|can't reach database|server closed the connection/i;

/** SQLSTATE of an error of pg or of Prisma's adapter, or null. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && !/^P\d{4}$/.test(error.code)) return error.code;
  // Prisma: meta.driverAdapterError.cause.originalCode
  for (const key of ['meta', 'driverAdapterError', 'cause'] as const) {
    const inner: unknown = key in error ? Reflect.get(error, key) : undefined;
    const found = sqlStateOf(inner);
    if (found !== null) return found;
  }
  return 'originalCode' in error && typeof error.originalCode === 'string' ? error.originalCode : null;
}

/**
 * Whether the same call may succeed later. SQLSTATE classes 08 (connection), 40 (rolled back), 53 (resources), 57 (operator), Prisma's
 * transaction time-out (P2028) and write conflict (P2034) and a lost connection: yes. 22, 23, 42, our own `NotFoundError` and
 * `ConflictError`, and everything unknown (a mistake of the program): no, it would fail for ever.
 */
export function classifyDatabaseError(error: unknown): 'retry' | 'permanent' {
  const state = sqlStateOf(error);
  if (state !== null) return retryClasses.has(state.slice(0, 2)) ? 'retry' : 'permanent';
  if (typeof error !== 'object' || error === null) return 'permanent';
  if ('code' in error && typeof error.code === 'string') {
    if (['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'].includes(error.code)) return 'retry';
    if (lostConnection.test(error.code)) return 'retry';
  }
  if (error instanceof AggregateError) return error.errors.some((one) => classifyDatabaseError(one) === 'retry') ? 'retry' : 'permanent';
  if (error instanceof Error && (lostConnectionText.test(error.message) || lostConnection.test(error.message))) return 'retry';
  // Libraries that ask the database for us wrap what they met.
  return 'cause' in error && error.cause !== error ? classifyDatabaseError(error.cause) : 'permanent';
}

/** Deadlock or serialisation failure: the transaction was rolled back whole and may simply run again. */
export function isRolledBack(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}
