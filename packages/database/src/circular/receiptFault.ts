import type { Instant } from '@hengji/domain';
import type { Queryable } from '../database.js';

type ReceiptRow = { readonly number: number; readonly person_id: string; readonly county_id: string; readonly unit_id: string; readonly read_at: Instant };

/** An event of a circular as its row tells it; the chain has vouched for the row before. */
type ToldEvent = { readonly type: string | null; readonly payload: unknown; readonly occurredAt: Instant | null };

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

const keyOf = (number: unknown, person: unknown) => `${String(number)} ${String(person)}`;

/** Why the receipts of a circular are not those its events wrote: one was added, changed or taken away. Null when they are. */
export async function receiptFault(client: Queryable, circularId: string, countyId: string, events: readonly ToldEvent[]): Promise<{ readonly table: string; readonly why: string } | null> {
  const { rows } = await client.query<ReceiptRow>('SELECT number, person_id, county_id, unit_id, read_at FROM circular_receipt WHERE circular_id = $1', [circularId]);
  const left = new Map(rows.map((row) => [keyOf(row.number, row.person_id), row]));
  const fault = (why: string) => ({ table: 'circular_receipt', why });
  for (const { payload, occurredAt } of events.filter(({ type }) => type === 'circularRead')) {
    const key = keyOf(field(payload, 'number'), field(payload, 'person'));
    const row = left.get(key);
    if (row === undefined) return fault(`the receipt of ${key} is gone`);
    if (row.county_id !== countyId || row.unit_id !== field(payload, 'unit') || row.read_at !== occurredAt) return fault(`the receipt of ${key} was changed`);
    left.delete(key);
  }
  const [extra] = left.keys();
  return extra === undefined ? null : fault(`no event wrote the receipt of ${extra}`);
}
