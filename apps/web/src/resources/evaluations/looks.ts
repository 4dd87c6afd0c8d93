import type { EvaluationRecord, EvaluationRow } from '@hengji/contracts';
import type { Tone } from '../../components/StatusTag.js';
import type { Translate } from '../../i18n/useT.js';

/** The tone of a state; finished work is the quietest. */
export function toneOfUrgency(urgency: EvaluationRow['urgency']): Tone {
  switch (urgency) {
    case 'onTime':
      return 'done';
    case 'dueSoon':
      return 'warning';
    case 'overdue':
    case 'escalated':
      return 'bad';
  }
}

export function gradeText(t: Translate, grade: EvaluationRow['score']['grade']): string {
  return grade === null ? '' : t(`process.grade.${grade}`);
}

type Section = EvaluationRecord['sections'][number];

/** 未开始 / 进行中 / 已提交 / 已确认 / 被退回: at most so many words of state. */
export function sectionState(section: Pick<Section, 'status'>, started: boolean): { readonly word: 'notStarted' | 'inProgress' | 'returned' | 'submitted' | 'confirmed'; readonly tone: Tone } {
  switch (section.status) {
    case 'open':
      return started ? { word: 'inProgress', tone: 'active' } : { word: 'notStarted', tone: 'quiet' };
    case 'returned':
      return { word: 'returned', tone: 'bad' };
    case 'submitted':
      return { word: 'submitted', tone: 'done' };
    case 'confirmed':
      return { word: 'confirmed', tone: 'done' };
  }
}
