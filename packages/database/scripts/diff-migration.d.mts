/** SQL from one Prisma schema (absent: the empty database) to another; empty when nothing differs. */
export function diffSchemas(from: string | undefined, to: string): Promise<string>;
