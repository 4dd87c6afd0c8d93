/** What every written form of a report (HTML, later .docx and PDF) is made from. Texts are plain, never markup. */
export interface Report {
  readonly title: string;
  /** BCP 47 tag, such as `zh-CN`; readers and line breaking depend on it. */
  readonly language: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly caption: string; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };
