import { zh } from '../../i18n/zh/index.js';
import type { EvaluationCommand } from './commandForms.js';

/** Commands a person can give; a newer server's are not offered by an older page. */
export function isEvaluationCommand(type: string): type is EvaluationCommand {
  return Object.hasOwn(zh.commands.evaluation, type);
}
