import { newsKinds, noticeKinds, parseCivilDate, phases, type CivilDate, type NoticeKind } from '@hengji/domain';
import { describe, expect, test } from 'vitest';
import type { MailInput, MailItem, MailLanguage, MailTask } from './mail.js';
import { renderCircularMail, renderMail } from './renderMail.js';

const due = date('2023-07-17');

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

function task(changes: Partial<MailTask> = {}): MailTask {
  return { kind: 'fillSection', sectionTitle: '预算', dueOn: due, dueCovered: true, workingDaysLeft: 3, ...changes };
}

function item(changes: Partial<MailItem> = {}): MailItem {
  return { unitName: '某某局', year: 2023, phase: 'monitoring', checkpoint: 'throughJune', finding: null, news: null, task: task(), path: '/#/evaluations/e-a', ...changes };
}

function mail(changes: Partial<MailInput> = {}) {
  return renderMail({ kind: 'assigned', language: 'zh-CN', recipientName: '张三', items: [item()], publicUrl: 'https://hengji.example.cn/', rehearsal: false, ...changes });
}

const words: Record<NoticeKind, { zh: string; en: string }> = {
  assigned: { zh: '待办', en: 'To do' },
  dueSoon: { zh: '即将到期', en: 'Due soon' },
  overdue: { zh: '逾期', en: 'Overdue' },
  escalated: { zh: '逾期上报', en: 'Overdue, reported' },
  returned: { zh: '退回', en: 'Returned' },
  toSign: { zh: '待审签', en: 'To sign' },
  signed: { zh: '已审签', en: 'Signed' },
  reviewed: { zh: '财政局决定', en: 'Decision of the bureau' },
  findingServed: { zh: '整改通知', en: 'Rectification notice' },
  closed: { zh: '办结', en: 'Completed' },
  published: { zh: '已公开', en: 'Published' },
  digest: { zh: '今日动态', en: 'News of today' },
};

describe.each(noticeKinds.map((kind) => ({ kind })))('$kind', ({ kind }) => {
  test('says in Chinese what it is about, until when, and where', () => {
    const { subject, text, html } = mail({ kind });
    expect(subject.startsWith(words[kind].zh)).toBe(true);
    expect(subject).toContain('某某局2023年度运行监控（1–6月）：填报「预算」');
    for (const form of [text, html]) {
      expect(form).toContain('张三，您好：');
      expect(form).toContain('某某局2023年度运行监控（1–6月）：填报「预算」');
      expect(form).toContain('截止日期：2023年7月17日（还有3个工作日）');
      expect(form.split('https://hengji.example.cn/#/evaluations/e-a')).toHaveLength(2);
    }
    expect(html).toContain('<html lang="zh-CN">');
  });

  test('says the same in English, without a Chinese word of its own', () => {
    const english = item({ unitName: 'Bureau', task: task({ sectionTitle: 'Budget' }) });
    const { subject, text, html } = mail({ kind, language: 'en', recipientName: 'Zhang San', items: [english] });
    expect(subject.startsWith(words[kind].en)).toBe(true);
    for (const form of [text, html]) {
      expect(form).toContain('Bureau, 2023, in-year monitoring (January to June): fill in “Budget”');
      expect(form).toContain('Due on 17 July 2023 (3 working days left)');
      expect(form).not.toMatch(/\p{Script=Han}/u);
    }
    expect(html).toContain('<html lang="en">');
  });

  test.each<MailLanguage>(['zh-CN', 'en'])('carries no number besides the year, the date and the days (%s)', (language) => {
    const { subject, text } = mail({ kind, language });
    const rest = (subject + text).replaceAll(/1–6月|2023年7月17日|17 July 2023|2023|还有3个|3 working/g, '');
    expect(rest).not.toMatch(/\d/);
  });
});

test('every phase has its words in both languages', () => {
  for (const phase of phases) {
    expect(mail({ items: [item({ phase, checkpoint: null, task: null })] }).subject).toMatch(/^待办：某某局2023年度\p{Script=Han}{2,}$/u);
    expect(mail({ language: 'en', items: [item({ unitName: 'Bureau', phase, checkpoint: null, task: null })] }).subject).toMatch(/^To do: Bureau, 2023, [a-z -]{4,}$/);
  }
  expect(mail({ items: [item({ checkpoint: 'throughAugust', task: null })] }).subject).toBe('待办：某某局2023年度运行监控（1–8月）');
});

test.each([
  [5, 'dueSoon', '还有5个工作日', '5 working days left'],
  [1, 'dueSoon', '还有1个工作日', '1 working day left'],
  [0, 'dueSoon', '今天到期', 'due today'],
  [0, 'overdue', '已过期限', 'past due'],
  [-1, 'overdue', '已逾期1个工作日', 'overdue by 1 working day)'],
  [-6, 'escalated', '已逾期6个工作日', 'overdue by 6 working days'],
] as const)('%i working days left, %s', (workingDaysLeft, kind, zh, en) => {
  const items = [item({ task: task({ workingDaysLeft }) })];
  expect(mail({ kind, items }).text).toContain(zh);
  expect(mail({ kind, items, language: 'en' }).text).toContain(en);
});

test('a date past the calendar says that the holidays are not known', () => {
  const items = [item({ task: task({ dueCovered: false }) })];
  expect(mail({ items }).text).toContain('（节假日安排未录入，按周末计算）');
  expect(mail({ items }).html).toContain('（节假日安排未录入，按周末计算）');
  expect(mail({ items, language: 'en' }).text).toContain('holidays not on record');
  expect(mail().text).not.toContain('节假日');
});

test('several cases share one mail with one link, to the inbox; the same case twice keeps its own link', () => {
  const two = mail({ kind: 'overdue', items: [item(), item({ unitName: '另一局', path: '/#/evaluations/e-b' })] });
  expect(two.subject).toBe('逾期：共2项');
  expect(two.text).toContain('某某局');
  expect(two.text).toContain('另一局');
  expect(two.text.match(/https:\S+/g)).toEqual(['https://hengji.example.cn/#/inbox']);
  expect(two.html.match(/href=/g)).toHaveLength(1);
  expect(mail({ items: [item(), item({ task: null })] }).text).toContain('/#/evaluations/e-a');
});

test('a rehearsal is marked in the subject and in both bodies; real mail is not', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const marked = mail({ rehearsal: true, language });
    expect(marked.subject.startsWith('【演练】')).toBe(true);
    expect(marked.text.startsWith('【演练】')).toBe(true);
    expect(marked.html).toContain('【演练】');
    const real = mail({ language });
    expect(real.subject + real.text + real.html).not.toContain('演练');
  }
});

test('names cannot start a header, hide or turn text', () => {
  const hostile = 'A\r\nBcc: victim@example.org\u2028\u0000\u202Efdp\u200B';
  const { subject, text, html } = mail({ recipientName: hostile, items: [item({ unitName: hostile, task: task({ sectionTitle: hostile }) })] });
  expect(subject).toContain('A Bcc: victim@example.org');
  expect(subject).not.toMatch(/[\p{C}\u2028\u2029]/u);
  expect(text).not.toMatch(/^Bcc:/m);
  for (const hidden of ['\u202E', '\u200B', '\u0000', '\u2028']) expect(text + html).not.toContain(hidden);
});

test('names become text and never markup', () => {
  const hostile = `"><img src=x onerror='alert(1)'>&`;
  const { html } = mail({ recipientName: hostile, items: [item({ unitName: hostile, path: `/#/e"onclick='x'` })] });
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/onclick='/);
  expect(html.match(/&quot;&gt;&lt;img src=x onerror=&#39;alert\(1\)&#39;&gt;&amp;/g)).toHaveLength(3);
});

test('links begin with the public address, whatever the path says', () => {
  const linkOf = (publicUrl: string, path: string) => /https?:\S+/.exec(mail({ publicUrl, items: [item({ path })] }).text)?.[0];
  expect(linkOf('http://10.0.0.5:8310', '/#/findings/f')).toBe('http://10.0.0.5:8310/#/findings/f');
  expect(linkOf('https://county.example/hengji/', '/#/findings/f')).toBe('https://county.example/hengji/#/findings/f');
  for (const path of ['@evil.example/', '//evil.example/', 'https://evil.example/', '.evil.example/']) {
    expect(new URL(linkOf('https://county.example', path) ?? '').host).toBe('county.example');
  }
  expect(() => mail({ publicUrl: 'javascript:alert(1)' })).toThrow(RangeError);
  expect(() => mail({ publicUrl: '' })).toThrow(RangeError);
});

test('the links of every kind of mail open a page of the app and nothing else: what they hold stays in the browser', () => {
  const publicUrl = 'https://hengji.example.cn';
  const languages = ['zh-CN', 'en'] as const;
  const mails = languages.flatMap((language) => [
    ...noticeKinds.flatMap((kind) => [[item()], [item(), item({ path: '/#/findings/f-b' })], newsKinds.map((what) => item({ news: { what, by: '李四', on: due, section: '预算' } }))].map((items) => mail({ kind, language, items, publicUrl }))),
    ...[1, 2].flatMap((number) => [true, false].map((reminder) => renderCircularMail({ language, recipientName: '张三', documentNo: '财绩〔2026〕1号', title: '通知', number, reminder, path: '/#/circulars/c', publicUrl, rehearsal: false }))),
  ]);
  expect(mails).toHaveLength(2 * (noticeKinds.length * 3 + 4));
  for (const { text, html } of mails) {
    const links = [...(text + html).matchAll(/https?:[^\s"'<>]+/g)].map(([link]) => new URL(link.replaceAll('&amp;', '&')));
    expect(links.length).toBeGreaterThanOrEqual(2);
    // The server is asked for the bare page, whoever follows the link: a person, or a program that looks for harm in it.
    for (const { origin, pathname, search, hash } of links) expect({ origin, pathname, search, page: /^#\/[\w/-]+$/.test(hash) }).toEqual({ origin: publicUrl, pathname: '/', search: '', page: true });
    expect(html).not.toMatch(/<(img|form|script|iframe|object|link)\b|\ssrc=/i);
  }
});

test('a name as long as a page leaves the subject readable', () => {
  expect(mail({ items: [item({ unitName: '局'.repeat(5_000) })] }).subject.length).toBeLessThan(120);
});

describe('news', () => {
  test.each(newsKinds)('%s says what happened, who did it, and what comes next until when', (what) => {
    const news = { what, by: '李四', on: date('2023-08-01'), section: '预算' };
    const { text, html } = mail({ kind: 'returned', items: [item({ news })] });
    for (const form of [text, html]) {
      expect(form).toContain('某某局2023年度运行监控（1–6月）：');
      expect(form).toContain('接下来：填报「预算」。截止日期：2023年7月17日（还有3个工作日）');
      expect(form).not.toContain('undefined');
    }
    const english = mail({ kind: 'returned', language: 'en', items: [item({ unitName: 'Bureau', news: { ...news, by: 'Li Si', section: 'Budget' }, task: task({ sectionTitle: 'Budget' }) })] });
    expect(english.text).toContain('Next: fill in “Budget”. Due on 17 July 2023 (3 working days left)');
    expect(english.text.replaceAll('张三', '')).not.toMatch(/\p{Script=Han}/u);
  });

  test('two findings of one department are told apart, and a phase is not blamed', () => {
    const finding = (number: number) => item({ finding: { number, type: 'lateBookkeeping' }, news: { what: 'findingClosed', by: null, on: null, section: null }, task: null, phase: 'publication', checkpoint: null });
    const { text } = mail({ kind: 'closed', items: [finding(1), finding(2)] });
    expect(text).toContain('某某局问题2023-001（未及时做账）：已验收销号');
    expect(text).toContain('某某局问题2023-002（未及时做账）：已验收销号');
    expect(text).not.toContain('结果公开');
  });

  test('urging is called so, and the same line is not told twice', () => {
    const urged = item({ news: { what: 'urged', by: '康秀华', on: null, section: null } });
    const { subject, text } = mail({ kind: 'dueSoon', items: [urged, urged] });
    expect(subject).toContain('催办');
    expect(text.split('康秀华催您办理')).toHaveLength(2);
  });
});

test.each(['cancelled', 'findingWithdrawn'] as const)('%s is not told as finished', (what) => {
  const items = [item({ news: { what, by: '康秀华', on: null, section: null }, task: null })];
  expect(mail({ kind: 'closed', items }).subject).toMatch(/^撤销：/);
  expect(mail({ kind: 'closed', language: 'en', items }).subject).toMatch(/^Withdrawn:/);
});
