/** Review, publication and use of results. */
export const reviews = {
  review: {
    title: 'Review: %{unit} %{year}, %{phase}',
    verdict: 'Verdict',
    verdictHelp: 'Read the scores and findings first.',
    noVerdict: 'Nothing here waits for your review.',
    revision: 'What the department handed in',
    findings: 'Findings of this evaluation',
    noFindings: 'No findings.',
  },
  publication: {
    title: 'Publication: %{unit} %{year}',
    steps: 'Before publication',
    secrecy: 'Secrecy review',
    sign: 'Signature of the head',
    accounts: 'Approval of the accounts',
    publish: 'Publication',
    todo: 'To do',
    done: 'Done',
    legal: 'Due 20 days after the accounts were approved.',
  },
  resultUse: {
    title: 'Use of results: %{unit} %{year}',
    proposed: 'Proposed by the department',
    decided: 'Decided by the finance bureau',
    none: 'Nothing yet.',
    line: 'Budget line',
    outcome: 'Use',
    note: 'Note',
  },
} as const;
