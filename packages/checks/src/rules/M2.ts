import type { Found } from '../finding.js';
import { entityKind, type Rule } from '../rule.js';
import { monitoringSentences, periodsIn } from '../view/monitoring.js';

const outcome = /监控(?:结果|发现|情况|报告|表|数据)|预警|偏差|偏离|预计|纠偏|监控[^,。;]{0,20}(?:执行率|完成率|发现|%)/;

/** Every checkpoint that the place prescribes was held, and what it showed is set beside what the year became. */
export const M2: Rule = {
  id: 'M2',
  severity: 'warning',
  source: 'domain.md A4 M2; 财预〔2019〕136号',
  kinds: entityKind,
  check: ({ sentences, thresholds }) => {
    const monitored = monitoringSentences(sentences);
    const [first] = monitored;
    if (first === undefined) return [];
    const held = periodsIn(monitored.map(({ text }) => text));
    const missing = thresholds.monitoringPeriods.filter((period) => !held.has(period)).map((period) => `@${period}`);
    const compared = sentences.some(({ text }) => /监控/.test(text) && outcome.test(text.replace(/《[^》]*》/g, '')));
    const found: readonly (Found | null)[] = [
      missing.length === 0 || held.size === 0 ? null : { location: first.location, variant: 'period', params: { missing: missing.join(',') } },
      compared || held.size === 0 ? null : { location: first.location, variant: 'result' },
    ];
    return found.filter((one) => one !== null);
  },
};
