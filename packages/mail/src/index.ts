export type { MailInput, MailItem, MailLanguage, MailTask, RenderedMail } from './mail.js';
export { renderCircularMail, renderMail } from './renderMail.js';
export { createMailTransport, isPermanentMailFailure, reachMailServer, type MailTransport, type OutgoingMail } from './transport.js';
