import type { Handlers } from '../router.js';
import type { Services } from '../services.js';
import * as account from './account.js';
import * as audit from './audit.js';
import * as calendar from './calendar.js';
import * as campaignCommands from './campaignCommands.js';
import * as campaigns from './campaigns.js';
import * as checks from './checks.js';
import * as circulars from './circulars.js';
import * as desk from './desk.js';
import { attachScan } from './documentScans.js';
import { commandEvaluation } from './evaluationCommands.js';
import * as examinations from './examinations.js';
import * as evaluations from './evaluations.js';
import { attachToFinding } from './evidence.js';
import * as findings from './findings.js';
import * as operations from './operations.js';
import * as people from './people.js';
import * as publicationPackage from './publicationPackage.js';
import * as secondFactor from './secondFactor.js';
import * as sections from './sections.js';
import * as templateMoves from './templateMoves.js';
import * as templates from './templates.js';
import * as units from './units.js';

/** Which handler answers which operation; the compiler refuses a forgotten one. */
export function createHandlers(services: Services): Handlers {
  return {
    health: desk.live(),
    ready: desk.ready(services),
    signInOptions: account.signInOptions(services),
    me: account.me(services),
    reauthenticate: account.reauthenticate(services),
    changePassword: account.changePassword(services),
    beginSecondFactor: secondFactor.begin(services),
    confirmSecondFactor: secondFactor.confirm(services),
    renewRecoveryCodes: secondFactor.renew(services),
    removeSecondFactor: secondFactor.remove(services),
    lockSession: account.lock(services),
    unlockSession: account.unlock(services),
    listSessions: account.sessions(services),
    endSessions: account.signOutElsewhere(services),
    listTasks: desk.tasks(services),
    listEvaluations: evaluations.list(services),
    getEvaluation: evaluations.get(services),
    commandEvaluation: commandEvaluation(services),
    getTimeline: evaluations.timeline(services),
    getSection: sections.get(services),
    saveSection: sections.save(services),
    addEvidence: sections.attach(services),
    removeEvidence: sections.detach(services),
    getPackage: publicationPackage.get(services),
    choosePackage: publicationPackage.choose(services),
    getScoreSheet: evaluations.scores(services),
    getLastYear: evaluations.lastYear(services),
    getChecks: checks.list(services),
    explainScore: evaluations.explanation(services),
    getRevision: evaluations.revision(services),
    listFindings: findings.list(services),
    raiseFinding: findings.raise(services),
    getFinding: findings.get(services),
    commandFinding: findings.commandFinding(services),
    addFindingEvidence: attachToFinding(services),
    listCampaigns: campaigns.list(services),
    getCampaign: campaigns.get(services),
    campaignOptions: campaigns.options(services),
    draftCampaign: campaignCommands.draft(services),
    checkCampaign: campaigns.check(services),
    listSubjects: campaigns.subjects(services),
    commandCampaign: campaignCommands.command(services),
    listCirculars: circulars.list(services),
    getCircular: circulars.get(services),
    addCircularFile: circulars.attach(services),
    issueCircular: circulars.issue(services),
    amendCircular: circulars.amend(services),
    acknowledgeCircular: circulars.acknowledge(services),
    remindOfCircular: circulars.remind(services),
    listCircularReaders: circulars.readers(services),
    getCalendar: calendar.get(services),
    checkCalendar: calendar.check(services),
    releaseCalendar: calendar.release(services),
    listTemplates: templates.list(services),
    getTemplate: templates.get(services),
    checkTemplate: templates.check(services),
    releaseTemplate: templates.release(services),
    examineDocument: examinations.examine(services),
    listExaminationTemplates: examinations.templatesToHoldTo(services),
    templateMoveOptions: templateMoves.options(services),
    previewTemplateMove: templateMoves.preview(services),
    advanceCampaign: campaigns.advance(services),
    listPeople: people.list(services),
    createPerson: people.create(services),
    assignPost: people.assign(services),
    endPost: people.end(services),
    resetPassword: people.reset(services),
    resetSecondFactor: people.resetFactor(services),
    setAccountOpen: people.setOpen(services),
    listUnits: units.list(services),
    createUnit: units.create(services),
    moveUnit: units.move(services),
    listLeadingGroups: units.leadingGroups(services),
    addDocumentScan: attachScan(services),
    recordLeadingGroup: units.recordGroup(services),
    listRegistryEvents: audit.registryEvents(services),
    listMails: desk.mails(services),
    verifyAudit: audit.verify(services),
    listAuditChecks: audit.checks(services),
    listReads: audit.reads(services),
    listTroubles: audit.troubles(services),
    getOperations: operations.get(services),
    reconcile: operations.reconcile(services),
    processStatistics: desk.statistics(services),
  };
}
