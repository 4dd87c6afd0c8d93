import type { CivilDate, FindingType, NewsKind, NoticeKind, Phase, TaskKind } from '@hengji/domain';

/** Languages a mail is written in; Chinese is the source. */
export type MailLanguage = 'zh-CN' | 'en';

/** What waits for the recipient, and until when. */
export type MailTask = {
  readonly kind: TaskKind;
  /** The section's title in the mail's language, where the task is about one. */
  readonly sectionTitle: string | null;
  readonly dueOn: CivilDate;
  /** False when the date lies past the calendar's coverage; the mail says so. */
  readonly dueCovered: boolean;
  /** `workingDaysBetween(process date, dueOn)`: negative when late by so many, 0 on the day; null when nobody counted. */
  readonly workingDaysLeft: number | null;
};

/** What happened: by whom, where his name helps; which day it sets; which part it is about, in the mail's language. */
export type MailNews = { readonly what: NewsKind; readonly by: string | null; readonly on: CivilDate | null; readonly section: string | null };

/** One case a mail tells of. Names and dates only: a mail passes through servers that the county does not own. */
export type MailItem = {
  /** The subject's name (department, subordinate unit or project), in the mail's language. */
  readonly unitName: string;
  readonly year: number;
  readonly phase: Phase;
  /** A checkpoint of `monitoring`; null elsewhere. */
  readonly checkpoint: string | null;
  /** The finding it is about, by its number in the year; null for the evaluation itself. */
  readonly finding: { readonly number: number; readonly type: FindingType } | null;
  /** Null when the task says it all. */
  readonly news: MailNews | null;
  readonly task: MailTask | null;
  /** The case's page in the web app, as the browser shows it behind the host: `/#/evaluations/…`. */
  readonly path: string;
};

export type MailInput = {
  readonly kind: NoticeKind;
  readonly language: MailLanguage;
  readonly recipientName: string;
  readonly items: readonly MailItem[];
  /** Base of the web app (`HENGJI_PUBLIC_URL`), http or https, with or without a slash at its end. */
  readonly publicUrl: string;
  /** A practice campaign's mail is marked in subject and body. */
  readonly rehearsal: boolean;
};

/** A circular of the bureau to tell one person of. */
export type CircularMailInput = {
  readonly language: MailLanguage;
  readonly recipientName: string;
  readonly documentNo: string;
  readonly title: string;
  /** 1 when it is issued, more for an amendment. */
  readonly number: number;
  readonly reminder: boolean;
  /** Its page in the web app, as `MailItem.path`. */
  readonly path: string;
  readonly publicUrl: string;
  readonly rehearsal: boolean;
};

export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string };

/** What both forms of a mail are written from; every string is plain text on one line. */
export type MailContent = {
  readonly language: MailLanguage;
  readonly subject: string;
  readonly rehearsalNote: string | null;
  readonly greeting: string;
  readonly lead: string;
  /** `next`: what the reader has to do now, with its date; null when nothing. */
  readonly items: readonly { readonly about: string; readonly next: string | null }[];
  readonly link: { readonly url: string; readonly label: string };
  readonly footer: string;
};
