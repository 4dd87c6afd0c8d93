import { serveGuarded } from '../guard.js';
import { readGrids, type Grids } from '../template/grids.js';
import { examine, type Examined, type ExamineInput } from './examine.js';

/** What the thread is asked: to examine a report, or to take the texts out of the workbook of a template. */
export type GuardedWork = { readonly kind: 'examine'; readonly input: ExamineInput } | { readonly kind: 'workbook'; readonly bytes: Uint8Array };

serveGuarded<GuardedWork, Examined | Grids>((work) => (work.kind === 'examine' ? examine(work.input) : readGrids(work.bytes)));
