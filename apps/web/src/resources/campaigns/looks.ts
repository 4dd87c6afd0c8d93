import type { CampaignRecord, CampaignSubject } from '@hengji/contracts';
import type { Tone } from '../../components/StatusTag.js';

export function toneOfCampaign(status: CampaignRecord['status']): Tone {
  switch (status) {
    case 'draft':
    case 'discarded':
      return 'quiet';
    case 'launching':
      return 'active';
    case 'paused':
      return 'warning';
    case 'running':
    case 'closed':
      return 'done';
  }
}

export function toneOfSubject(status: CampaignSubject['status']): Tone {
  switch (status) {
    case 'planned':
      return 'active';
    case 'opened':
      return 'done';
    case 'failed':
      return 'bad';
    case 'cancelled':
      return 'quiet';
  }
}
