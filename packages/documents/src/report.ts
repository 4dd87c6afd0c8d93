/** What every written form of a report (HTML, later .docx and PDF) is made from. Texts are plain, never markup. */
export type Report = {
  readonly title: string;
  /** BCP 47 tag, such as `zh-CN`; readers and line breaking depend on it. */
  readonly language: string;
  readonly blocks: readonly Block[];
};

/** A piece of text; `hint` is shown on pointing (元 behind an amount in 万元), `language` where it differs from the report's. */
export type Inline = { readonly text: string; readonly hint?: string; readonly language?: string };

/** `header`: names its row, or as many rows as `rows` says. `columns`: how many columns it covers; `numeric` where it differs from its column. */
export type Cell = Inline & { readonly header?: boolean; readonly rows?: number; readonly columns?: number; readonly numeric?: boolean };

/** `numeric` columns are set flush right, in figures of equal width. */
export type Column = { readonly label: string; readonly numeric: boolean };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly value: Inline }[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly foot: readonly (readonly Cell[])[];
    };
