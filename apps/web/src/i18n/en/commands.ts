/** What can be asked of an evaluation or a finding, in English. */
export const commands = {
  evaluation: {
    assignSections: {
      title: 'Assign sections',
      effect: 'The tasks go to the people chosen, who are told by mail.',
    },
    claim: {
      title: 'Claim task',
      effect: 'You will do it; others can no longer claim it.',
    },
    release: {
      title: 'Release task',
      effect: 'The task is open to the others again.',
    },
    submitSection: {
      title: 'Hand in section',
      effect: 'The section can then no longer be changed, unless it is returned.',
    },
    returnSection: {
      title: 'Return a section',
      effect: 'The section opens again and its author is told why.',
    },
    confirmSections: {
      title: 'Confirm sections',
      effect: 'When all sections are confirmed, the next phase begins.',
    },
    submitForSigning: {
      title: 'Send for signing',
      effect: 'Everything is frozen as a new version and goes to the signers in order. You declare that the content is true and complete.',
    },
    withdraw: {
      title: 'Withdraw',
      effect: 'This version and its signatures become void; the sections can be changed again.',
    },
    unlock: {
      title: 'Unlock',
      effect: 'This version and its signatures become void; those who signed are told.',
    },
    sign: {
      title: 'Go and sign',
      effect: '',
    },
    refuseToSign: {
      title: 'Refuse to sign',
      effect: 'This version and its signatures become void; the sections chosen (or all) open again.',
    },
    approve: {
      title: 'Approve goals',
      effect: 'The goals take effect and the next phase begins.',
    },
    accept: {
      title: 'Accept',
      effect: 'The review ends and the next phase begins.',
    },
    acceptWithConditions: {
      title: 'Accept with conditions',
      effect: 'The review ends with conditions and the next phase begins.',
    },
    returnToDepartment: {
      title: 'Return to department',
      effect: 'The signatures become void; the department hands in again before the date.',
    },
    warn: {
      title: 'Warn',
      effect: 'A warning is given; the checkpoint ends and the department goes on.',
    },
    adviseSuspension: {
      title: 'Advise to suspend payment',
      effect: 'The advice is recorded and the checkpoint ends.',
    },
    orderRectification: {
      title: 'Order rectification',
      effect: 'A finding is raised at the same time, which the department must rectify.',
    },
    adjustGoals: {
      title: 'Adjust goals',
      effect: 'Indicators with a new target change; the old targets stay in their version.',
    },
    rescore: {
      title: 'Take points off',
      effect: 'The reviewed score is computed again; 0 lifts an earlier deduction.',
    },
    answerCheck: {
      title: 'Answer a warning',
      effect: 'The reason is frozen into the version; signers and the bureau see it.',
    },
    overrideScore: {
      title: 'Change a computed score',
      effect: 'The change and its reason stand beside the score, are frozen into the version and told to the signers. It ends when the figures change. Without a score the computed one comes back.',
    },
    decideCheck: {
      title: 'Decide a warning',
      effect: 'The reason of the decision is put on record.',
    },
    askExtension: {
      title: 'Ask for more time',
      effect: 'The finance bureau decides; until then the dates stay.',
    },
    grantExtension: {
      title: 'Grant more time',
      effect: 'The tasks of this step move to the date asked for; the old dates stay on record.',
    },
    refuseExtension: {
      title: 'Refuse more time',
      effect: 'The dates stay; whoever asked sees the reason.',
    },
    movePhaseDate: {
      title: 'Move a phase’s date',
      effect: 'A phase that has not begun opens on the new date.',
    },
    registerPaper: {
      title: 'Add scans of paper work',
      effect: 'Adds scans to a stage that was done on paper; those that are there stay.',
    },
    delegate: {
      title: 'Delegate',
      effect: 'In this time the other person may act; both names stay on record.',
    },
    handOver: {
      title: 'Hand over',
      effect: 'All sections and tasks of this person go to the other, and the findings he answers for.',
    },
    appointActing: {
      title: 'Appoint acting signer',
      effect: 'The person chosen signs this slot, on record.',
    },
    urge: {
      title: 'Urge',
      effect: 'A mail goes to whoever has the task, and the timeline keeps it.',
    },
    recordAccountsApproval: {
      title: 'Record approval of accounts',
      effect: 'The time for publication (20 days) runs from that date.',
    },
    reviewSecrecy: {
      title: 'Secrecy review',
      effect: 'The result is kept on record.',
    },
    publish: {
      title: 'Publish the result',
      effect: 'The result appears on the public site. It cannot be taken back, only corrected by a note.',
    },
    withholdPublication: {
      title: 'Withhold publication',
      effect: 'The phase ends without publication.',
    },
    correctPublication: {
      title: 'Publish a correction',
      effect: 'The note is public; what was published stays.',
    },
    proposeResultUse: {
      title: 'Propose use of results',
      effect: 'The proposal goes to the finance bureau.',
    },
    decideResultUse: {
      title: 'Decide use of results',
      effect: 'The decision is archived, and the department is told.',
    },
    close: {
      title: 'Archive',
      effect: 'The year is over and nothing changes any more.',
    },
    cancel: {
      title: 'Cancel evaluation',
      effect: 'This evaluation stops; its records stay.',
    },
    resume: {
      title: 'Resume',
      effect: 'It goes on where it was suspended.',
    },
  },
  finding: {
    serve: {
      title: 'Serve',
      effect: 'The finding reaches the department and the time for rectification begins.',
    },
    acknowledge: {
      title: 'Acknowledge',
      effect: 'The department confirms that it has seen the finding.',
    },
    object: {
      title: 'Object',
      effect: 'The objection goes to the finance bureau.',
    },
    rejectObjection: {
      title: 'Reject the objection',
      effect: 'The department goes on with its plan.',
    },
    upholdObjection: {
      title: 'Uphold the objection',
      effect: 'The finding is withdrawn.',
    },
    plan: {
      title: 'Hand in plan',
      effect: 'The plan goes to the head of the leading group for signing.',
    },
    signPlan: {
      title: 'Sign the plan',
      effect: 'It then goes to the finance bureau.',
    },
    acceptPlan: {
      title: 'Accept the plan',
      effect: 'The department rectifies and hands in proof.',
    },
    addEvidence: {
      title: 'Hand in proof',
      effect: 'The proof goes to the finance bureau for verification.',
    },
    verifyEvidence: {
      title: 'Verify',
      effect: 'The opinion is kept on record.',
    },
    returnFinding: {
      title: 'Return',
      effect: 'The plan or the proof goes back to the department.',
    },
    closeFinding: {
      title: 'Close',
      effect: 'The finding is rectified and leaves the register.',
    },
    askExtension: {
      title: 'Ask for more time',
      effect: 'The finance bureau decides; until then the dates stay.',
    },
    grantExtension: {
      title: 'Grant more time',
      effect: 'The plan or the evidence is due on the date asked for; the old dates stay on record.',
    },
    refuseExtension: {
      title: 'Refuse more time',
      effect: 'The dates stay; whoever asked sees the reason.',
    },
    handOver: {
      title: 'Hand over',
      effect: 'The named person answers for the plan and brings the evidence; the plan stays as it was signed.',
    },
    claim: {
      title: 'Claim',
      effect: 'The task is yours; nobody else works on it.',
    },
    release: {
      title: 'Give back',
      effect: 'The task goes back to everybody with the duty.',
    },
    urge: {
      title: 'Urge',
      effect: 'Sends a mail to whoever has the task.',
    },
    appointActing: {
      title: 'Appoint an acting signer',
      effect: 'Where nobody may sign, the person you name signs; this is kept on record.',
    },
    resume: {
      title: 'Resume',
      effect: 'Goes on from where it stopped.',
    },
  },
  field: {
    signsToo: 'also signs %{slots}',
    reason: 'Reason',
    conditions: 'Conditions',
    warning: 'Warning',
    advice: 'Advice',
    correction: 'Correction',
    opinion: 'Opinion',
    documentNo: 'Document number',
    until: 'Until',
    returnUntil: 'Hand in again by',
    approvedOn: 'Approved on',
    section: 'Section',
    sections: 'Sections',
    reopened: 'Sections to fill again (none means all)',
    task: 'Task',
    slot: 'Signing slot',
    phase: 'Return to',
    stage: 'Phase',
    date: 'New opening date',
    from: 'Of whom',
    handFrom: 'From',
    to: 'To',
    person: 'Acting signer',
    startsOn: 'First day',
    endsOn: 'Last day',
    findingType: 'Kind of finding',
    indicator: 'Indicator',
    points: 'Points off',
    overrideScore: 'Score instead',
    changes: 'New targets (only those that change)',
    assignments: 'Who gets which section',
    result: 'Result',
    resultPublish: 'May be published',
    resultWithhold: 'Not to be published',
    basis: 'Basis for withholding',
    basisWhen: 'required when it is not published',
    lines: 'Use of results',
    line: 'Budget line',
    outcome: 'Use',
    note: 'Note',
    measure: 'Measure',
    deliverable: 'Deliverable',
    responsible: 'Responsible',
    dueOn: 'To be done by',
    evidence: 'Proof',
    evidenceText: 'What was done',
    minutesNo: 'Number of the minutes',
    addLine: 'Add a line',
    lineNumber: 'Line %{number}',
    removeLine: 'Remove line %{number}',
    currentTarget: 'Now: %{target}',
    unchanged: 'Unchanged',
    choose: 'Choose',
    notAssigned: 'Nobody',
    extensionAsked: '%{who} asks for more time until %{date}. Reason: %{reason}',
  },
} as const;
