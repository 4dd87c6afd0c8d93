import { checkpoints, type Template } from '@hengji/domain';
import { defaultThresholds, type Thresholds } from '../thresholds.js';

/** What a template says otherwise than the defaults: grade lines, rounding, checkpoints, days until publication, points of execution. */
export function thresholdsOf({ indicators, grades, rounding, process }: Template): Thresholds {
  const { publication } = process.deadlines;
  const execution = indicators.find(({ name, subDimension }) => subDimension === null && /预算执行/.test(name));
  return {
    ...defaultThresholds,
    grades,
    ...(rounding === undefined ? {} : { rounding }),
    ...(execution === undefined ? {} : { executionWeight: execution.weight }),
    monitoringPeriods: checkpoints.filter((period) => process.stages.some((stage) => stage.phase === 'monitoring' && stage.period === period)),
    ...('calendarDays' in publication ? { publicationDays: publication.calendarDays } : {}),
  };
}
