import type { TimelineEntry } from '@hengji/contracts';
import type { Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { formatRecipient } from './formatRecipient.js';

type Params = TimelineEntry['params'];
type Json = Params[string];

/** Names for the keys that events carry. */
export type Names = {
  readonly person: (id: string) => string;
  readonly section: (key: string) => string;
  readonly slot: (key: string) => string;
  readonly stage: (index: number) => string;
  readonly indicator: (key: string) => string;
};

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function count(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

function inside(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

/** The number of the frozen version that an event is about; null for other events. */
export function revisionOf({ type, params }: Pick<TimelineEntry, 'type' | 'params'>): number | null {
  const number = type === 'signed' ? params['revision'] : type === 'revisionFrozen' || type === 'published' || type === 'revisionVoided' ? params['number'] : null;
  return typeof number === 'number' && number > 0 ? number : null;
}

/** What happened, as a sentence. Events a newer server writes are named by their code. */
export function timelineText(t: Translate, entry: Pick<TimelineEntry, 'type' | 'params'>, names: Names): string {
  const { params } = entry;
  const word = words(t);
  const who = (value: Json | undefined) => formatRecipient(value, names.person, word.duty);
  // Ids tell which task it was: stage, cycle, kind and what it is about.
  const taskOf = (id: string) => {
    const parts = id.split('.');
    const at = parts.findIndex((part) => /^[a-z]/.test(part));
    return word.task(parts[at] ?? '', names.section((parts[at + 1] ?? '').replace(/~\d+$/, '')));
  };
  const stageOf = () => names.stage(Number(text(params['stage'])));
  switch (entry.type) {
    case 'opened':
    case 'signingRefused':
    case 'signerMissing':
    case 'extensionRefused':
    case 'publicationWithheld':
    case 'closed':
    case 'cancelled':
    case 'resumed':
    case 'suspended':
    case 'raised':
    case 'acknowledged':
    case 'objected':
    case 'objectionRejected':
    case 'withdrawnByBureau':
    case 'planAccepted':
    case 'evidenceAdded':
    case 'evidenceVerified':
    case 'findingClosed':
      return t(`process.event.${entry.type}`);
    case 'stageEntered':
      return t('process.event.stageEntered', { stage: stageOf() });
    case 'stepEntered':
      return t('process.event.stepEntered', { step: word.step(text(params['step'])) });
    case 'stageLeft':
      return t('process.event.stageLeft', { stage: stageOf(), outcome: word.outcome(text(params['outcome'])) });
    case 'taskOpened': {
      const task = params['task'];
      return t('process.event.taskOpened', { task: word.task(text(inside(task, 'kind')), names.section(text(inside(task, 'section')))), who: who(inside(task, 'assignee')), date: text(inside(task, 'dueOn')) });
    }
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
      return t('process.event.aboutTask', { what: t(`process.event.${entry.type}`), task: taskOf(text(params['taskId'])) });
    case 'sectionsAssigned': {
      const given = Array.isArray(params['assignments']) ? params['assignments'] : [];
      const lines = given.map((one) => t('process.event.assignedTo', { section: names.section(text(inside(one, 'section'))), who: names.person(text(inside(one, 'person'))) }));
      return t('process.event.aboutTask', { what: t('process.event.sectionsAssigned'), task: lines.join(t('app.listSeparator')) });
    }
    case 'taskReassigned':
      return t('process.event.taskReassigned', { who: who(params['assignee']) });
    case 'taskRedated':
      return t(typeof params['from'] === 'string' ? 'process.event.taskRedatedFrom' : 'process.event.taskRedated', { task: taskOf(text(params['taskId'])), from: text(params['from']), date: text(params['dueOn']) });
    case 'calendarChanged': {
      const moved = (Array.isArray(params['tasks']) ? params['tasks'] : []).filter((one) => text(inside(one, 'from')) !== text(inside(one, 'dueOn')));
      const lines = moved.map((one) => t('process.event.taskRedatedFrom', { task: taskOf(text(inside(one, 'taskId'))), from: text(inside(one, 'from')), date: text(inside(one, 'dueOn')) }));
      return t(moved.length === 0 ? 'process.event.calendarChanged' : 'process.event.calendarChangedMoved', { until: text(params['coveredUntil']), tasks: lines.join(t('app.listSeparator')) });
    }
    case 'reminded':
      return t('process.event.reminded', { who: who(params['to']) });
    case 'urged':
      return t('process.event.urged', { who: who(params['to']) });
    case 'sectionSaved':
    case 'sectionSubmitted':
    case 'sectionReturned':
    case 'sectionConfirmed':
      return t(`process.event.${entry.type}`, { section: names.section(text(params['section'])) });
    case 'evidenceAttached':
    case 'evidenceRemoved': {
      const told = { section: names.section(text(params['section'])), name: text(params['name']) };
      return typeof params['indicator'] === 'string' ? t(`process.event.${entry.type}Row`, { ...told, row: names.indicator(params['indicator']) }) : t(`process.event.${entry.type}`, told);
    }
    case 'circularAmended':
    case 'revisionFrozen':
    case 'published':
    case 'publicationCorrected':
      return t(`process.event.${entry.type}`, { number: text(params['number']) });
    case 'revisionVoided':
      return t('process.event.revisionVoided', { number: text(params['number']), why: word.voidedWhy(text(params['why'])) });
    case 'signed':
      return t(params['acting'] === true ? 'process.event.signedActing' : 'process.event.signed', { revision: text(params['revision']), slot: names.slot(text(params['slot'])) });
    case 'reviewed':
      return t('process.event.reviewed', { verdict: word.outcome(text(params['verdict'])) });
    case 'returnedToDepartment':
      return t('process.event.returnedToDepartment', { date: text(params['until']) });
    case 'goalsAdjusted': {
      const changes = Array.isArray(params['changes']) ? params['changes'] : [];
      const targets = changes.map((one) => {
        const told = { indicator: names.indicator(text(inside(one, 'indicator'))), target: text(inside(one, 'target')), before: text(inside(one, 'before')) };
        return t(told.before === '' ? 'process.event.goalAdjusted' : 'process.event.goalAdjustedFrom', told);
      });
      return t('process.event.goalsAdjusted', { documentNo: text(params['documentNo']), targets: targets.join(t('app.listSeparator')) });
    }
    case 'served':
      return t('process.event.served', { documentNo: text(params['documentNo']) });
    case 'scoreOverridden':
      return t(typeof params['score'] === 'string' ? 'process.event.scoreOverridden' : 'process.event.scoreRestored', { indicator: names.indicator(text(params['indicator'])), computed: text(params['computed']), ...(typeof params['score'] === 'string' ? { score: params['score'] } : {}) });
    case 'checkAnswered':
    case 'checkDecided':
      return t(params['accepted'] === false ? 'process.event.checkRefused' : `process.event.${entry.type}`, { rule: text(params['rule']), section: names.section(text(params['section'])) });
    case 'rescored':
      return t('process.event.rescored', { indicator: names.indicator(text(params['indicator'])), points: text(params['points']) });
    case 'extensionAsked':
      return t('process.event.extensionAsked', { date: text(inside(params['request'], 'until')) });
    case 'extensionGranted':
      return t('process.event.extensionGranted', { date: text(params['until']) });
    case 'phaseDateMoved':
      return t(typeof params['from'] === 'string' ? 'process.event.phaseDateMovedFrom' : 'process.event.phaseDateMoved', { from: text(params['from']), stage: stageOf(), date: text(params['to']), documentNo: text(params['documentNo']) });
    case 'templateMoved': {
      const rows = Array.isArray(params['rows']) ? params['rows'] : [];
      const dropped = rows.filter((one) => inside(one, 'to') === null).length;
      return t('process.event.templateMoved', { version: text(params['toNumber']), before: text(params['fromNumber']), documentNo: text(params['documentNo']), mapped: rows.length - dropped, dropped, added: count(params['added']) });
    }
    case 'paperRegistered':
      return t('process.event.paperRegistered', { stage: stageOf(), documentNo: text(params['documentNo']), number: count(params['scans']) });
    case 'delegated': {
      const delegation = params['delegation'];
      const part = (name: string) => text(inside(delegation, name));
      return t('process.event.delegated', { from: names.person(part('from')), to: names.person(part('to')), startsOn: part('startsOn'), endsOn: part('endsOn') });
    }
    case 'handedOver':
      return t('process.event.handedOver', { from: names.person(text(params['from'])), to: names.person(text(params['to'])) });
    case 'actingAppointed':
      return t('process.event.actingAppointed', { who: names.person(text(params['person'])), slot: names.slot(text(params['slot'])) });
    case 'rectificationOrdered':
      return t('process.event.rectificationOrdered', { findingType: word.findingType(text(params['findingType'])) });
    case 'accountsApproved':
      return t('process.event.accountsApproved', { date: text(params['approvedOn']), documentNo: text(params['documentNo']) });
    case 'secrecyReviewed':
      return t(text(params['result']) === 'withhold' ? 'process.event.secrecyReviewedWithhold' : 'process.event.secrecyReviewedPublish');
    case 'resultUseProposed':
    case 'resultUseDecided':
      return t(`process.event.${entry.type}`, { count: count(params['lines']) });
    case 'planSigned':
      return t(typeof params['minutesNo'] === 'string' ? 'process.event.planSignedMinutes' : 'process.event.planSigned', { minutesNo: text(params['minutesNo']) });
    case 'planned':
      return t('process.event.planned', { date: text(inside(params['plan'], 'dueOn')) });
    case 'findingReturned':
      return t(text(params['to']) === 'plan' ? 'process.event.findingReturnedPlan' : 'process.event.findingReturnedEvidence');
    default:
      return t('process.event.other', { type: entry.type });
  }
}
