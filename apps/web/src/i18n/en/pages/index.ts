import { account } from './account.js';
import { calendar } from './calendar.js';
import { campaigns } from './campaigns.js';
import { checks } from './checks.js';
import { circulars } from './circulars.js';
import { evaluations } from './evaluations.js';
import { examinations } from './examinations.js';
import { findings } from './findings.js';
import { inbox } from './inbox.js';
import { operations } from './operations.js';
import { people } from './people.js';
import { reviews } from './reviews.js';
import { sections } from './sections.js';
import { shell } from './shell.js';
import { signing } from './signing.js';
import { templates } from './templates.js';

/** The pages' own words, by page. */
export const pages = {
  ...shell,
  ...account,
  ...inbox,
  ...evaluations,
  ...sections,
  ...signing,
  ...checks,
  ...reviews,
  ...findings,
  ...campaigns,
  ...circulars,
  ...calendar,
  ...templates,
  ...examinations,
  ...people,
  ...operations,
} as const;
