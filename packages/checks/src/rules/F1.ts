import { reportingKinds, type Rule } from '../rule.js';
import { boundRows } from '../view/operands.js';

/** 编制数15人（含退休2人）: retired staff hold no post. */
const retiredAmongPosts = /编制(?:数|总数|人数)?[^。;,]{0,10}?\d+(?:人|名|个)?[,(]?(?:其中|含|包括|包含)[^。;)]{0,10}(?:离?退休|退养)/;

/** A row's figures are the operands of the formula that its name states: 在职人员控制率 is staff over authorised posts, not over last year's staff. */
export const F1: Rule = {
  id: 'F1',
  severity: 'warning',
  source: 'domain.md A4 F1; 财预〔2013〕53号',
  kinds: reportingKinds,
  check: (view) => [
    ...boundRows(view).flatMap(({ row, missing, figures }) => {
      if (missing.length === 0 || figures === 0) return [];
      const needed = missing.map((operand) => operand.name).join('、');
      return [{ location: row.item.location, expected: needed, actual: null, params: { name: row.item.name, needed } }];
    }),
    ...view.sentences.flatMap(({ text, location }) => {
      const match = retiredAmongPosts.exec(text);
      return match === null ? [] : [{ location, variant: 'retired', actual: match[0], params: { text: match[0] } }];
    }),
  ],
};
