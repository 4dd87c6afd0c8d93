import { taskQueues } from '@hengji/domain';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';

/** The county's zone; a Schedule's times are civil times there. */
const timezone = 'Asia/Shanghai';

type DailySchedule = { readonly scheduleId: string; readonly workflowType: string; readonly taskQueue: string; readonly hour: number; readonly minute: number; readonly catchupWindow: number };

/** What happens by the clock of the wall. Deadlines are none of it: each case has its own timer. */
const schedules: readonly DailySchedule[] = [
  { scheduleId: 'hengji:reconciliation', workflowType: 'reconciliationWorkflow', taskQueue: taskQueues.process, hour: 3, minute: 10, catchupWindow: 3_600_000 },
  { scheduleId: 'hengji:auditCheck', workflowType: 'auditCheckWorkflow', taskQueue: taskQueues.process, hour: 4, minute: 10, catchupWindow: 8 * 3_600_000 },
  // A digest missed by an outage is sent the same day; which days are working days the calendar says, not the Schedule.
  { scheduleId: 'hengji:digest', workflowType: 'digestWorkflow', taskQueue: taskQueues.mail, hour: 9, minute: 0, catchupWindow: 8 * 3_600_000 },
];

function optionsOf({ scheduleId, workflowType, taskQueue, hour, minute, catchupWindow }: DailySchedule): ScheduleOptions {
  return {
    scheduleId,
    spec: { calendars: [{ hour, minute }], timezone },
    action: { type: 'startWorkflow', workflowType, workflowId: `${scheduleId}-run`, taskQueue, args: [] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
  };
}

/** Creates the Schedules, or brings them up to date; a pause that an operator set stays. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of schedules) {
    const options = optionsOf(schedule);
    try {
      await client.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = options;
      await client.schedule.getHandle(schedule.scheduleId).update(({ state }) => ({ spec, action: { ...action, workflowId: `${schedule.scheduleId}-run` }, policies: { ...policies }, state }));
    }
  }
}
