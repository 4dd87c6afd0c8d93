export { closeDatabase, openDatabase, pingDatabase, type CommitListener, type CommitReport, type Database } from './database.js';
export { classifyDatabaseError, ConflictError, NotFoundError } from './errors.js';
export { migrate, type MigrationReport } from './migrate.js';
export { BackupDamagedError } from './backup/manifest.js';
export { exportBackup, type BackupReport } from './backup/exportBackup.js';
export { restoreBackup, type RestoreReport } from './backup/restoreBackup.js';

export { commitEvaluation, loadEvaluationShell } from './commit/evaluation.js';
export { commitFinding, loadFindingShell } from './commit/finding.js';
export { openEvaluation, type OpenedEvaluation, type OpenEvaluation } from './commit/open.js';
export { raiseFinding, type RaiseFinding } from './commit/raise.js';
export { findReceipt, suspendCase } from './commit/suspend.js';

export { claimNudges, claimWorkflowStarts, markNudged, markWorkflowStarted, type Nudge, type StreamKind, type WorkflowStart } from './relay.js';
export { claimMails, claimNotices, markMailFailed, markMailSent, saveMail, type MailGroup, type NoticeRow, type PendingMail } from './outbox.js';
export { recordReauthentication, saveCommandInput, type CommandInput } from './inputs.js';
export { beginSecondFactor, confirmSecondFactor, readSecondFactor, removeSecondFactor, renewRecoveryCodes, resetSecondFactor, takeRecoveryCode, takeStep, type SecondFactor } from './secondFactor.js';
export { discardSession, endSessions, listSessions, lockSession, touchSession, type SessionRow } from './sessions.js';
export { clearGuesses, guessesLockedUntil, guessLimits, recordGuess, type GuessOrigin } from './guesses.js';
export { authStorage, endSessionsOfClosed, hasAccount, savePassword } from './accounts.js';

export type { ContentOutcome, ContentProblem, FieldFault } from './content/problems.js';
export { saveSection, type SaveSection } from './content/saveSection.js';
export type { EntryChange } from './content/indicatorEntries.js';
export { addEvidence, removeEvidence, type AddEvidence } from './content/evidence.js';
export { choosePackage, readPackage, type PackageFile, type PublicationPackage } from './content/publicationPackage.js';
export { getBlob, openBlobStore, putBlob, type BlobStore, type StoredBlob } from './content/blobStore.js';

export type { Named, Page, Paging, Scope } from './reads/paging.js';
export { listInbox, type InboxTask } from './reads/inbox.js';
export { listEvaluations, readEvaluation, type EvaluationDetail, type EvaluationFilter, type EvaluationSort, type EvaluationSummary, type StageVisit } from './reads/evaluations.js';
export { readEvaluationPlace, readFindingPlace, type CasePlace } from './reads/casePlace.js';
export { readEvaluationFacts, readFindingFacts, type FactsOf } from './reads/facts.js';
export { readExplanation, readFigures, readScoreSheet, readSections, type EvidenceView, type ScoreSheets, type SectionsOfStage, type SectionView } from './reads/sections.js';
export { listAudit, listRevisions, readRevision, readTimeline, type AuditRow, type RevisionView, type SignatureView, type TimelineEntry } from './reads/timeline.js';
export { listFindings, readFinding, type FindingDetail, type FindingFilter, type FindingSummary } from './reads/findings.js';
export { listPeople, listPosts, listUnits, readPrincipal, type Holding, type PersonFilter, type PersonRow, type PersonWithHoldings, type PostRow, type Principal, type UnitRow } from './reads/people.js';
export { readEvidence, type EvidencePlace } from './reads/evidencePlace.js';
export { resolveNames } from './reads/names.js';
export { latestCalendarId, latestTemplate, listTemplates, readCounty } from './reads/latestVersions.js';
export { listLeadingGroups, type LeadingGroupRow } from './reads/leadingGroups.js';
export { listTroubles, type Trouble } from './reads/troubles.js';
export { readBacklog, type Backlog } from './reads/backlog.js';
export { countAudit, pendingMails } from './reads/processCounts.js';
export { countMails, listMails, readMail, type MailFilter, type MailRow, type MailStatus } from './reads/mails.js';
export { listPublished, readPublished, type PublishedFilter, type PublishedResult, type PublishedSummary } from './publicReads.js';

export { commitCampaign, type CampaignOutcome, type CampaignRequest } from './campaign/commitCampaign.js';
export { openPlanned } from './campaign/openPlanned.js';
export { addCircularFile, commitCircular, readCircularFiles, type CircularOutcome, type CircularRequest } from './circular/commitCircular.js';
export { claimCircularDeliveries, saveCircularMail, type CircularDelivery } from './circular/deliveries.js';
export { listCircularReaders, listCirculars, readCircular, type CircularDetail, type CircularReader, type CircularRow } from './circular/readCircular.js';
export { checkDraft, listSubjects, readCampaignDetail, readCampaignState, type CampaignDetail, type SubjectRow } from './campaign/readCampaign.js';
export { listAllLiveWorkflows, listCampaigns, listOverdueAlarms, readCampaign, type CampaignRow, type LiveWorkflow } from './campaigns.js';
export { advanceClock, type ClockStep } from './campaignClock.js';
export { checkAudit, listAuditChecks, listCountyIds, type AuditCheckRow } from './auditChecks.js';
export { listReads, recordRead, type Read, type ReadFilter, type ReadRow } from './readLog.js';
export { verifyAudit, type AuditBreak, type AuditReport } from './verifyAudit.js';
export { readCalendar, readTemplate, saveCalendar, saveCounty, saveTemplate } from './referenceData.js';
export { saveLeadingGroup, savePerson, savePost, savePostHolding, saveUnit, type LeadingGroupInput, type PersonInput, type UnitInput } from './registry/ensure.js';
export { addPerson, changeOwnPassword, resetPassword, setAccountOpen } from './registry/accounts.js';
export { beginHolding, endHolding } from './registry/duties.js';
export { recordLeadingGroup } from './registry/leadingGroups.js';
export { addUnit, moveUnit } from './registry/places.js';
export { RegistryRefusalError, type PersonWrite } from './registry/record.js';
export { listRegistryEvents, type RegistryEntry } from './reads/registryEvents.js';

export { caseEntries, caseFigures, readDemoCalendar, readDemoCase, readDemoCounty, readDemoTemplate, type DemoCase, type DemoCounty } from './seed/demoFiles.js';
export { demoUnitId, seedDemo, seededPeople, type SeedReport } from './seed/seedDemo.js';
