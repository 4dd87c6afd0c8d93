import type { TimelineEntry as TimelineRecord } from '@hengji/contracts';
import type { TimelineEntry } from '@hengji/database';
import type { Json } from '@hengji/domain';

function named(value: Json, names: Readonly<Record<string, string>>): Json {
  if (typeof value === 'string') return names[value] ?? value;
  if (Array.isArray(value)) return value.map((one: Json) => named(one, names));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, names)]));
  return value;
}

/** Where an event keeps what was written with it under another name. */
function laidDeeper({ type, params }: Pick<TimelineEntry, 'type' | 'params'>): readonly (Json | undefined)[] {
  switch (type) {
    case 'evidenceAdded':
      return [params['text']];
    case 'extensionAsked': {
      const { request } = params;
      return request !== null && typeof request === 'object' && 'reason' in request ? [request.reason] : [];
    }
    default:
      return [];
  }
}

/** The file's name in place of the id its text is kept under. */
function fileName({ type, params, texts }: TimelineEntry): Readonly<Record<string, Json>> {
  const { name } = params;
  return (type === 'evidenceAttached' || type === 'evidenceRemoved') && typeof name === 'string' ? { name: texts[name] ?? '' } : {};
}

/** What a move to another version of the template left without a place, in place of the id its text is kept under. */
function lostValues({ type, params, texts }: TimelineEntry): Readonly<Record<string, Json>> {
  const { lost } = params;
  return type === 'templateMoved' && typeof lost === 'string' ? { lost: texts[lost] ?? '' } : {};
}

/** A line of the timeline: codes and parameters, people by name, and the text a person wrote with it. */
export function timelineView(entry: TimelineEntry): TimelineRecord {
  const { reason, basis, ...params } = entry.params;
  const textId = [reason, basis, ...laidDeeper(entry)].find((value) => typeof value === 'string');
  return {
    seq: entry.seq,
    type: entry.type,
    at: entry.occurredAt,
    recordedAt: entry.recordedAt,
    actor: entry.actor === null ? null : { id: entry.actor.id, name: entry.actor.name },
    params: plain(named({ ...params, ...fileName(entry), ...lostValues(entry) }, entry.names)),
    text: typeof textId === 'string' ? (entry.texts[textId] ?? null) : null,
  };
}

/** The contract's JSON type is mutable; a copy by JSON keeps both sides honest. */
function plain(value: Json): TimelineRecord['params'] {
  const copy: TimelineRecord['params'] = JSON.parse(JSON.stringify(value));
  return copy;
}

