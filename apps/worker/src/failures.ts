import { classifyDatabaseError } from '@hengji/database';
import { safeMessage } from '@hengji/service';
import { ApplicationFailure } from '@temporalio/common';

/**
 * What an activity throws instead of an error of the database or the program: what may succeed later stays retryable, without end;
 * everything else is a fault that would come again each time, and is told to the caller at once. Its message ends up in histories, and so
 * holds nothing that a person wrote.
 */
export function activityFailure(error: unknown): ApplicationFailure {
  const message = safeMessage(error);
  const type = codeOf(error) ?? (error instanceof Error ? error.name : 'Error');
  return ApplicationFailure.create({ message, type, nonRetryable: classifyDatabaseError(error) === 'permanent' });
}

/** Wraps each activity so that it fails by `activityFailure`. */
export function withFailures<Args extends unknown[], Result>(activity: (...args: Args) => Promise<Result>): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await activity(...args);
    } catch (error) {
      throw error instanceof ApplicationFailure ? error : activityFailure(error);
    }
  };
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
