import { serveGuarded } from '../guard.js';
import { examine } from './examine.js';

serveGuarded(examine);
