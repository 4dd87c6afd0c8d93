import { first } from '../../i18n/zh/first.js';
import type { EvaluationCommand } from './commandForms.js';

/** Commands a person can give; a newer server's are not offered by an older page. */
export function isEvaluationCommand(type: string): type is EvaluationCommand {
  return Object.hasOwn(first.commands.evaluation, type);
}
