import type { Translate } from '../../i18n/useT.js';
import { known } from '../../i18n/words.js';
import { first } from '../../i18n/zh/first.js';
import { templates as words } from '../../i18n/zh/pages/templates.js';

type Params = Readonly<Record<string, string>>;
const { templates } = words;
const { process } = first;

/** Words for codes about templates, which a newer server may know more of: the code itself where the catalogue has none. */
export function templateWords(t: Translate) {
  /** Codes of the process that a defect names, in the words of the forms. */
  const readable = ({ phase, steps, ...others }: Params): Params => ({
    ...others,
    ...(phase === undefined ? {} : { phase: known(process.phase, phase) ? t(`process.phase.${phase}`) : phase }),
    ...(steps === undefined ? {} : { steps: steps.split(', ').map((step) => (known(process.step, step) ? t(`process.step.${step}`) : step)).join(t('app.listSeparator')) }),
  });
  return {
    rule: (code: string, params: Params) => (known(templates.rule, code) ? t(`templates.rule.${code}`, params) : code),
    defect: (code: string, params: Params) => (known(templates.defect, code) ? t(`templates.defect.${code}`, readable(params)) : code),
    problem: (code: string, params: Params) => (known(templates.problem, code) ? t(`templates.problem.${code}`, params) : code),
  };
}
