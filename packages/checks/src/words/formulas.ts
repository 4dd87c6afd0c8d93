/** What an indicator's formula is made of. `words` name the operand in running text; any one suffices. */
export type Operand = { readonly name: string; readonly words: readonly string[] };

/**
 * An indicator that is a quotient. `unit` is what its operands are counted in: a row that gives figures of the unit but not all
 * operands is computed from something else (F1); one that gives none cannot be computed at all (E1).
 */
export type Formula = { readonly name: RegExp; readonly unit: 'people' | 'money' | 'count'; readonly operands: readonly Operand[] };

const budget: Operand = { name: '预算数', words: ['预算', '下达', '应拨付', '到位', '控制数', '计划'] };
const outturn: Operand = { name: '决算（执行）数', words: ['决算', '执行', '实际', '支出', '支付', '完成'] };

/** 部门整体支出绩效评价共性指标体系框架 (财预〔2013〕53号): the quotients whose operands a report prints. */
export const coreFormulas: readonly Formula[] = [
  {
    name: /在职人员控制率/,
    unit: 'people',
    operands: [
      { name: '在职人员数', words: ['在职', '在编', '实有', '在岗', '现有'] },
      { name: '编制数', words: ['编制数', '核定编制', '编制总数', '编制人数', '批准编制', '人员编制', '行政编制', '事业编制', '核编'] },
    ],
  },
  {
    name: /结转结?余(?:资金)?变动率|转结余变动率/,
    unit: 'money',
    operands: [
      { name: '本年结转结余', words: ['本年', '当年', '年末', '今年', '结转结余', '结余'] },
      { name: '上年结转结余', words: ['上年', '去年', '上一年', '年初'] },
    ],
  },
  {
    name: /三公"?经费"?变动率/,
    unit: 'money',
    operands: [
      { name: '本年“三公”经费', words: ['本年', '当年', '今年', '三公', '预算'] },
      { name: '上年“三公”经费', words: ['上年', '去年', '上一年'] },
    ],
  },
  { name: /采购(?:预算)?执行率/, unit: 'money', operands: [{ name: '采购预算数', words: budget.words }, { name: '实际采购数', words: [...outturn.words, '采购金额', '成交', '合同'] }] },
  { name: /三公"?经费"?控制率|公用经费控制率/, unit: 'money', operands: [budget, outturn] },
  { name: /预算(?:资金)?(?:执行率|完成率)|预算执行情况/, unit: 'money', operands: [budget, outturn] },
];
