import { isProblemCode, operations, Problem, type Operation } from '@hengji/contracts';
import type { FuzzRequest } from './requests.js';
import type { Answer } from './send.js';

/** Whatever tells a stranger how the server is built: places in code, statements, and what libraries and the database say. */
const revealing: readonly RegExp[] = [
  /\bat (async )?[\w.<>[\] ]+ ?\(?(file|node|\/)[^\n]*:\d+:\d+/, /node_modules/, /\/(dist|src)\/[\w/.-]+\.(m?js|ts)/, /\.(m?js|ts):\d+/, /\b(select|insert|update|delete)\s[^\n]{0,200}\b(from|into|set|where)\s/i, /prisma|postgres|sqlstate|temporalio|\bgrpc\b/i,
  /syntax error|invalid byte sequence|violates|duplicate key|relation "|column "|ECONNREFUSED|ENOENT|TypeError|RangeError|ZodError|UnhandledPromise/,
];

const table: Readonly<Record<string, Operation>> = operations;

/** `revealing` says what a server must not; what the request itself held is only repeated. */
function repeated(request: Pick<FuzzRequest, 'path' | 'body'>, text: string): boolean {
  return request.path.includes(text) || request.body?.includes(text) === true || decoded(request.path).includes(text);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Texts of others: who asks may see none of them. */
export type Forbidden = readonly string[];

/** What is wrong with an answer, in words; empty when it is as it must be. `written`: the request as it was sent. */
export function faultsOf(request: FuzzRequest, written: Pick<FuzzRequest, 'path' | 'body'>, answer: Answer, forbidden: Forbidden): readonly string[] {
  const { status, contentType, text, headers } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}`);
  const whole = `${headers}\n${text}`;
  for (const pattern of revealing) {
    const found = pattern.exec(whole)?.[0];
    if (found !== undefined && !repeated(written, found)) faults.push(`tells how it is built: ${found.slice(0, 120)}`);
  }
  for (const other of forbidden) if (whole.includes(other) && !repeated(written, other)) faults.push(`tells of others: ${other}`);
  if (status >= 400) faults.push(...problemFaults(answer));
  else if (status === 200 && request.asked) faults.push(...contractFaults(request.operation, contentType, text));
  return faults;
}

function problemFaults({ status, contentType, text }: Answer): readonly string[] {
  if (!contentType.startsWith('application/problem+json')) return [`${status} comes as ${contentType || 'nothing'} and not as problem details`];
  const problem = Problem.safeParse(parsed(text));
  if (!problem.success) return [`${status} is no problem: ${text.slice(0, 200)}`];
  const { code, detail } = problem.data;
  return [...(isProblemCode(code) ? [] : [`unknown code ${code}`]), ...(problem.data.status === status ? [] : [`the body says ${problem.data.status}`]), ...(detail === '' || /\{\w+\}/.test(detail) ? [`the sentence of ${code} is “${detail}”`] : [])];
}

function contractFaults(operation: string, contentType: string, text: string): readonly string[] {
  if (!contentType.startsWith('application/json')) return [`200 comes as ${contentType || 'nothing'}`];
  const checked = table[operation]?.response.safeParse(parsed(text));
  return checked?.success === true ? [] : [`the answer is not what the document says: ${checked?.error?.message.slice(0, 300) ?? 'no such operation'}`];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
