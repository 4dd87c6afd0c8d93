import type { Sentence } from './sentences.js';

/** A finding of audit or fiscal supervision about the unit's own money or books in the reported year; `following` is what its paragraph goes on with. */
export type SupervisionFinding = { readonly sentence: Sentence; readonly problem: string; readonly following: string };

const supervisor = '(?:审计|财政监督|财会监督|财政检查|财政局检查|监督检查|专项检查|会计检查|财务检查|巡察|巡视|监督评价检查)';
const found = new RegExp(`(${supervisor}[^。;]{0,24}?)(发现|指出|查出|反馈|提出|认定|(?<!如实|真实|全面|客观|准确)反映)[,:]?([^。;]{2,60})`, 'g');
const ownMoney = /做账|入账|记账|账务|账簿|账目|会计|核算|报销|凭证|票据|发票|资金|经费|预算|决算|支出|采购|资产|往来款|津贴|补贴|财务|三公|公款|现金|借款|列支|(?:会议|差旅|培训|办公|接待|劳务|交通|租赁)费/;
const problem = /未|不|违规|超|滞后|挪用|截留|挤占|虚列|虚报|错|漏|缺|结余过大|问题/;
const noProblem = /(?:未|没有|无|未曾|均未)$|未见|没有$/;

/** 资金管理规范,未发现违规问题: the problem that there was not is none. */
const notFound = /(?:未|没有|未曾)(?:发现|查出)[^,]*|(?:不|未)存在[^,]*/g;

/** What is found, in one clause: 2023年,我院往来款3.20万元,长期未清理 begins with another matter. */
function namedIn(after: string): string {
  const clauses = after.replace(/^(?:了|的|:)/, '').split(',').filter((clause) => clause !== '');
  return clauses.find((clause) => ownMoney.test(clause) || problem.test(clause)) ?? clauses[0] ?? '';
}

/** Findings that the text itself reports; 未发现… is none, and one of another year is another report's. */
export function supervisionFindings(sentences: readonly Sentence[], year: number | null): readonly SupervisionFinding[] {
  return sentences.flatMap((sentence, index): readonly SupervisionFinding[] => {
    const match = [...sentence.text.matchAll(found)].find(([, before = '', , after = '']) => !noProblem.test(before) && !/^(?:的)?(?:问题)?(?:及时|立即|进行|认真|督促|全部)/.test(after) && ownMoney.test(after) && problem.test(after.replace(notFound, '')));
    if (match === undefined || isOfAnotherYear(sentence.text.slice(0, match.index + match[0].length), year)) return [];
    const following = sentences.slice(index).filter((one) => one.passage === sentence.passage).map((one) => one.text).join('');
    return [{ sentence, problem: namedIn(match[3] ?? ''), following }];
  });
}

function isOfAnotherYear(text: string, year: number | null): boolean {
  const years = [...text.matchAll(/(?<!\d)(20\d{2})年/g)].map((match) => Number(match[1]));
  return year !== null && years.length > 0 && !years.includes(year);
}
