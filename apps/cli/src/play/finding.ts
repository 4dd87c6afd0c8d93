import type { CivilDate } from '@hengji/domain';
import { until } from './client.js';
import { look, type Play } from './stage.js';

/** Raises the case's finding during the bureau's review. Answers its id. */
export async function raiseFinding({ cast, demoCase, evaluationId }: Play): Promise<string> {
  const { finding } = demoCase;
  const { id } = await cast.desk.call('raiseFinding', {
    params: {},
    body: {
      evaluationId,
      findingType: finding.type,
      source: finding.source,
      description: finding.text.value,
      basis: '《中华人民共和国会计法》',
      amountFen: null,
      effect: { indicator: finding.effect.indicator, points: finding.effect.points },
    },
  });
  return id;
}

/** Serves the finding and brings it to an accepted plan, after which the evaluation goes on by itself. */
export async function serveFinding(play: Play, id: string, planDueOn: CivilDate): Promise<void> {
  const { cast } = play;
  const { plan: measure, deliverable } = play.demoCase.finding;
  await cast.desk.commandFinding(id, { type: 'serve', documentNo: '衡财监〔2024〕3号' });
  await cast.clerk.commandFinding(id, { type: 'acknowledge' });
  await cast.clerk.commandFinding(id, { type: 'plan', measure: measure.value, deliverable: deliverable.value, responsible: cast.accountant.personId, dueOn: planDueOn });
  const { plan, statements } = await cast.principal.finding(id);
  const hash = plan?.hash ?? '';
  await cast.principal.reauthenticate(hash);
  await cast.principal.commandFinding(id, { type: 'signPlan', hash, statements: [...statements], minutesNo: '领导小组会议纪要〔2024〕2号' });
  await cast.desk.commandFinding(id, { type: 'acceptPlan' });
  await until('The end of the rectification phase', async () => {
    const { phase } = await look(play);
    return phase === 'rectification' ? null : phase;
  });
}

/** A page that says what was done; enough of a PDF for every reader to open. */
function proof(text: string): Uint8Array {
  const content = `BT /F1 12 Tf 72 760 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** The department hands in its proof, the bureau verifies it and closes the finding (销号). */
export async function closeFinding({ cast, demoCase, log }: Play, findingId: string): Promise<void> {
  const { id } = await cast.clerk.call('addFindingEvidence', {
    params: { id: findingId },
    query: { name: '整改凭证与账目核对表.pdf' },
    body: proof('Vouchers entered and ledgers reconciled (rehearsal)'),
  });
  await cast.clerk.commandFinding(findingId, { type: 'addEvidence', evidence: [id], text: demoCase.finding.evidence.value });
  await cast.desk.commandFinding(findingId, { type: 'verifyEvidence', reason: '凭证齐全，账目相符。' });
  await cast.desk.commandFinding(findingId, { type: 'closeFinding', reason: '整改到位，予以销号。' });
  log('            finding verified and closed');
}
