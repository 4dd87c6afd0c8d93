import { allDeadlines, assessmentSection, cycleOf, goalsSection, maximumSections, partyOf, phases, type Deadline, type ProcessRules, type StageDefinition, type Template } from '@hengji/domain';
import { error, type TemplateDefect } from './defects.js';

/** What keeps the process of a template from running a year to its end: a phase nobody can leave is found here, and not in January. */
export function lintProcess({ sections, process }: Pick<Template, 'sections' | 'process'>): readonly TemplateDefect[] {
  return [
    ...orderDefects(process),
    ...process.stages.flatMap((stage, index) => stageDefects(stage, index, sections)),
    ...roleDefects(sections, process),
    ...ruleDefects(process),
  ];
}

const at = (index: number) => ({ stage: index });
const numbered = (index: number, params: Readonly<Record<string, string>> = {}) => ({ stage: String(index + 1), ...params });

/** Phases follow one another as the year does; only checkpoints repeat, and the year is closed at its end. */
function orderDefects({ stages }: ProcessRules): readonly TemplateDefect[] {
  const backwards = stages.flatMap(({ phase }, index) => {
    const before = stages[index - 1]?.phase;
    if (before === undefined || phases.indexOf(before) < phases.indexOf(phase)) return [];
    return before === phase && phase === 'monitoring' ? [] : [error('stageOrder', at(index), numbered(index, { phase }))];
  });
  const missing = (['selfAssessment', 'financeReview'] as const).filter((phase) => !stages.some((stage) => stage.phase === phase));
  const last = stages.at(-1)?.phase;
  const filled = stages.flatMap(({ period, sections }, index) => (period === null || sections.length === 0 ? [] : [{ period, index }]));
  const checkpoints = stages.flatMap(({ phase, checkpoint }, index) => (phase === 'monitoring' && checkpoint !== null ? [{ checkpoint, index }] : []));
  return [
    ...backwards,
    ...missing.map((phase) => error('phaseMissing', null, { phase })),
    ...(last === 'closed' ? [] : [error('yearNotClosed', null)]),
    // A figure is typed once per period; a second stage of the same one would overwrite what was signed.
    ...filled.filter(({ period }, position) => filled.findIndex((one) => one.period === period) < position).map(({ index, period }) => error('periodTwice', at(index), numbered(index, { period }))),
    ...checkpoints.filter(({ checkpoint }, position) => checkpoints.findIndex((one) => one.checkpoint === checkpoint) < position).map(({ index, checkpoint }) => error('checkpointTwice', at(index), numbered(index, { checkpoint }))),
  ];
}

function stageDefects(stage: StageDefinition, index: number, sections: Template['sections']): readonly TemplateDefect[] {
  const { phase, steps, signing, period, checkpoint, minutesRequired } = stage;
  const say = (code: Parameters<typeof error>[0], params: Readonly<Record<string, string>> = {}) => error(code, at(index), numbered(index, params));
  const order = cycleOf[phase];
  const places = steps.map((step) => order.indexOf(step));
  const signed = steps.includes('sign');
  const slots = signing.flatMap((group) => group.slots);
  const twice = slots.filter(({ key }, position) => slots.findIndex((one) => one.key === key) < position);
  const needed = phase === 'draft' ? goalsSection : phase === 'selfAssessment' ? assessmentSection : null;
  return [
    ...stage.sections.filter((key) => !sections.some((section) => section.key === key)).map((key) => say('sectionUnknown', { key })),
    ...(stage.sections.length > maximumSections ? [say('sectionsTooMany', { count: String(stage.sections.length), maximum: String(maximumSections) })] : []),
    ...(needed !== null && !stage.sections.includes(needed) ? [say('sectionNeeded', { key: needed })] : []),
    // Steps are those of the phase, in its order; a step of another phase would be one that nobody ends.
    ...(places.some((place, position) => place < 0 || place <= (places[position - 1] ?? -1)) ? [say('stepsInvalid', { steps: order.join(', ') })] : []),
    ...(stage.sections.length > 0 && (period === null || !steps.includes('fill')) ? [say('sectionsUnfilled')] : []),
    ...((phase === 'monitoring') !== (checkpoint !== null) ? [say('checkpointInvalid')] : []),
    ...(signed && slots.length === 0 ? [say('signersMissing')] : []),
    ...(!signed && (slots.length > 0 || minutesRequired) ? [say('signersUnused')] : []),
    ...signing.filter((group) => group.quorum < 1 || group.quorum > group.slots.length).map(({ quorum }) => say('quorumInvalid', { quorum: String(quorum) })),
    ...twice.map(({ key }) => say('slotTwice', { key })),
    ...slots.filter(({ duty }) => partyOf[duty] !== 'department').map(({ title }) => say('slotForeign', { title })),
  ];
}

/** Who fills and who confirms a section is said once for the form and once for the process: the same, and people of the department. */
function roleDefects(sections: Template['sections'], { stages, sectionRoles }: ProcessRules): readonly TemplateDefect[] {
  const asked = new Set(stages.flatMap((stage) => stage.sections));
  return sections.flatMap(({ key, title, ownerDuty, leadDuty }): readonly TemplateDefect[] => {
    const roles = Object.hasOwn(sectionRoles, key) ? sectionRoles[key] : undefined;
    if (!asked.has(key)) return [{ ...error('sectionNeverAsked', { section: key }, { title }), severity: 'warning' }];
    if (roles === undefined) return [error('rolesMissing', { section: key }, { title })];
    if (roles.ownerDuty !== ownerDuty || roles.leadDuty !== leadDuty) return [error('rolesDiffer', { section: key }, { title })];
    return partyOf[ownerDuty] === 'department' && partyOf[leadDuty] === 'department' ? [] : [error('rolesForeign', { section: key }, { title })];
  });
}

/** A year in days: a deadline beyond it is a slip of the pen. */
const longestDeadline = 366;

/** Working days of a deadline at the least: seven calendar days hold five. */
function leastWorkingDays(deadline: Deadline): number {
  return 'workingDays' in deadline ? deadline.workingDays : Math.floor((deadline.calendarDays * 5) / 7);
}

/** An objection stops the plan's clock: after the plan was due there is nothing left to stop. */
function objectionDefects({ objection, plan }: Readonly<Record<'objection' | 'plan', Deadline>>): readonly TemplateDefect[] {
  const [days, atMost] = [leastWorkingDays(objection), leastWorkingDays(plan)];
  return days <= atMost ? [] : [error('objectionAfterPlan', null, { objection: String(days), plan: String(atMost) })];
}

function ruleDefects({ deadlines, ladder, statements, resultUses, stages }: ProcessRules): readonly TemplateDefect[] {
  const daysOf = (deadline: Deadline) => ('workingDays' in deadline ? deadline.workingDays : deadline.calendarDays);
  const all = allDeadlines(deadlines);
  const tooLong = Object.entries(all).filter(([, deadline]) => daysOf(deadline) > longestDeadline);
  const offsets = ladder.map(({ offset }) => offset);
  const uses = resultUses.map(({ key }) => key);
  return [
    ...tooLong.map(([key, deadline]) => error('deadlineTooLong', null, { key, days: String(daysOf(deadline)), maximum: String(longestDeadline) })),
    ...objectionDefects(all),
    // 预算法 §14 counts calendar days from the approval of the accounts; working days would lose that date.
    ...('calendarDays' in deadlines.publication ? [] : [error('publicationNotCalendar', null)]),
    ...(offsets.some((offset, index) => offset <= (offsets[index - 1] ?? -Infinity)) ? [error('ladderNotRising', null)] : []),
    ...(ladder.some(({ offset, to }) => offset > 0 && to === 'desk') ? [] : [error('ladderWithoutDesk', null)]),
    ...(statements.length === 0 && stages.some(({ steps }) => steps.includes('sign')) ? [error('statementsMissing', null)] : []),
    ...uses.filter((key, index) => uses.indexOf(key) < index).map((key) => error('resultUseTwice', null, { key })),
  ];
}
