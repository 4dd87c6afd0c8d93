import type { CivilDate, Rating, Sha256, Template } from '@hengji/domain';
import type { Language } from './words.js';

/** What the portal reads. It sees published results and nothing else; a withheld result does not exist here. */
export type PublicRecords = {
  list(filter: PublicationFilter, language: Language): Promise<PublicationList>;
  find(id: string, scope: { readonly rehearsal: boolean; readonly language: Language }): Promise<Publication | null>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
};

/** `rehearsal` is no filter but a wall: real and practised results never stand in one list. */
export type PublicationFilter = {
  readonly rehearsal: boolean;
  readonly year: number | null;
  /** A part of the department's name. */
  readonly unit: string | null;
  readonly grade: Rating | null;
  /** From 1 on. */
  readonly page: number;
};

export type PublicationRow = {
  readonly id: string;
  readonly unitName: string;
  readonly year: number;
  /** Decimal string with two places, after review where there was one; null where the template does not score. */
  readonly score: string | null;
  readonly grade: Rating | null;
  readonly publishedOn: CivilDate;
};

/** Rows on a page of the list: with 50 the page stays far below 60 kB. */
export const pageSize = 50;

export type PublicationList = {
  readonly rows: readonly PublicationRow[];
  /** Of all pages. */
  readonly total: number;
};

export type Publication = PublicationRow & {
  /** 发布机构 */
  readonly issuer: string;
  /** 索引号 */
  readonly indexNumber: string;
  /** The published revision: its canonical JSON as it was hashed and signed. */
  readonly revision: { readonly text: string; readonly sha256: Sha256 };
  readonly template: Template;
  /** 更正说明, oldest first. */
  readonly corrections: readonly { readonly on: CivilDate; readonly text: string }[];
};
