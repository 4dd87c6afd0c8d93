import type { DocumentKind } from '@hengji/domain';
import type { FlowLine } from './flow.js';
import { plain, plainOf } from './wording.js';

export type Head = { readonly kind: DocumentKind | null; readonly title: string | null; readonly unit: string | null; readonly year: number | null };

/** Lines in which a title may stand; a cover has a few lines above it. */
const headLines = 12;
const longestTitle = 60;

/** 我办 and the like name nobody. */
const unitSuffix = '(?:办公室|委员会|管理局|服务局|监督局|中心|学校|医院|研究院|图书馆|档案馆|党校|法院|检察院|联合会|红十字会|总工会|人民政府|街道办事处|政府|镇|乡|街道|大队|支队|站|所|局|厅|委|办|处|校|院|馆|会|部|社|(?:残|妇|文|工商)联|科协|团委)';

function isTitle(text: string): boolean {
  return text.length >= 6 && text.length <= longestTitle && /绩效/.test(text) && /(?:报告|自评|评价|申报|目标|监控|情况)(?:表|书)?(?:\(.*\))?$|[表书](?:\(.*\))?$/.test(text) && !/[。;,:]|\d分/.test(text);
}

/** The kind that a title says; null when it says none. */
export function kindOf(text: string): DocumentKind | null {
  if (/目标(?:申报|批复|公开|审核|下达)?表|目标申报|申报表/.test(text)) return 'goalDeclaration';
  if (/项目|专项|转移支付/.test(text) && !/整体/.test(text)) return 'projectSelfEvaluation';
  return /整体|部门|单位|自评/.test(text) ? 'entitySelfEvaluation' : null;
}

/** 部门, 单位, and where a form is for both, 部门单位 or 部门(单位). */
const body = '(?:部门|单位)(?:/?(?:部门|单位)|\\((?:部门|单位)\\))?';
const itsName = '(?:的?(?:名称|全称))?(?:(?:及|和)?(?:代码|编码)|\\((?:代码|编码)\\))?';

/** Whose form it is: the unit that reports before the one that carries out a project, and that before the one above both. */
const unitLabels: readonly RegExp[] = [
  ['填报', '申报', '编报', '上报', '报送', '自评', '(?:被)?评价', '[一二]级预算', '预算', '本', ''],
  ['(?:项目)?实施', '(?:项目)?承担', '(?:资金)?使用', '(?:项目)?执行', '项目(?:申报|责任|建设)?'],
  ['(?:项目)?主管'],
].map((whose) => new RegExp(`^(?:${whose.join('|')})${body}${itsName}$`));

/** Whether a text is the label of a unit: 主管部门及代码, 填报单位(盖章). */
export function isUnitLabel(text: string): boolean {
  return unitLabels.some((label) => label.test(text.replace(stamped, '')));
}

const stamped = /\((?:盖章|公章|签章|单位盖章)\)/g;

/** Where a label begins that stands right behind a name: …局实施单位:…. */
const nextLabel = /(?:填报|联系|日期|金额|(?:(?:项目)?(?:主管|实施|承担|使用|执行|责任|建设|申报|自评|评价|预算|负责))?(?:部门|单位|人):).*$/;

function unitOf(value: string): string | null {
  // 部门名称及代码: the code stands before or behind the name.
  const name = value.replace(stamped, '').replace(nextLabel, '').replace(/^(?:[[【(]\d{3,}[\]】)]|\d{3,})[-—_\s]*|[\s([]*\d{3,}[)\]]?\s*$/g, '').trim();
  return /^[\p{Script=Han}()\d]{3,40}$/u.test(name) && !/^(?:万元|亿元|元)$/.test(name) ? name : null;
}

/** In a title 中学 and 公司 may as well be whom a project serves. */
const endsAsUnit = new RegExp(`(?:${unitSuffix}|[大中小]学|学院|幼儿园|公司)$`, 'u');

/** The unit behind its label, in the next cell. Behind empty cells may stand the next label as well, so there it has to be called like one. */
function valueBehind([label, next = '', ...rest]: readonly string[]): string | null {
  if (next !== '' && next !== label) return unitOf(next);
  const far = unitOf(rest.find((cell) => cell !== '' && cell !== label) ?? '');
  return far !== null && endsAsUnit.test(far) ? far : null;
}

const columnHead = /^(?:序号|数量|单价|品名|规格|备注)|^(?:[一二三四]级|绩效|具体|评价|考核)?指标|(?:目标|计划|实际|完成)值$|^(?:自评|指标)?(?:分值|权重|得分|评分)/;

/** Whether 单位 in a row heads a column, beside others: 指标值 | 单位 | 完成值, 品名 | 单位 | 数量. One such word may be the next label: 单位 | X局 | 自评得分 | 98. */
function headsColumn(label: string, row: readonly string[]): boolean {
  return /^(?:部门|单位)$/.test(label) && new Set(row.filter((text) => columnHead.test(text))).size > 1;
}

/** A label and its value, in one text behind a colon or in the cell beside it. */
function unitIn(texts: readonly string[], rows: readonly (readonly string[])[]): string | null {
  for (const label of unitLabels) {
    for (const text of texts) {
      const [head = '', ...rest] = text.replace(stamped, '').split(/[::]/);
      const found = rest.length > 0 && label.test(head.trim()) ? unitOf(rest.join(':').split(/[,;]/)[0] ?? '') : null;
      if (found !== null) return found;
    }
    for (const row of rows) {
      const at = row.map((cell) => cell.replace(stamped, '').replace(/:$/, '')).findIndex((cell) => label.test(cell) && !headsColumn(cell, row));
      const found = at < 0 ? null : valueBehind(row.slice(at));
      if (found !== null) return found;
    }
  }
  return null;
}

/** Fields of a form beside those of its unit. */
const otherLabel = /^(?:项目(?:名称|编码|代码|类型|属性|性质|负责人|起止时间)|(?:单位|财务)?负责人|联系(?:人|电话)|填报(?:人|日期|时间)|(?:金额)?单位|(?:评价|自评)?年度)$/;

/** 主管部门 云溪县文化 旅游局 实施单位 云溪县 图书馆: labels and names of a line that only spaces keep apart, as cells. */
function cellsOfLine(text: string): readonly string[] {
  const words = text.trim().split(/[\s\u3000]+/).map(plain);
  const isLabel = (word: string) => otherLabel.test(word) || isUnitLabel(word);
  if (words.length < 2 || !isLabel(words[0] ?? '')) return [];
  const cells: string[] = [];
  for (const word of words) {
    if (isLabel(word)) cells.push(word, '');
    else cells.push(`${cells.pop() ?? ''}${word}`);
  }
  return cells;
}

/** A name without a label has to be called like a unit. */
function unitsInLines(lines: readonly string[]): string | null {
  const rows = lines.map(cellsOfLine).filter((cells) => cells.length > 0).map((cells) => cells.map((cell, at) => (at % 2 === 0 || endsAsUnit.test(cell) ? cell : '')));
  for (const label of unitLabels) {
    for (const row of rows) {
      const found = unitOf(row[row.findIndex((cell, at) => at % 2 === 0 && label.test(cell)) + 1] ?? '');
      if (found !== null && endsAsUnit.test(found)) return found;
    }
  }
  return null;
}

/** Lines below the title in which the unit may stand alone. */
const linesBelowTitle = 2;

/** 云溪县残疾人联合会 on a line of its own below the title, or above the date at the end. */
function unitAlone(texts: readonly string[], title: string | null): string | null {
  const isUnit = (text: string) => /^[\p{Script=Han}()]{4,30}$/u.test(text) && endsAsUnit.test(text) && !/^[向报致由]|[一二三四五六七八九十]、/.test(text);
  const at = title === null ? -1 : texts.findIndex((text) => text !== '' && title.endsWith(text));
  const below = at < 0 ? [] : texts.slice(at + 1).filter((text) => text !== '').slice(0, linesBelowTitle);
  const [first = '', second = ''] = below;
  const named = isUnit(first) ? first : /^\(?20\d{2}年度?\)?$/.test(first) && isUnit(second) ? second : null;
  return named ?? texts.find((text, line) => isUnit(text) && /^20\d{2}年\d{1,2}月\d{1,2}日$/.test(texts[line + 1] ?? '')) ?? null;
}

/** 云溪县水务局农村供水工程维修养护项目绩效自评表: who carries it out, by its place, before what is carried out. */
function unitBeforeProject(title: string | null): string | null {
  return /^(?:20\d{2}年度?)?(\p{Script=Han}{2,8}?(?:省|市|县|区|州|旗|镇|乡)\p{Script=Han}{1,12}?(?:委员会|办公室|服务中心|人民政府|(?<!邮)局|厅))\p{Script=Han}{2,}项目/u.exec(title ?? '')?.[1] ?? null;
}

const township = /(?:镇|乡|街道)$/;

const possibleUnit = new RegExp(`([\\p{Script=Han}]{2,36}?${unitSuffix})(?=[\\d(整部本\\s]|关于|绩效|项目|预算|$)`, 'u');

/** The unit that the title or the first lines name: 《XX县教育局2023年度部门整体支出绩效自评报告》. */
function unitInTitle(title: string | null): string | null {
  if (title === null) return null;
  const before = title.replace(/^\(?\d{4}\)?年?度?/, '').replace(/^(?:关于)/, '');
  const named = possibleUnit.exec(before)?.[1] ?? null;
  return named === null || /^(?:部门|单位|项目|整体|年度)/.test(named) ? null : named;
}

/** A name that begins with a place; 社区 and 城市 are none. */
const placed = /^(?:中共|中国)?(?:\p{Script=Han}{2,8}?(?:省|市|县|区|州|旗|镇|乡)|\p{Script=Han}{2,6}自治)\p{Script=Han}*$/u;

/**
 * Whether a title was broken and begins on the line above it: 云溪县自然资源局 / 2023年度…报告, or within a name. A title with the whole
 * name of its unit, or with its place, is none: above it stands the unit once more, or the head of the page.
 */
function beginsAbove(above: string, title: string): boolean {
  if (!/^[\p{Script=Han}\d()]{4,40}$/u.test(above) || /附件|编号|编码|^\(|绩效.*(?:自评|评价|目标)/.test(above)) return false;
  const own = unitInTitle(title);
  return own === null ? !placed.test(title) : !(title.includes(above) || placed.test(own));
}

/** The whole name stands where its own rules are cited: 《中共XX县委…办公室财务管理制度》. */
function unitInCitations(texts: readonly string[]): string | null {
  const names = new Map<string, number>();
  for (const text of texts) {
    for (const match of text.matchAll(/《([\p{Script=Han}]{4,40}(?:办公室|委员会|局|中心|院|馆|会|厅|学校))(?:部门|项目|预算|财务|内部|关于|机关)?[\p{Script=Han}]*(?:办法|制度|规程|规定|细则)》/gu)) {
      const name = match[1] ?? '';
      if (!/^(?:中华人民共和国|财政部|国务院)/.test(name)) names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  return [...names].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** 二〇二三年 as 2023年. */
function withDigits(text: string): string {
  return text.replace(/二([〇○零OＯ])([一二三四五六七八九])([〇○零OＯ一二三四五六七八九])年/g, (_, ...digits: readonly string[]) => `2${digits.slice(0, 3).map((digit) => Math.max(0, '〇一二三四五六七八九'.indexOf(digit))).join('')}年`);
}

/** Who carries a project out, where the text says so. */
function unitInCharge(texts: readonly string[]): string | null {
  for (const text of texts) {
    const named = /由([\p{Script=Han}]{3,20}?(?:局|中心|委员会|办公室|学校|医院|馆|站|政府|会))(?:具体|组织|负责|承担|牵头)?(?:实施|承办|组织实施)/u.exec(text)?.[1];
    if (named !== undefined) return named;
  }
  return null;
}

/** Parts of a line that only spaces keep apart, one before a label: 填报单位:…    金额单位:万元. */
function partsOf(text: string): readonly string[] {
  return text.split(/(?<![:：\s])[ \u3000\u00a0]{2,}|\t|[ \u3000\u00a0](?=[\p{Script=Han}()（）]{2,10} ?[:：])/u).map(plain).filter((part) => part !== '');
}

/** Title, kind, unit and year, from the title where it says them and else from the text. `rows`: the rows of the tables, cell by cell. */
export function headOf(lines: readonly FlowLine[], rows: readonly (readonly string[])[]): Head {
  const texts = lines.map((line) => withDigits(plainOf(line).replace(/^#+\s*/, '')));
  const cells = rows.slice(0, 40).flat();
  const first = [...texts.slice(0, headLines), ...cells.slice(0, 40)].filter((text) => text !== '');
  // 「附件2」 and a document number stand above the title; a title may be broken over two lines.
  const titleAt = first.findIndex(isTitle);
  const broken = titleAt > 0 && beginsAbove(first[titleAt - 1] ?? '', first[titleAt] ?? '');
  const title = titleAt < 0 ? null : `${broken ? first[titleAt - 1] : ''}${first[titleAt]}`;
  const everything = [...texts, ...cells];
  const stated = /(?<!\d)(20\d{2})(?=年度)/;
  // 2024年开展2023年度…: the year of the report, before that of its writing.
  const year = stated.exec(title ?? '')?.[1] ?? /(?<!\d)(20\d{2})(?=年|\)年?|度)/.exec(title ?? '')?.[1] ?? first.map((text) => stated.exec(text)?.[1] ?? /(?:年度|年份)[:：]\s*(20\d{2})(?!\d)/.exec(text)?.[1]).find((found) => found !== undefined) ?? mostFrequentYear(everything);
  const upper = lines.slice(0, 40).map(({ text }) => text);
  const labelled = unitIn([...upper, ...rows.slice(0, 20).flat()].flatMap(partsOf), rows.slice(0, 20)) ?? unitsInLines(upper);
  const inTitle = unitInTitle(title);
  // 田心乡 in the title is 田心乡人民政府.
  const named = inTitle !== null && township.test(inTitle) && labelled?.startsWith(inTitle) === true ? labelled : inTitle;
  return {
    kind: kindOf(title ?? '') ?? kindOf(first.join(' ')),
    title,
    unit: named ?? labelled ?? unitBeforeProject(title) ?? unitInCitations(everything) ?? unitAlone(texts, title) ?? unitInCharge(texts),
    year: year === null || year === undefined ? null : Number(year),
  };
}

function mostFrequentYear(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) for (const [year] of text.matchAll(/(?<![\d〔[])20\d{2}(?=年)/g)) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
