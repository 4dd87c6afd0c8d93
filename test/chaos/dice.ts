import { createHash } from 'node:crypto';

/**
 * Numbers that look random and that a seed repeats. Each name has a stream of its own, so that what one person throws does not depend on
 * how fast the others are (sfc32, seeded with a hash).
 */
export class Dice {
  readonly #state: Uint32Array;

  constructor(seed: string, name: string) {
    const hash = createHash('sha256').update(`${seed}/${name}`).digest();
    this.#state = new Uint32Array([hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), 1]);
    for (let warm = 0; warm < 12; warm += 1) this.#next();
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    const sum = (a + b + d) >>> 0;
    this.#state[3] = (d + 1) >>> 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = (c + (c << 3)) >>> 0;
    this.#state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** 0 … below − 1. */
  below(below: number): number {
    return this.#next() % Math.max(1, below);
  }

  pick<One>(list: readonly One[]): One | undefined {
    return list[this.below(list.length)];
  }
}
