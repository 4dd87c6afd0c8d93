/** Milliseconds of one try. */
export type Samples = readonly number[];

export type Contender = { readonly name: string; readonly once: () => Promise<unknown> };

/** Nearest rank: the smallest sample that at least `share` of all samples do not exceed. */
export function percentile(samples: Samples, share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Lets the contenders run in turns, so that whatever else the machine does meets all of them. */
export async function inTurns(contenders: readonly Contender[], { warmUp, rounds }: { readonly warmUp: number; readonly rounds: number }): Promise<ReadonlyMap<string, Samples>> {
  const samples = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const { name, once } of contenders) {
      const started = performance.now();
      await once();
      if (round >= 0) samples.get(name)?.push(performance.now() - started);
    }
  }
  return samples;
}
