import { z } from 'zod';
import { byId, defaults, Seen, type Operation } from './operation.js';
import { CircularAmendmentBody, CircularBody, CircularFileView, CircularReader, CircularRecord, CircularRow } from './schemas/circulars.js';
import { Flag, Id, largestNumber, listOf, Paging } from './schemas/common.js';
import { FileName } from './schemas/text.js';

const Issued = z.object({ id: Id, number: z.number().int() });
const Done = z.object({ events: z.array(z.string()) });

/** 布置通知: circulars of the bureau to the departments of a campaign, and who has read them. */
export const circularOperations = {
  listCirculars: {
    ...defaults,
    method: 'GET',
    path: '/circulars',
    summary: 'Circulars the reader may see; `toRead`: those he has still to confirm',
    query: z.object({ ...Paging, campaign: Id.optional(), toRead: Flag.optional() }),
    response: listOf(CircularRow),
  },
  getCircular: { ...defaults, method: 'GET', path: '/circulars/{id}', summary: 'One circular with all its versions', params: byId, response: CircularRecord },
  addCircularFile: {
    ...defaults,
    method: 'POST',
    path: '/campaigns/{id}/circular-files',
    summary: 'Upload a file for a circular that is being written',
    params: byId,
    query: z.object({ name: FileName }),
    body: 'binary',
    response: CircularFileView,
    idempotent: true,
  },
  issueCircular: { ...defaults, method: 'POST', path: '/campaigns/{id}/circulars', summary: 'Issue a circular to everybody of the departments who has a part', params: byId, body: CircularBody, response: Issued, idempotent: true },
  amendCircular: { ...defaults, method: 'POST', path: '/circulars/{id}/versions', summary: 'Issue a further version; everybody confirms anew', params: byId, query: Seen, body: CircularAmendmentBody, response: Issued, idempotent: true },
  acknowledgeCircular: {
    ...defaults,
    method: 'POST',
    path: '/circulars/{id}/receipts',
    summary: 'Confirm that one has read the latest version',
    params: byId,
    body: z.object({ number: z.number().int().min(1).max(largestNumber) }),
    response: Done,
    idempotent: true,
  },
  remindOfCircular: { ...defaults, method: 'POST', path: '/circulars/{id}/reminders', summary: 'Remind those who have not confirmed; once a day', params: byId, body: z.object({}), response: Done, idempotent: true },
  listCircularReaders: {
    ...defaults,
    method: 'GET',
    path: '/circulars/{id}/receipts',
    summary: 'Who is to read a version, and who has',
    params: byId,
    query: z.object({ ...Paging, number: z.coerce.number().int().min(1).max(largestNumber), unread: Flag.optional() }),
    response: listOf(CircularReader),
  },
} as const satisfies Readonly<Record<string, Operation>>;
