import { CampaignCommandBody, EvaluationCommandBody, FindingCommandBody, operations } from '@hengji/contracts';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { campaignStatuses, duties, findingSources, findingStatuses, findingTypes, mailKinds, phases, problemCodes, rowParts, steps, subjectStatuses, wholeParts } from '@hengji/domain';
import { templateDefectCodes } from '../../../../packages/checks/src/template/defects.js';
import { expect, test } from 'vitest';
import { en } from './en/index.js';
import { zh } from './zh/index.js';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`)));
}

const chinese = new Map(leaves(zh));
const english = new Map(leaves(en));
const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g) ?? [])].sort();

/** Every key of react-admin's own English catalogue, read from the package that react-admin itself uses. */
function ownKeys(): readonly string[] {
  const fromReactAdmin = createRequire(createRequire(import.meta.url).resolve('react-admin'));
  const own: Tree = fromReactAdmin('ra-language-english');
  return leaves(own).map(([key]) => key);
}

test('both catalogues have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test('react-admin gets all of its 164 messages', () => {
  expect(ownKeys()).toHaveLength(164);
  expect(leaves({ ra: zh.ra }).map(([key]) => key).sort()).toEqual([...ownKeys()].sort());
});

test('both languages fill in the same parameters', () => {
  // Chinese has one plural form and may leave a count or a name to the sentence; the pages' own messages may not.
  const differing = [...chinese].filter(([key, text]) => !key.startsWith('ra.') && placeholders(text).join() !== placeholders(english.get(key) ?? '').join()).map(([key]) => key);
  expect(differing).toEqual([]);
});

test('English says one and many by the number it is given; Chinese has one form', () => {
  expect([...chinese].filter(([, text]) => text.includes('||||'))).toEqual([]);
  const alternatives = [...english].filter(([key, text]) => !key.startsWith('ra.') && text.includes('||||'));
  expect(alternatives.length).toBeGreaterThan(20);
  expect(alternatives.filter(([, text]) => text.split('||||').length !== 2 || !text.includes('%{count}'))).toEqual([]);
  expect([...english].filter(([key, text]) => !key.startsWith('ra.') && /%\{count\} (?:working )?(?:day|unit|task|file|item|evaluation|problem|note)s\b/.test(text) && !text.includes('||||'))).toEqual([]);
});

test('Chinese messages are Chinese and English ones English', () => {
  const neutral = new Set(['examinations.refused', 'examinations.cell', 'examinations.unreadAt', 'people.dutyWithTitle', 'operations.byPerson', 'process.event.aboutTask', 'process.event.assignedTo', 'app.english', 'app.chinese', 'revision.hash', 'campaigns.scan', 'commands.evaluation.sign.effect', 'ra.boolean.null', 'process.score.step.other', 'app.of', 'timeline.by', 'scores.sum', 'app.listSeparator', 'campaigns.stageN', 'section.earlierValue', 'evaluations.year', 'section.by', 'section.unitWithLabel', 'section.title', 'inbox.showing', 'ra.page.edit', 'ra.page.list', 'ra.page.show']);
  expect([...chinese].filter(([key, text]) => !neutral.has(key) && !/[\u4e00-\u9fff]/.test(text)).map(([key]) => key)).toEqual([]);
  expect([...english].filter(([key, text]) => !neutral.has(key) && /[\u4e00-\u9fff]/.test(text)).map(([key]) => key)).toEqual([]);
});

test('every code of the process has a word', () => {
  const { process, commands, campaigns } = zh;
  expect(Object.keys(process.phase)).toEqual([...phases]);
  expect(Object.keys(process.step)).toEqual([...steps]);
  expect(Object.keys(process.duty)).toEqual([...duties]);
  expect(Object.keys(process.findingType)).toEqual([...findingTypes]);
  expect(Object.keys(process.findingSource)).toEqual([...findingSources]);
  expect(Object.keys(process.findingStatus)).toEqual([...findingStatuses]);
  expect(Object.keys(process.noticeKind)).toEqual([...mailKinds]);
  expect(Object.keys(campaigns.status)).toEqual([...campaignStatuses]);
  expect(Object.keys(campaigns.subjectStatus)).toEqual([...subjectStatuses]);
  // The part of a sentence that one of them may have.
  expect(Object.keys(campaigns.problem).filter((key) => key !== 'dutySections').sort()).toEqual([...problemCodes].sort());
  const asked = CampaignCommandBody.options.map((option) => option.shape.type.value).filter((type) => type !== 'revise');
  expect(Object.keys(campaigns.action).filter((key) => key !== 'edit' && key !== 'done').sort()).toEqual(asked.sort());
  expect(Object.keys(commands.evaluation).sort()).toEqual(EvaluationCommandBody.options.map((option) => option.shape.type.value).sort());
  expect(Object.keys(commands.finding).sort()).toEqual(FindingCommandBody.options.map((option) => option.shape.type.value).sort());
});

test('whatever the read log may hold has a word, and what reads nothing of a unit is named here', () => {
  const ofNoUnit = ['me', 'listSessions', 'listTasks', 'listCampaigns', 'campaignOptions', 'getCalendar', 'getCampaign', 'listCirculars', 'getCircular', 'listTemplates', 'getTemplate', 'templateMoveOptions', 'listExaminationTemplates', 'listUnits', 'listRegistryEvents', 'getOperations', 'listAuditChecks', 'listReads'];
  // Files come by routes of their own; a document is read with what is sent.
  const byOtherWays = ['downloadEvidence', 'downloadPaper', 'downloadGroupScan', 'examineDocument'];
  const reading = Object.entries(operations).flatMap(([id, operation]) => ((operation.method === 'GET' || 'reads' in operation) && operation.access === 'session' ? [id] : []));
  expect([...Object.keys(zh.reads.operation), ...ofNoUnit].sort()).toEqual([...reading, ...byOtherWays].sort());
});

test('whatever the linter or a workbook says of a template has a sentence', () => {
  const { templates } = zh;
  expect(Object.keys(templates.defect).sort()).toEqual([...templateDefectCodes].sort());
  // The last parts of the page's own: kinds of a change that no part of a template names.
  expect(Object.keys(templates.change).sort()).toEqual([...rowParts, ...wholeParts, 'rowAdded', 'rowRemoved', 'rule', 'rowOther', 'rowsOrder', 'level'].sort());
});

test('no Chinese stands outside the catalogues', () => {
  const root = new URL('../', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !/^i18n\/(zh|en)\//.test(file.replaceAll('\\', '/')));
  expect(files.length).toBeGreaterThan(80);
  const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  const literals = files.flatMap((file) => (withoutComments(readFileSync(new URL(file, root), 'utf8')).match(/[^\n]*[\u4e00-\u9fff][^\n]*/g) ?? []).map((line) => `${file}: ${line.trim()}`));
  // A language is named in itself, whatever the page's language.
  expect(literals.filter((line) => !line.includes("name: '中文'"))).toEqual([]);
});
