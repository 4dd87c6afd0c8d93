import type { CheckView } from '@hengji/contracts';
import { ownerOf, type Play } from './stage.js';

/** What the people of the case say to a warning; a rule that they have no answer to stops the play. */
const reasons: Readonly<Record<string, string>> = {
  E2: '原始凭证和记录存本股室，财政局复核时可以查阅。',
  R3: '责任人和时限待股室会议确定。',
  X2: '补做账已经完成；没有按月做账，建议从资金使用规范性中扣分，请财政局认定。',
};

async function openChecks({ cast, evaluationId }: Play): Promise<readonly CheckView[]> {
  const { checks } = await cast.desk.call('getChecks', { params: { id: evaluationId } });
  return checks.filter(({ open }) => open);
}

/** Every open warning is answered by the owner of its section; for what supervision found he names the row and the points. Answers how many. */
export async function answerChecks(play: Play): Promise<number> {
  const open = await openChecks(play);
  for (const { hash, rule, section, asksEffect } of open) {
    const reason = reasons[rule];
    if (reason === undefined) throw new Error(`nobody of the case has an answer to ${rule}`);
    await ownerOf(play, section.key).command(play.evaluationId, { type: 'answerCheck', check: hash, reason, effect: asksEffect ? play.demoCase.finding.effect : null });
  }
  return open.length;
}

/** The bureau accepts what the department proposed for the findings of supervision. */
export async function decideEffects({ cast, evaluationId }: Play): Promise<void> {
  const { checks } = await cast.desk.call('getChecks', { params: { id: evaluationId } });
  for (const { hash } of checks.filter(({ asksEffect }) => asksEffect)) {
    await cast.desk.command(evaluationId, { type: 'decideCheck', check: hash, accepted: true, reason: '与财政监督的结论一致，按建议扣分。' });
  }
}
