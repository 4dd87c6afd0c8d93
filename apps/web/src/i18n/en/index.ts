import type { Messages } from '../messages.js';
import { base } from './base.js';
import { commands } from './commands.js';
import { pages } from './pages/index.js';
import { process } from './process.js';

export const en = { ra: base, process, commands, ...pages } satisfies Messages;
