export { escapeHtml, renderFragment, renderHtml } from './html.js';
export type { Block, Cell, Column, Inline, Report } from './report.js';
export { reportCss } from './reportCss.js';
export type { ReportLanguage } from './reportWords.js';
export { readRevision, UnreadableRevisionError } from './revision.js';
export { reportHtml, revisionReport, type ReportContext, type ReportSignature } from './revisionReport.js';
export { flowOfText } from './read/text.js';
export { maximumDocumentBytes, readDocument, UnreadableDocumentError, type UnreadableCode } from './read/readDocument.js';
export { understand } from './read/understand.js';
