import { campaignClock, closeDatabase, openDatabase, readCampaign } from '@hengji/database';
import { advanceCampaign, connectTemporal } from '@hengji/workflows/client';
import { CommandFailure, required } from '../usage.js';

/** So many cases and progress is told. */
const tellEach = 100;

function tellEvery(answered: number, of: number): void {
  if (answered % tellEach === 0 && answered < of) process.stderr.write(`${answered} of ${of} cases have heard of it\n`);
}

/** `hengji advance CAMPAIGN`: one step, to the earliest date at which something happens by itself. stdout gets the new instant alone. */
export async function advance(campaignId: string): Promise<number> {
  required('TEMPORAL_ADDRESS', 'host:port of the Temporal server');
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  const temporal = connectTemporal(process.env);
  try {
    const campaign = await readCampaign(db, campaignId);
    if (campaign === null) throw new CommandFailure(`There is no campaign ${campaignId}.`);
    if (!campaign.rehearsal) throw new CommandFailure(`${campaign.title} is no rehearsal: its clock is the real one.`);
    const { processInstant, ticked, unreached } = await advanceCampaign(temporal.client, campaignClock(db), campaignId, { onAnswer: tellEvery });
    if (processInstant === null) throw new CommandFailure('Nothing happens by itself any more in this rehearsal.');
    process.stdout.write(`${processInstant}\n`);
    process.stderr.write(`${ticked} ${ticked === 1 ? 'case' : 'cases'} did what was due.\n`);
    for (const workflowId of unreached) process.stderr.write(`${workflowId} did not answer: it reads the new clock when it starts, or by "hengji repair"\n`);
    return 0;
  } finally {
    await Promise.all([temporal.close(), closeDatabase(db)]);
  }
}
