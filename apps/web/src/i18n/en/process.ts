/** The words of the process in English. */
export const process = {
  phase: {
    draft: 'Goals', dataCollection: 'Data collection', monitoring: 'Monitoring', selfAssessment: 'Self-assessment', financeReview: 'Finance review',
    rectification: 'Rectification', publication: 'Publication', resultUse: 'Use of results', closed: 'Archive',
  },
  checkpoint: { throughJune: 'Jan–Jun', throughSeptember: 'Jan–Sep' },
  period: { goals: 'Goals', baseline: 'Start of year', throughJune: 'Jan–Jun', throughSeptember: 'Jan–Sep', yearEnd: 'Full year' },
  step: { waiting: 'waiting to open', fill: 'filling', confirm: 'confirmation', sign: 'signing', review: 'review', release: 'release', done: 'done' },
  status: { open: 'Running', suspended: 'Suspended', cancelled: 'Cancelled', closed: 'Archived' },
  urgency: { onTime: 'On time', dueSoon: 'Due soon', overdue: 'Overdue', escalated: 'Escalated' },
  sectionStatus: { notStarted: 'Not started', inProgress: 'In progress', returned: 'Returned', submitted: 'Handed in', confirmed: 'Confirmed' },
  task: {
    fillSection: 'Fill in “%{section}”', submitForSigning: 'Check everything and send for signing', confirmSections: 'Confirm the sections’ data', sign: 'Sign', appointActing: 'Appoint an acting signer',
    review: 'Review', settleFindings: 'Answer the findings', recordAccounts: 'Record the approval of the accounts', secrecyReview: 'Secrecy review', preparePublication: 'Prepare publication and send for signing',
    publish: 'Publish the result', proposeResultUse: 'Propose the use of results', decideResultUse: 'Decide the use of results', archive: 'Archive', decideExtension: 'Answer the request for more time',
    serveFinding: 'Serve the finding', acknowledgeFinding: 'Acknowledge the finding', answerObjection: 'Answer the objection', planFinding: 'Write the rectification plan', signPlan: 'Sign the rectification plan',
    acceptPlan: 'Review the rectification plan', provideEvidence: 'Hand in proof of rectification', verifyEvidence: 'Verify the rectification', closeFinding: 'Close the finding',
  },
  duty: {
    staff: 'Staff', clerk: 'Clerk', accountant: 'Accountant', officeLead: 'Head of office', financeHead: 'Head of finance', deputyLeader: 'Deputy leader', principal: 'Head of the leading group',
    performanceDesk: 'Performance desk of the finance bureau', auditor: 'Auditor', administrator: 'Administrator',
  },
  unitKind: { department: 'Department', subordinateUnit: 'Subordinate unit', financeBureau: 'Finance bureau', county: 'County', other: 'Unit' },
  grade: { excellent: 'Excellent', good: 'Good', fair: 'Fair', poor: 'Poor' },
  outcome: {
    approved: 'approved', accepted: 'accepted', acceptedWithConditions: 'accepted with conditions', warned: 'warned', suspensionAdvised: 'suspension of payment advised',
    rectificationOrdered: 'rectification ordered', published: 'published', withheld: 'withheld', done: 'done', onPaper: 'done on paper',
  },
  findingType: {
    lateBookkeeping: 'Late bookkeeping', withholding: 'Withholding', crowdingOut: 'Crowding out', diversion: 'Diversion', fictitiousRecording: 'Fictitious recording', goalDeviation: 'Deviation from goals',
    slowExecution: 'Slow execution', other: 'Other',
  },
  findingSource: {
    monitoring: 'Monitoring', selfAssessment: 'Self-assessment', departmentEvaluation: 'Department evaluation', financeReview: 'Finance review', fiscalSupervision: 'Fiscal supervision',
    externalAudit: 'Audit', inspection: 'Inspection',
  },
  findingStatus: {
    raised: 'To be served', served: 'Served', acknowledged: 'Acknowledged', objected: 'Objected to', planned: 'Plan to be signed', planSigned: 'Plan under review', planAccepted: 'Being rectified',
    evidenced: 'To be verified', verified: 'Verified', closed: 'Closed', withdrawn: 'Withdrawn',
  },
  noticeKind: {
    assigned: 'Assigned', dueSoon: 'Due soon', overdue: 'Overdue', escalated: 'Escalated', returned: 'Returned', toSign: 'To sign', signed: 'Signed', reviewed: 'Review result',
    findingServed: 'Finding served', closed: 'Closed', published: 'Published', digest: 'Daily digest',
  },
  mailStatus: { pending: 'To be sent', sent: 'Sent', kept: 'Kept only', failed: 'Failed' },
  voidedWhy: { withdrawn: 'withdrawn by the department', unlocked: 'unlocked', refused: 'signing refused', returned: 'returned by the bureau', replaced: 'replaced by a newer version' },
  event: {
    opened: 'Evaluation opened', stageEntered: '“%{stage}” began', stepEntered: 'Step: %{step}', stageLeft: '“%{stage}” ended: %{outcome}',
    taskOpened: 'Task “%{task}” given to %{who}, due %{date}', taskClosed: 'Task done', taskClaimed: 'Task claimed', taskReleased: 'Task released', taskReassigned: 'Task passed to %{who}',
    taskRedated: 'New due date %{date}', reminded: 'Reminded: %{who}', sectionsAssigned: 'Sections assigned', sectionSubmitted: 'Handed in “%{section}”', sectionReturned: 'Returned “%{section}”',
    sectionConfirmed: 'Confirmed “%{section}”', revisionFrozen: 'Sent for signing as version %{number}', revisionVoided: 'Version %{number} void (%{why}); its signatures no longer count',
    signed: 'Signed version %{revision} (%{slot})', signingRefused: 'Refused to sign', signerMissing: 'Nobody may sign; the administrator is asked to appoint an acting signer', reviewed: 'Verdict: %{verdict}',
    returnedToDepartment: 'Returned to the department until %{date}', goalsAdjusted: 'Goals adjusted by document %{documentNo}', rescored: '%{points} points off “%{indicator}”', extensionAsked: 'Asked for more time until %{date}',
    extensionGranted: 'More time granted until %{date}', extensionRefused: 'More time refused', phaseDateMoved: '“%{stage}” now opens on %{date}, document %{documentNo}',
    delegated: '%{to} stands in for %{from}, %{startsOn} to %{endsOn}', handedOver: '%{from} handed over to %{to}', actingAppointed: '%{who} appointed to sign', urged: 'Urged: %{who}',
    rectificationOrdered: 'Rectification ordered: %{findingType}', accountsApproved: 'Approval of the accounts recorded, %{date}, document %{documentNo}', secrecyReviewedPublish: 'Secrecy review: may be published', secrecyReviewedWithhold: 'Secrecy review: not to be published',
    published: 'Result published (version %{number})', publicationWithheld: 'Not published', publicationCorrected: 'Correction %{number} published', resultUseProposed: 'Use of results proposed, %{count} lines',
    resultUseDecided: 'Use of results decided, %{count} lines', closed: 'Archived', cancelled: 'Cancelled', resumed: 'Resumed', suspended: 'Suspended',
    raised: 'Finding raised', served: 'Served, document %{documentNo}', acknowledged: 'Acknowledged', objected: 'Objection raised', objectionRejected: 'Objection rejected', withdrawnByBureau: 'Objection upheld, finding withdrawn',
    planned: 'Plan handed in, to be done by %{date}', planSigned: 'Plan signed', planAccepted: 'Plan accepted', evidenceAdded: 'Proof handed in', evidenceVerified: 'Verified',
    findingReturnedPlan: 'Plan returned', findingReturnedEvidence: 'Proof returned, more is needed', findingClosed: 'Closed', other: 'Other change (%{type})',
  },
  statement: { read: 'I have read everything above.', agree: 'I agree to its submission and answer for what I sign.' },
  score: {
    step: {
      ratio: 'Rate = %{numerator} ÷ %{denominator} = %{rate}', changeRate: 'Change = (%{current} − %{previous}) ÷ %{previous} = %{rate}',
      targetReached: 'The rate %{rate} reaches the target %{target}: full %{weight}', belowTarget: 'The rate %{rate} is below the target %{target}: %{weight} × %{rate} ÷ %{target}',
      withinLimit: 'The rate %{rate} stays within the limit %{target}: full %{weight}', aboveLimit: 'The rate %{rate} exceeds the limit %{target}: %{weight} × %{target} ÷ %{rate}',
      notRisen: 'The change %{rate} is no rise: full %{weight}', risen: 'The change %{rate} is a rise: %{weight} × (1 − %{rate}), at least 0',
      entered: '%{score} points by judgement, reason: %{reason}', rounded: '%{value} rounded half up to two decimals: %{score}', other: '%{code}',
    },
    outcome: {
      ratioOfNothing: 'Both figures are 0: not applicable', nothingCarriedOver: 'Nothing was carried over in either year: not applicable', notApplicable: 'Not applicable', missing: 'Figures are missing',
      weightInvalid: 'The weight is set wrongly; tell the administrator', targetInvalid: 'The target is set wrongly; tell the administrator', operandNotDecimal: 'A figure is no number', operandNegative: 'A figure is negative',
      enteredScoreRequired: 'A score by judgement is needed', enteredScoreNotDecimal: 'The score must have at most two decimals', enteredScoreOutOfRange: 'The score must lie between 0 and the weight', enteredReasonRequired: 'The score needs its reason', invalid: 'The score cannot be computed',
    },
  },
} as const;
