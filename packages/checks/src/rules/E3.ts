import { plainText } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

const sample = /(?:发放|回收|收回|抽取|抽样|抽查|回访|随机访问|走访|访谈|调查|样本|有效(?!提|改|解|保|促|推|缓))[^。;]{0,20}?\d+(?:份|人|户|名|张|个|家)|\d+(?:份|人|户|名|张|家)[^。;]{0,12}(?:问卷|调查|受访|样本)/;
const measured = /\d+(?:\.\d+)?%|百分之/;

/** Satisfaction is measured: how many were asked, how many valid answers, the rate, the date. A form has no place for the survey; then one note asks for it. */
export const E3: Rule = {
  id: 'E3',
  severity: 'warning',
  source: 'domain.md A4 E3',
  kinds: reportingKinds,
  check: ({ document, rows, sentences, prose, blank }) => {
    const asked = rows.filter((row) => row.satisfaction && row.score !== null);
    const [first] = asked;
    if (first === undefined || blank || sentences.some(({ text }) => sample.test(text) && /满意|问卷|调查|访谈/.test(text))) return [];
    // What stands beside the row is about it and need not say so: 电话回访1200人,有效应答1106人.
    if (asked.some(({ item, said }) => sample.test(said) || sample.test(plainText(item.text)))) return [];
    // A form that has no column for what was reached has none for the rate either.
    const unmeasured = document.columns?.includes('actual') === true ? asked.filter(({ said, actual }) => !measured.test(said) && actual === null) : [];
    if (prose || unmeasured.length > 0) return (prose ? asked : unmeasured).map(({ item }) => ({ location: item.location, actual: item.actual ?? item.score, params: { name: item.name } }));
    const rated = asked.find(({ said, actual }) => actual !== null || measured.test(said));
    const { item } = rated ?? first;
    return [{ location: item.location, severity: 'note', variant: rated === undefined ? 'noRate' : 'noSurvey', actual: item.actual, params: { name: item.name } }];
  },
};
