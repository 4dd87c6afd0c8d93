export { renderHtml } from './html.js';
export type { Block, Report } from './report.js';
