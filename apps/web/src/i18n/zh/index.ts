import { first } from './first.js';
import { calendar } from './pages/calendar.js';
import { examinations } from './pages/examinations.js';
import { templates } from './pages/templates.js';

/** The source catalogue: what comes first, and those that come with the pages that need them. Every other language has exactly these keys. */
export const zh = { ...first, ...calendar, ...templates, ...examinations } as const;
