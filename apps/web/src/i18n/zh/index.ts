import { base } from './base.js';
import { commands } from './commands.js';
import { pages } from './pages/index.js';
import { process } from './process.js';

/** The source catalogue. Every other language has exactly these keys. */
export const zh = { ra: base, process, commands, ...pages } as const;
