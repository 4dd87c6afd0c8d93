/** Ends an exhaustive `switch`: the compiler refuses the call when a case was forgotten. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
