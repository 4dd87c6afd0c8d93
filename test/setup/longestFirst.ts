import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take a good part of a minute. Begun last, such a file would keep one core busy alone while the other waits; on a clean
 * checkout vitest knows no times, and would go by the length of the text.
 */
const long: readonly string[] = [
  'test/browser/year.test.ts',
  'test/browser/goldenPath.test.ts',
  'test/browser/desk.test.ts',
  'test/browser/scores.test.ts',
  'test/browser/account.test.ts',
  'test/browser/administration.test.ts',
  'test/browser/storedXss.test.ts',
  'test/browser/template.test.ts',
  'test/e2e/launcher.test.ts',
  'test/e2e/apart.test.ts',
  'test/e2e/campaign.test.ts',
  'test/e2e/crash.test.ts',
  'test/e2e/security.test.ts',
  'apps/api/test/permissions/matrix.test.ts',
  'apps/api/test/permissions/stations.test.ts',
  'apps/cli/test/check.test.ts',
  'packages/database/test/backup.test.ts',
  'test/upgrade/upgrade.test.ts',
  'test/e2e/decisions.test.ts',
  'test/e2e/doctor.test.ts',
  'test/e2e/reconcile.test.ts',
  'apps/api/test/holes.test.ts',
  'apps/api/test/readLog.test.ts',
  'apps/cli/test/failures.test.ts',
  'apps/cli/test/fuzz.test.ts',
  'packages/checks/src/layouts.test.ts',
  'packages/domain/src/evaluation/model.test.ts',
];

/** Within each project the long files first, in the order of the list; files of one project stay together, because a worker serves one. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    return projects.flatMap((name) => {
      const own = sorted.filter(({ project }) => project.name === name);
      const chosen = long.flatMap((path) => own.filter(({ moduleId }) => moduleId.endsWith(`/${path}`)));
      return [...chosen, ...own.filter((file) => !chosen.includes(file))];
    });
  }
}
