import type { Finding } from '../finding.js';
import { en, enTerms } from './en.js';
import { zh, zhTerms } from './zh.js';

export type Language = 'zh' | 'en';

const catalogues = { zh: { sentences: zh, terms: zhTerms, separator: '、' }, en: { sentences: en, terms: enTerms, separator: ', ' } } as const;

/** What a finding says, in words of the language. Throws a RangeError for a variant without a sentence, which only an incomplete catalogue causes. */
export function sentenceOf(finding: Pick<Finding, 'rule' | 'variant' | 'params'>, language: Language): string {
  const { sentences, terms, separator } = catalogues[language];
  const sentence = sentences[finding.rule][finding.variant];
  if (sentence === undefined) throw new RangeError(`no sentence for ${finding.rule} ${finding.variant}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = finding.params[name];
    if (value === undefined) throw new RangeError(`no ${name} for ${finding.rule} ${finding.variant}`);
    return value
      .split(',@')
      .map((part, index) => {
        if (index === 0 && !part.startsWith('@')) return part;
        // @line 4: a term with what fills it.
        const [term = '', filling = ''] = part.replace(/^@/, '').split(' ');
        return terms[term]?.replace('{}', filling) ?? part;
      })
      .join(separator);
  });
}
