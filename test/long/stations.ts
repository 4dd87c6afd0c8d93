import { readDemoCase, readDemoCounty, readDemoTemplate } from '@hengji/database';
import type { EvaluationStatus, FindingStatus, Phase } from '@hengji/domain';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { advanceUntil, datesOf, fill, holderOf, launchYear, openAtGoals, sign, type Opened } from '../support/rehearsal.js';
import { fillIn, type Pressing } from '../support/pressing.js';

/**
 * Stations of a year at which people press buttons: each goes from page to page as they do, with the slips that happen. A run looks at
 * every page and dialog in its own way.
 */

const { unit, year } = readDemoCase();
const desk = holderOf('caizheng', 'performanceDesk');
const [clerk, accountant, staff, principal, deputyLeader] = [holderOf(unit, 'clerk'), holderOf(unit, 'accountant'), holderOf(unit, 'staff'), holderOf(unit, 'principal'), holderOf(unit, 'deputyLeader')];
const administrator = readDemoCounty().people.find(({ posts }) => posts.some(({ duty }) => duty === 'administrator'))?.username ?? '';
/** Who signs where the head of the group wrote himself. */
export const actingSigner = readDemoCounty().people.find(({ username }) => username === staff)?.name ?? '';
const nameOf = (username: string) => readDemoCounty().people.find((person) => person.username === username)?.name ?? '';

/** A rehearsal that begins at a phase; what came before was done on paper. */
async function openAt(pressing: Pressing, phase: Phase): Promise<Opened> {
  const bureau = await pressing.person(desk);
  const startStage = readDemoTemplate().process.stages.findIndex((stage) => stage.phase === phase);
  const onPaper = Array.from({ length: startStage }, (_, stage) => ({ documentNo: `衡财绩〔${year}〕${stage + 1}号` }));
  const dates = datesOf(year);
  const [opened] = await launchYear(bureau, [unit], { title: `${phase} 演练`, year, rehearsal: true, dates: dates.map((date, stage) => (stage < startStage ? null : date)), startsOn: dates[startStage] ?? null, startStage, onPaper });
  if (opened === undefined) throw new Error('nothing was opened');
  await advanceUntil(bureau, opened, ({ step }) => step === 'fill');
  return opened;
}

async function signAs(pressing: Pressing, page: Page, username: string): Promise<void> {
  await page.getByLabel('请再输一次您的登录密码').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByLabel('请再输一次您的登录密码').fill(pressing.passwordOf(username));
  await pressing.look(page, '审签');
  await page.getByRole('button', { name: '签字确认' }).click();
}

/** A finding from its raising to 销号: with an objection, a plan that is returned, more time, another who answers for it, and proof. Answers how it ended. */
export async function rectify(pressing: Pressing): Promise<FindingStatus> {
  const { evaluationId } = await openAt(pressing, 'publication');
  const bureau = await pressing.at(desk, `/evaluations/${evaluationId}?tab=findings`);
  const raising = await pressing.ask(bureau, '登记问题');
  await raising.getByRole('button', { name: '登记问题' }).click();
  await raising.getByText('有 3 处需要改正').waitFor();
  await fillIn(raising, { 类别: '未及时做账', 来源: '运行监控', 问题描述: '10月至12月没有按月记账。', '涉及金额（元）（选填）': '1,642,007.70', '影响哪个指标（选填）': '资金使用规范性', '建议扣分（选填）': '1' });
  await pressing.look(bureau, '登记问题');
  await raising.getByRole('button', { name: '登记问题' }).click();
  await bureau.getByText('问题已登记。').waitFor();
  const path = new URL((await bureau.getByRole('row').nth(1).getByRole('link').getAttribute('href')) ?? '', 'http://x/').hash.slice(1);
  await pressing.at(desk, path);
  await pressing.press(bureau, '下发', { 文号: '衡财监〔2024〕8号' });

  const department = await pressing.at(clerk, path);
  await pressing.press(department, '签收');
  await pressing.press(department, '提出异议', { 原因: '12月已经补记。' });
  await pressing.at(desk, path);
  const objection = `${nameOf(clerk)}提出异议：12月已经补记。`;
  await bureau.getByText(objection).waitFor();
  const answer = await pressing.ask(bureau, '异议不成立');
  await answer.getByText(objection).waitFor();
  await fillIn(answer, { 原因: '检查时没有按月记账。' });
  await pressing.look(bureau, '异议不成立');
  await pressing.send(bureau, '异议不成立');
  expect(await bureau.getByText(objection).count()).toBe(0);

  await pressing.at(clerk, path);
  const planning = await pressing.ask(department, '报送整改计划');
  await fillIn(planning, { 整改措施: '按月记账，补记凭证。', 要交的成果: '凭证', 责任人: `${nameOf(principal)}（组长）`, 完成期限: '2023-01-01' });
  await planning.getByRole('button', { name: '报送整改计划' }).click();
  await planning.getByText('日期已经过去。请选以后的日期。').waitFor();
  await fillIn(planning, { 完成期限: '2024-12-31' });
  await pressing.look(department, '报送整改计划');
  await pressing.send(department, '报送整改计划');
  const head = await pressing.at(principal, path);
  await signAs(pressing, head, principal);
  await head.getByText(`${nameOf(principal)}已审签`).waitFor();
  await pressing.at(desk, path);
  await pressing.press(bureau, '退回', { 原因: '责任人应当是会计。' });
  await pressing.at(clerk, path);
  await department.getByText(`${nameOf(desk)}退回了整改计划：责任人应当是会计。`).waitFor();
  await pressing.press(department, '修改整改计划', { 责任人: `${nameOf(accountant)}（会计）` });
  await pressing.at(principal, path);
  await signAs(pressing, head, principal);
  await head.getByText(`${nameOf(principal)}已审签`).waitFor();
  await pressing.at(desk, path);
  await pressing.press(bureau, '整改计划通过');

  await pressing.at(clerk, path);
  await pressing.press(department, '申请延期', { 延期到: '2025-01-31', 原因: '凭证在审计局。' });
  await pressing.at(desk, path);
  await pressing.press(bureau, '不同意延期', { 原因: '可以先交复印件。' });
  await pressing.at(clerk, path);
  await pressing.press(department, '申请延期', { 延期到: '2025-01-15', 原因: '复印件要盖章。' });
  await pressing.at(desk, path);
  await pressing.press(bureau, '同意延期');
  await bureau.getByText('2025-01-15（同意延期，原为 2024-12-31）').waitFor();
  await pressing.at(principal, path);
  await pressing.press(head, '移交责任', { 交给谁: `${nameOf(clerk)}（填报人）`, 原因: '会计调走。' });
  await head.getByText(`${nameOf(clerk)}（接${nameOf(accountant)}）`).waitFor();

  await pressing.at(clerk, path);
  const proof = await pressing.ask(department, '提交整改佐证');
  await fillIn(proof, { 整改情况说明: '已补记。' });
  await proof.getByRole('button', { name: '提交整改佐证' }).click();
  await proof.getByRole('button', { name: '请先上传佐证材料。' }).click();
  await department.waitForFunction(() => document.activeElement?.textContent === '选择文件');
  await proof.locator('input[type=file]').setInputFiles([{ name: '凭证.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') }]);
  await proof.getByText('已上传 1 个文件').waitFor();
  await pressing.look(department, '提交整改佐证');
  await pressing.send(department, '提交整改佐证');
  await pressing.at(desk, path);
  await pressing.press(bureau, '验收通过', { 意见: '凭证齐全。' });
  await pressing.press(bureau, '销号', { 意见: '整改到位。' });
  await bureau.getByRole('listitem').filter({ hasText: '已销号' }).and(bureau.locator('[aria-current=step]')).waitFor();
  await pressing.look(bureau, '问题');
  const { status } = await (await pressing.person(desk)).call('getFinding', { params: { id: path.replace('/findings/', '') } });
  return status;
}

/** What stands between a reviewed year and its archive: secrecy review, accounts, publication, a correction, the use of the result. Answers how it ended. */
export async function release(pressing: Pressing): Promise<EvaluationStatus> {
  const opened = await openAt(pressing, 'publication');
  const { evaluationId } = opened;
  const path = `/evaluations/${evaluationId}/publication`;
  const deputy = await pressing.at(deputyLeader, path);
  const review = await pressing.ask(deputy, '保密审查');
  await review.getByLabel('不予公开', { exact: true }).check();
  await review.getByRole('button', { name: '保密审查' }).click();
  await review.getByText('不予公开要写明依据。').waitFor();
  await review.getByLabel('可以公开').check();
  await pressing.look(deputy, '保密审查');
  await pressing.send(deputy, '保密审查');

  const bureau = await pressing.at(desk, path);
  const accounts = await pressing.ask(bureau, '登记决算批复');
  await fillIn(accounts, { 批复日期: '2024-12-31', 文号: '衡人常〔2024〕21号' });
  await accounts.getByRole('button', { name: '登记决算批复' }).click();
  await accounts.getByText('这个日期还没有到。请填已经发生的日期。').waitFor();
  await fillIn(accounts, { 批复日期: '2024-08-30' });
  await pressing.look(bureau, '登记决算批复');
  await pressing.send(bureau, '登记决算批复');

  const department = await pressing.at(clerk, path);
  await pressing.press(department, '送审');
  const head = await pressing.at(principal, `/evaluations/${evaluationId}/sign`);
  await signAs(pressing, head, principal);
  await head.getByRole('heading', { name: '已签字' }).waitFor();
  await pressing.at(clerk, path);
  await pressing.press(department, '公开结果');
  await pressing.press(department, '发布更正说明', { 更正说明: '存档及时率应为 2/3。' });
  await department.getByText('更正 1 次').waitFor();
  await pressing.look(department, '结果公开');

  await advanceUntil(await pressing.person(desk), opened, ({ phase, step }) => phase === 'resultUse' && step === 'fill');
  await pressing.at(clerk, `/evaluations/${evaluationId}/result-use`);
  await department.getByText('还没有决定。').waitFor();
  const proposal = await pressing.ask(department, '提出结果应用建议');
  await fillIn(proposal, { 预算项目: '基本支出', 应用方式: '保持' });
  await proposal.getByRole('button', { name: '再加一行' }).click();
  await proposal.getByRole('button', { name: '提出结果应用建议' }).click();
  await proposal.getByText('每一行都要填写完整，多余的行请删去。').first().waitFor();
  await fillIn(proposal.getByRole('group', { name: '第 2 行' }), { 预算项目: '编制核查项目', 应用方式: '压减' });
  await pressing.look(department, '提出结果应用建议');
  await pressing.send(department, '提出结果应用建议');
  await pressing.at(desk, `/evaluations/${evaluationId}/result-use`);
  const decision = await pressing.ask(bureau, '决定结果应用');
  await fillIn(decision.getByRole('group', { name: '第 2 行' }), { '说明（选填）': '压减一成。' });
  await pressing.look(bureau, '决定结果应用');
  await pressing.send(bureau, '决定结果应用');
  await bureau.getByText('压减一成。').waitFor();
  await pressing.look(bureau, '结果应用');
  await pressing.press(bureau, '归档');
  const { status } = await (await pressing.person(desk)).evaluation(evaluationId);
  return status;
}

/** Whoever cannot do it in time or himself: more time, somebody who stands in, a hand-over, and a signer for a slot that nobody can sign. Answers who signs for the head of the group. */
export async function substitute(pressing: Pressing): Promise<string | null> {
  const [opened] = await openAtGoals(await pressing.person(desk), [unit]);
  if (opened === undefined) throw new Error('nothing was opened');
  const { evaluationId } = opened;
  const path = `/evaluations/${evaluationId}`;
  const department = await pressing.at(clerk, path);
  await pressing.press(department, '申请延期', { 延期到: '2022-12-15', 原因: '预算还没有批下来。' });
  const asked = `${nameOf(clerk)}申请延期到 2022-12-15，理由：预算还没有批下来。`;
  await department.getByText(asked).waitFor();
  const bureau = await pressing.at(desk, path);
  await bureau.getByText(asked).waitFor();
  await pressing.look(bureau, '延期申请');
  await pressing.press(bureau, '同意延期');

  // He opened the page before the bureau answered, and that has no part in what is wrong with his dates.
  const absence = await pressing.ask(department, '委托代办');
  await fillIn(absence, { 交给谁: `${nameOf(accountant)}（会计）`, 开始日期: '2022-11-10', 结束日期: '2022-11-05', 原因: '出差。' });
  await absence.getByRole('button', { name: '委托代办' }).click();
  await absence.getByText('结束日期早于开始日期。请改正日期。').waitFor();
  expect(await absence.getByText('您打开以后').count()).toBe(0);
  await fillIn(absence, { 结束日期: '2022-11-20' });
  await pressing.look(department, '委托代办');
  await pressing.send(department, '委托代办');
  await department.getByText(`2022-11-10 至 2022-11-20，${nameOf(clerk)}的事由${nameOf(accountant)}代办。`).waitFor();

  // The head of the group takes a section and writes in it: he will not be able to sign it, and nobody else can in his place.
  const group = await pressing.person(principal);
  await group.command(evaluationId, { type: 'assignSections', assignments: [{ section: 'goals', person: group.id }] });
  await group.call('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version: 0, values: { overallGoal: '理顺机构编制。' }, rows: [], acceptDisqualification: true } });
  const head = await pressing.at(principal, path);
  const handing = await pressing.ask(head, '移交');
  await fillIn(handing, { 谁的: `${nameOf(principal)}（组长）`, 交给谁: `${nameOf(principal)}（组长）`, 原因: '没有时间填报。' });
  await handing.getByRole('button', { name: '移交' }).click();
  await handing.getByText('不能委托或移交给同一个人。').waitFor();
  await fillIn(handing, { 交给谁: `${nameOf(accountant)}（会计）` });
  await pressing.look(head, '移交');
  await pressing.send(head, '移交');

  const writer = await pressing.person(accountant);
  await fill(writer, evaluationId, 'goals', 'goals');
  await (await pressing.person(clerk)).command(evaluationId, { type: 'submitForSigning' });
  for (const slot of ['financeHead', 'deputyLeader'] as const) await sign(await pressing.person(holderOf(unit, slot)), evaluationId, slot);
  const county = await pressing.at(administrator, path);
  await county.getByText('这些环节没有人可以审签：组长').waitFor();
  await pressing.press(county, '指定代签人', { 审签环节: '组长', 代签人: `${nameOf(staff)}（干部职工）`, 原因: '组长参与填报。' });
  await county.getByText('这些环节没有人可以审签：组长').waitFor({ state: 'detached' });
  await pressing.look(county, '指定代签人之后');
  const { signatures } = await (await pressing.person(desk)).evaluation(evaluationId);
  return signatures.find(({ slot }) => slot === 'principal')?.appointed?.name ?? null;
}
