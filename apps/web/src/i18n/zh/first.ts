import { base } from './base.js';
import { commands } from './commands.js';
import { pages } from './pages/index.js';
import { process } from './process.js';

/** What is in the first bundle. */
export const first = { ra: base, process, commands, ...pages } as const;
