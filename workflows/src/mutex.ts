/**
 * Runs pieces of work one after the other, in the order they were handed in. Commands and ticks must not interleave: each is decided
 * on the state that the one before left.
 */
export function createMutex(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    // The next one starts whether or not this one failed; whoever asked for it hears of the failure.
    last = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  };
}
