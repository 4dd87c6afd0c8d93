import { reportingKinds, type Rule } from '../rule.js';

/** Every indicator says how its score comes about; a form without a column for it is told once. */
export const S1: Rule = {
  id: 'S1',
  severity: 'warning',
  source: 'domain.md A4 S1',
  kinds: reportingKinds,
  check: ({ document, rows, prose, blank, form }) => {
    // The template says how its rows are scored, whatever the form prints.
    const own = rows.filter(({ item }) => form?.rows.has(item) !== true);
    if (own.length === 0 || blank) return [];
    if (prose || !document.columns?.includes('rule')) {
      const said = own.some(({ said: text }) => /评分(?:标准|规则)|每(?:低|高|超|少|降|增)[^,。]{0,12}扣|按比例/.test(text));
      return said ? [] : [{ location: own[0]?.item.location ?? null, severity: 'note' as const, variant: 'noColumn', params: { rows: String(own.length) } }];
    }
    return own.flatMap(({ item }) => (item.rule === null && item.weight !== null && !item.isExecution ? [{ location: item.location, params: { name: item.name } }] : []));
  },
};
