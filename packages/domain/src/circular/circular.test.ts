import { describe, expect, it } from 'vitest';
import { day } from '../testing/rules.js';
import { decideCircular, evolveCircular, foldCircular, type CircularCommand, type CircularContent, type CircularEvent, type CircularFacts, type CircularState } from './circular.js';

const now = '2022-11-01T00:30:00.000Z';
const content: CircularContent = { documentNo: '衡财绩〔2022〕5号', title: '关于开展绩效自评的通知', text: 'text-1', files: [{ fileId: 'file', sha256: 'a', name: '附件.pdf' }] };
const issue: CircularCommand = { type: 'issue', circularId: 'circular', campaignId: 'campaign', ...content };
const amend: CircularCommand = { type: 'amend', ...content, documentNo: '衡财绩〔2022〕6号', text: 'text-2', reason: 'why' };
const facts: CircularFacts = { actor: 'desk', today: day('2022-11-01'), campaignStatus: 'running', recipients: [{ person: 'clerk', unit: 'a' }, { person: 'principal', unit: 'a' }], readers: [] };

class Story {
  state: CircularState | null = null;
  readonly events: CircularEvent[] = [];
  readers: string[] = [];

  give(command: CircularCommand, changes: Partial<CircularFacts> = {}): string {
    const decision = decideCircular(this.state, { ...facts, readers: this.readers, ...changes }, command, now);
    if (!decision.ok) return decision.refusal.code;
    for (const event of decision.events) {
      this.events.push(event);
      this.state = evolveCircular(this.state, event);
      if (event.type === 'circularRead') this.readers.push(event.person);
      if (event.type === 'circularAmended') this.readers = [];
    }
    return decision.events.map(({ type }) => type).join(' ');
  }
}

function issued(): Story {
  const story = new Story();
  story.give(issue);
  return story;
}

describe('a circular', () => {
  it('is issued once, and tells everybody it is for', () => {
    const story = new Story();
    expect(story.give(issue)).toBe('circularIssued');
    expect(story.events[0]).toMatchObject({ recipients: ['clerk', 'principal'] });
    expect(story.give(issue)).toBe('alreadyDone');
    expect(story.state?.versions).toEqual([{ ...content, number: 1, reason: null, issuedBy: 'desk', issuedAt: now }]);
  });

  it('wants a number and a text, and a campaign that is not over', () => {
    expect(new Story().give({ ...issue, documentNo: ' ' })).toBe('documentNoRequired');
    expect(new Story().give({ ...issue, text: '' })).toBe('reasonRequired');
    for (const campaignStatus of ['closed', 'discarded'] as const) {
      expect(new Story().give(issue, { campaignStatus })).toBe('campaignStatus');
      expect(issued().give(amend, { campaignStatus })).toBe('campaignStatus');
      expect(issued().give({ type: 'remind' }, { campaignStatus })).toBe('campaignStatus');
    }
    expect(new Story().give(issue, { campaignStatus: 'draft' })).toBe('circularIssued');
    expect(new Story().give(amend)).toBe('campaignStatus');
  });

  it('is read by those it is for, once each, in its latest version', () => {
    const story = issued();
    const read = { type: 'acknowledge', number: 1 } as const;
    expect(story.give(read, { actor: 'clerk' })).toBe('circularRead');
    expect(story.events.at(-1)).toEqual({ type: 'circularRead', number: 1, person: 'clerk', unit: 'a' });
    expect(story.give(read, { actor: 'clerk' })).toBe('alreadyDone');
    expect(story.give(read, { actor: 'stranger' })).toBe('notYourTask');
    expect(story.give(read, { actor: 'principal', campaignStatus: 'closed' })).toBe('circularRead');
    expect(story.give({ type: 'acknowledge', number: 2 }, { actor: 'principal' })).toBe('circularAmended');
  });

  it('amended it is a new version, which everybody reads anew', () => {
    const story = issued();
    story.give({ type: 'acknowledge', number: 1 }, { actor: 'clerk' });
    expect(story.give({ ...amend, reason: '' })).toBe('reasonRequired');
    expect(story.give(amend)).toBe('circularAmended');
    expect(story.state?.versions.map(({ number, documentNo }) => [number, documentNo])).toEqual([[1, content.documentNo], [2, '衡财绩〔2022〕6号']]);
    expect(story.give({ type: 'acknowledge', number: 1 }, { actor: 'clerk' })).toBe('circularAmended');
    expect(story.give({ type: 'acknowledge', number: 2 }, { actor: 'clerk' })).toBe('circularRead');
    expect(foldCircular(story.events)).toEqual(story.state);
  });

  it('is not amended by who has not seen the version that counts', () => {
    const story = issued();
    story.give({ ...amend, seen: 1 });
    story.give({ ...amend, seen: 1 });
    expect(story.state?.versions).toHaveLength(2);
    story.give({ ...amend, seen: 2 });
    expect(story.state?.versions).toHaveLength(3);
  });

  it('reminds those who have not read it, at most once a day', () => {
    const story = issued();
    story.give({ type: 'acknowledge', number: 1 }, { actor: 'clerk' });
    expect(story.give({ type: 'remind' })).toBe('circularReminded');
    expect(story.events.at(-1)).toMatchObject({ people: ['principal'] });
    expect(story.give({ type: 'remind' })).toBe('alreadyDone');
    expect(story.give({ type: 'remind' }, { today: day('2022-11-02') })).toBe('circularReminded');
    story.give({ type: 'acknowledge', number: 1 }, { actor: 'principal' });
    expect(story.give({ type: 'remind' }, { today: day('2022-11-03') })).toBe('alreadyDone');
  });
});
