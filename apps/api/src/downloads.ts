import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getBlob, readEvaluation, readEvidence, readGroupScan, scansByHash, type BlobStore, type Database } from '@hengji/database';
import { templateWorkbook } from '@hengji/documents';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { labelRequest } from '@hengji/service';
import { requireOn, scopeOf } from './access.js';
import { findCircular } from './handlers/circulars.js';
import { findTemplate } from './handlers/templates.js';
import { HttpProblem, notFound } from './problem.js';
import type { Look } from './readLog.js';
import type { SignedIn } from './requestContext.js';

const Params = z.object({ id: z.uuid(), evidence: z.uuid() });
const PaperParams = z.object({ id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const GroupParams = z.object({ id: z.uuid() });
const CircularParams = z.object({ id: z.uuid(), file: z.uuid() });

/**
 * Files come back only through their case, and only as downloads: whatever somebody uploaded, no browser of a colleague
 * runs it under our origin.
 */
export function downloadRouter(database: Database, blobs: BlobStore, signedIn: (request: Request) => Promise<SignedIn | null>, recordLook: (who: SignedIn, request: Request, look: Look) => Promise<void>): Router {
  /** The one door of every file: a way round it would hand files out of a session that its person left. */
  const behindDoor = (operation: string, send: (who: SignedIn, request: Request, response: Response) => Promise<void>) => async (request: Request, response: Response): Promise<void> => {
    labelRequest(response, { operation });
    const who = await signedIn(request);
    if (who === null) throw new HttpProblem(401, 'notSignedIn');
    if (who.session.locked) throw new HttpProblem(423, 'sessionLocked');
    await send(who, request, response);
  };
  const sendEvidenceOf = (kind: 'evaluation' | 'finding') => async (who: SignedIn, request: Request, response: Response): Promise<void> => {
    const params = Params.safeParse(request.params);
    if (!params.success) throw notFound();
    const evidence = await readEvidence(database, params.data.evidence);
    const place = evidence === null || evidence.stream !== kind || evidence.streamId !== params.data.id ? null : evidence;
    requireOn(who, kind === 'evaluation' ? 'Evaluation' : 'Finding', place, 'read');
    const file = await findFile(database, blobs, place);
    await recordLook(who, request, { operation: 'downloadEvidence', path: request.path, [kind]: params.data.id });
    await sendFile(response, file);
  };
  const sendOfCircular = async (who: SignedIn, request: Request, response: Response): Promise<void> => {
    const params = CircularParams.safeParse(request.params);
    if (!params.success) throw notFound();
    const { state } = await findCircular({ database }, who, params.data.id);
    const file = state.versions.flatMap(({ files }) => files).find(({ fileId }) => fileId === params.data.file);
    await sendFile(response, await findFile(database, blobs, file ?? null));
  };
  const sendPaper = async (who: SignedIn, request: Request, response: Response): Promise<void> => {
    const params = PaperParams.safeParse(request.params);
    if (!params.success) throw notFound();
    const evaluation = await readEvaluation(database, params.data.id);
    requireOn(who, 'Evaluation', evaluation === null ? null : { countyId: evaluation.countyId, unitId: evaluation.unit.id }, 'read');
    const named = evaluation?.state.stages.some(({ paper }) => paper?.scans.includes(params.data.sha256)) ?? false;
    const scan = named ? (await scansByHash(database, who.countyId, [params.data.sha256])).get(params.data.sha256) : undefined;
    const file = await findFile(database, blobs, scan ?? null);
    await recordLook(who, request, { operation: 'downloadPaper', path: request.path, evaluation: params.data.id });
    await sendFile(response, file);
  };
  const sendGroupScan = async (who: SignedIn, request: Request, response: Response): Promise<void> => {
    const params = GroupParams.safeParse(request.params);
    if (!params.success) throw notFound();
    const scan = await readGroupScan(database, who.countyId, params.data.id);
    const { unitIds } = scopeOf(who);
    const shown = scan !== null && (unitIds === null || unitIds.includes(scan.unitId)) ? scan : null;
    const file = await findFile(database, blobs, shown);
    if (shown !== null) who.lookedAt.add(shown.unitId);
    await recordLook(who, request, { operation: 'downloadGroupScan', path: request.path });
    await sendFile(response, file);
  };
  const sendTemplate = async (who: SignedIn, request: Request, response: Response): Promise<void> => {
    const { template } = await findTemplate(database, who, String(request.params['id']));
    const form = request.query['form'] === 'xlsx' ? 'xlsx' : 'json';
    const bytes = Buffer.from(form === 'xlsx' ? templateWorkbook(template) : `${JSON.stringify(template, null, 2)}\n`);
    const mediaType = form === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'application/json';
    await sendFile(response, { name: `${template.title} ${template.version}.${form}`, blob: { mediaType, bytes: bytes.length, stream: () => Readable.from(bytes) } });
  };
  const router = express.Router({ strict: true });
  router.get('/evaluations/:id/paper/:sha256', behindDoor('downloadPaper', sendPaper));
  router.get('/leading-groups/:id/scan', behindDoor('downloadGroupScan', sendGroupScan));
  router.get('/evaluations/:id/evidence/:evidence', behindDoor('downloadEvidence', sendEvidenceOf('evaluation')));
  router.get('/findings/:id/evidence/:evidence', behindDoor('downloadEvidence', sendEvidenceOf('finding')));
  router.get('/circulars/:id/files/:file', behindDoor('downloadCircularFile', sendOfCircular));
  router.get('/templates/:id/file', behindDoor('downloadTemplate', sendTemplate));
  return router;
}

type File = { readonly name: string; readonly blob: Pick<NonNullable<Awaited<ReturnType<typeof getBlob>>>, 'mediaType' | 'bytes' | 'stream'> };

async function findFile(database: Database, blobs: BlobStore, place: { readonly name: string; readonly sha256: string } | null): Promise<File> {
  const blob = place === null ? null : await getBlob(database, blobs, place.sha256);
  if (place === null || blob === null) throw notFound();
  return { name: place.name, blob };
}

async function sendFile(response: Response, { name, blob }: File): Promise<void> {
  response.set({
    'content-type': blob.mediaType,
    'content-length': String(blob.bytes),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(blob.stream(), response);
}
