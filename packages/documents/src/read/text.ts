import type { Flow } from './flow.js';

/** A text file as lines; numbers count from 1, as editors show them. Empty lines are no lines of the report but keep their number. */
export function flowOfText(text: string): Flow {
  return text.split(/\r\n|\r|\n|\f/).flatMap((line, index) => (line.trim() === '' ? [] : [{ kind: 'line' as const, text: line, location: { line: index + 1 } }]));
}
