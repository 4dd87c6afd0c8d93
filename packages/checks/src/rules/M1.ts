import { compareExact, divideExact, exact, exactInteger, multiplyExact, toFixedHalfUp } from '@hengji/domain';
import { entityKind, type Rule } from '../rule.js';
import { monitoringSentences } from '../view/monitoring.js';
import { pairsOf } from '../view/identities.js';

/** Monitoring that covers project spending only watches what may be a small part of the money of a report on the whole department. */
export const M1: Rule = {
  id: 'M1',
  severity: 'warning',
  source: 'domain.md A4 M1; 财预〔2019〕136号',
  kinds: entityKind,
  check: ({ sentences, figures, valueOf, thresholds }) => {
    const monitored = monitoringSentences(sentences);
    const projectOnly = monitored.find(({ text }) => /项目(?:支出|资金|经费)/.test(text) && !/整体|基本支出|全部(?:支出|资金)|部门(?:预算)?支出|全覆盖/.test(text));
    if (projectOnly === undefined || monitored.some(({ text }) => /整体支出|基本支出|全部(?:支出|资金)|全覆盖/.test(text))) return [];
    const actualOf = (scope: 'total' | 'project') => pairsOf(figures, scope, null)[0]?.actual ?? figures.find((figure) => figure.scope === scope && figure.basis === 'actual');
    const [project, total] = [actualOf('project'), actualOf('total')];
    const share = project === undefined || total === undefined ? null : divideExact(valueOf(project), valueOf(total));
    const needed = exact(thresholds.monitoringCoveragePercent);
    const percent = share === null ? null : multiplyExact(share, exactInteger(100n));
    if (percent === null || needed === null || compareExact(percent, needed) >= 0) return [];
    const covered = `${toFixedHalfUp(percent, 2)}%`;
    return [{ location: projectOnly.location, expected: `≥${thresholds.monitoringCoveragePercent}%`, actual: covered, params: { covered, needed: `${thresholds.monitoringCoveragePercent}%` } }];
  },
};
