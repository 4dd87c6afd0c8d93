import { assertNever, findingNumber, type NoticeKind } from '@hengji/domain';
import { en } from './catalogueEn.js';
import { zh, type Catalogue } from './catalogueZh.js';
import { mailHtml } from './mailHtml.js';
import type { CircularMailInput, MailContent, MailInput, MailItem, MailLanguage, MailTask, RenderedMail } from './mail.js';

/** Where several cases are found together: 我的待办. */
const inboxPath = '/#/inbox';

/** A name longer than this is no name; it would push what matters out of the subject line. */
const longestName = 60;

/**
 * One mail about one or more cases: what it is, until when, and one link. It carries no figures and no reasons; those are
 * read after signing in. Throws a RangeError when `publicUrl` is no http(s) address.
 */
export function renderMail(input: MailInput): RenderedMail {
  const words = catalogueOf(input.language);
  const items = distinct(input.items.map((item) => ({ about: aboutLine(words, item), next: nextLine(words, input.kind, item) })));
  const urged = input.items.length > 0 && input.items.every((item) => item.news?.what === 'urged');
  // What was withdrawn is over too, but nobody has finished anything.
  const withdrawn = input.items.length > 0 && input.items.every((item) => item.news?.what === 'cancelled' || item.news?.what === 'findingWithdrawn');
  const title = urged ? words.urged : withdrawn ? words.withdrawn : words.subject(input.kind);
  const { url, label } = linkOf(words, input);
  const mark = input.rehearsal ? words.rehearsal : '';
  const [first] = items;
  const what = items.length === 1 && first !== undefined ? first.about : items.length === 0 ? null : words.several(items.length);
  const subject = mark + (what === null ? title : words.joined(title, what));
  const content = {
    language: input.language,
    subject: oneLine(subject),
    rehearsalNote: input.rehearsal ? words.rehearsalNote : null,
    greeting: words.greeting(shortName(input.recipientName)),
    lead: urged ? words.urgedLead : words.lead(input.kind),
    items,
    link: { url, label },
    footer: words.footer,
  };
  return { subject: content.subject, text: mailText(words, content), html: mailHtml(content) };
}

/**
 * One mail that tells of a circular (布置通知): its number and title, and one link; the text is read after signing in, where its reading
 * is recorded. Throws as `renderMail`.
 */
export function renderCircularMail({ language, recipientName, documentNo, title, number, reminder, path, publicUrl, rehearsal }: CircularMailInput): RenderedMail {
  const words = catalogueOf(language);
  const kind = reminder ? 'reminder' : number > 1 ? 'amended' : 'issued';
  const about = words.circularAbout(shortName(title), shortName(documentNo));
  const content: MailContent = {
    language,
    subject: oneLine((rehearsal ? words.rehearsal : '') + words.joined(words.circularSubject[kind], shortName(title))),
    rehearsalNote: rehearsal ? words.rehearsalNote : null,
    greeting: words.greeting(shortName(recipientName)),
    lead: words.circularLead[kind],
    items: [{ about, next: null }],
    link: { url: linkTo(publicUrl, path), label: words.openCircular },
    footer: words.footer,
  };
  return { subject: content.subject, text: mailText(words, content), html: mailHtml(content) };
}

function mailText(words: Catalogue, content: MailContent): string {
  return [
    ...(content.rehearsalNote === null ? [] : [content.rehearsalNote, '']),
    content.greeting,
    '',
    content.lead,
    '',
    ...content.items.flatMap((item) => [`- ${item.about}`, ...(item.next === null ? [] : [`  ${item.next}`])]),
    ...(content.items.length === 0 ? [] : ['']),
    words.linkLine(content.link.label, content.link.url),
    '',
    content.footer,
    '',
  ].join('\n');
}

function catalogueOf(language: MailLanguage): Catalogue {
  switch (language) {
    case 'zh-CN':
      return zh;
    case 'en':
      return en;
    default:
      return assertNever(language);
  }
}

type ItemLines = MailContent['items'][number];

/** The same line twice tells nothing: two signatures asked for at once are one thing to do. */
function distinct(items: readonly ItemLines[]): readonly ItemLines[] {
  return items.filter((item, index) => items.findIndex((one) => one.about === item.about && one.next === item.next) === index);
}

/** What it is about and what happened; without news, what is to be done. */
function aboutLine(words: Catalogue, item: MailItem): string {
  const unit = shortName(item.unitName);
  const about = item.finding === null ? words.about(unit, item.year, item.phase, item.checkpoint) : words.aboutFinding(unit, findingNumber(item.year, item.finding.number), item.finding.type);
  if (item.news !== null) {
    const { what, by, on, section } = item.news;
    return words.joined(about, words.news[what]({ by: by === null ? '' : shortName(by), on: on === null ? '' : words.day(on), section: section === null ? '' : shortName(section) }));
  }
  return item.task === null ? about : words.joined(about, taskWords(words, item.task));
}

function taskWords(words: Catalogue, task: MailTask): string {
  return words.task(task.kind, task.sectionTitle === null ? null : shortName(task.sectionTitle));
}

/** Until when; behind news also what is to be done now. */
function nextLine(words: Catalogue, kind: NoticeKind, { task, news }: MailItem): string | null {
  if (task === null) return null;
  const until = untilLine(words, kind, task);
  return news === null ? until : words.next(taskWords(words, task), until);
}

function untilLine(words: Catalogue, kind: NoticeKind, task: MailTask): string {
  const notes = [...remaining(words, kind, task.workingDaysLeft), ...(task.dueCovered ? [] : [words.notCovered])];
  return words.until(task.dueOn) + notes.map((note) => words.bracketed(note)).join('');
}

function remaining(words: Catalogue, kind: NoticeKind, days: number | null): readonly string[] {
  if (days === null) return [];
  if (days > 0) return [words.daysLeft(days)];
  if (days < 0) return [words.daysOverdue(-days)];
  // On the weekend after a due Friday no working day has passed, yet the date has.
  return [kind === 'overdue' || kind === 'escalated' ? words.pastDue : words.dueToday];
}

function linkOf(words: Catalogue, input: MailInput): { url: string; label: string } {
  const paths = new Set(input.items.map((item) => item.path));
  const [only] = paths;
  return paths.size === 1 && only !== undefined
    ? { url: linkTo(input.publicUrl, only), label: words.openCase }
    : { url: linkTo(input.publicUrl, inboxPath), label: words.openInbox };
}

/** The base is cut at its path and the path begins with one slash, so that no path can lead to another host. */
function linkTo(publicUrl: string, path: string): string {
  const base = URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  if (base === null || !/^https?:$/.test(base.protocol)) throw new RangeError('the public address of the web app is no http(s) address');
  const inside = path.replace(/[\p{C}\s"'<>\\]/gu, (char) => encodeURIComponent(char)).replace(/^\/*/, '/');
  return base.origin + base.pathname.replace(/\/+$/, '') + inside;
}

function shortName(name: string): string {
  const chars = Array.from(oneLine(name));
  return chars.length > longestName ? `${chars.slice(0, longestName).join('')}…` : chars.join('');
}

/** Without line breaks and other control or invisible formatting characters: nothing can start a header or reverse the text. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim();
}
