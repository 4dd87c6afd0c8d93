export type { MailInput, MailItem, MailLanguage, MailTask, RenderedMail } from './mail.js';
export { renderCircularMail, renderMail } from './renderMail.js';
export { createMailTransport, isMailAddress, isPermanentMailFailure, reachMailServer, UnusableAddressError, type MailTransport, type OutgoingMail } from './transport.js';
