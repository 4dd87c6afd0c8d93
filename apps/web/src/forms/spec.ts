export type Choice = { readonly value: string; readonly label: string };

/** One row of an answer that has several, by column. */
export type Row = Readonly<Record<string, string>>;
export type FormValue = string | readonly string[] | readonly Row[];
export type FormValues = Readonly<Record<string, FormValue>>;

type Base = {
  /** Name of the property in the body that is sent. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Behind the label of a box that another answer makes necessary, in place of 选填. */
  readonly asked?: string;
};

/** What a dialog asks for. Each kind knows its box and how its value goes into the body. */
export type FieldSpec =
  | (Base & {
      readonly kind: 'text';
      readonly required: boolean;
      readonly multiline?: boolean;
      readonly input?: 'text' | 'date' | 'password' | 'decimal' | 'email';
      readonly initial?: string;
      /** What an empty box sends; `omit` leaves the property out. */
      readonly empty?: 'omit' | 'null' | 'text';
      readonly autoComplete?: string;
    })
  | (Base & { readonly kind: 'choice'; readonly required: boolean; readonly choices: readonly Choice[]; readonly initial?: string; readonly empty?: 'omit' | 'null' | 'text'; readonly numeric?: boolean })
  | (Base & { readonly kind: 'radio'; readonly required: boolean; readonly choices: readonly Choice[]; readonly initial?: string })
  | (Base & { readonly kind: 'many'; readonly required: boolean; readonly choices: readonly Choice[]; readonly initial?: readonly string[] })
  /** One box per item; only filled ones are sent, as `{[keyName]: item, [valueName]: typed}`. */
  | (Base & {
      readonly kind: 'perItem';
      readonly required: boolean;
      readonly items: readonly { readonly key: string; readonly label: string; readonly hint?: string; readonly initial?: string; readonly choices?: readonly Choice[] }[];
      readonly keyName: string;
      readonly valueName: string;
      /** For each item its own where it has some. */
      readonly choices: readonly Choice[] | null;
      /** What no choice means; absent: unchanged. */
      readonly blank?: string;
      readonly input?: 'text' | 'date';
    })
  /** As many rows as are needed, each with the same columns. */
  | (Base & { readonly kind: 'rows'; readonly columns: readonly { readonly name: string; readonly label: string; readonly required: boolean; readonly choices: readonly Choice[] | null }[]; readonly initial: readonly Row[] });

export function isRows(value: FormValue | undefined): value is readonly Row[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object');
}

export function isTexts(value: FormValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

export const textOf = (value: FormValue | undefined): string => (typeof value === 'string' ? value : '');
export const textsOf = (value: FormValue | undefined): readonly string[] => (isTexts(value) ? value : []);
export const rowsOf = (value: FormValue | undefined): readonly Row[] => (isRows(value) ? value : []);

export function initialValue(spec: FieldSpec): FormValue {
  switch (spec.kind) {
    case 'text':
      return spec.initial ?? '';
    case 'choice':
    case 'radio':
      // A single possible answer is given already; a person does not choose among one.
      return spec.initial ?? (spec.required && spec.choices.length === 1 ? (spec.choices[0]?.value ?? '') : '');
    case 'many':
      return spec.initial ?? [];
    case 'perItem':
      return spec.items.map(({ key, initial }) => ({ key, value: initial ?? '' }));
    case 'rows':
      return spec.initial;
  }
}

/** Id of the box of a field, or of one of its rows; the error summary leads there. */
export function inputId(form: string, name: string, part?: string): string {
  return part === undefined ? `${form}-${name}` : `${form}-${name}-${part}`;
}

function isEmptyAnswer(spec: FieldSpec, value: FormValue | undefined): boolean {
  switch (spec.kind) {
    case 'text':
    case 'choice':
    case 'radio':
      return textOf(value).trim() === '';
    case 'many':
      return textsOf(value).length === 0;
    case 'perItem':
      return rowsOf(value).every((row) => (row['value'] ?? '').trim() === '');
    case 'rows':
      return rowsOf(value).length === 0 || rowsOf(value).some((row) => spec.columns.some((column) => column.required && (row[column.name] ?? '').trim() === ''));
  }
}

/** Names of the required fields without an answer, in the order of the form. */
export function unanswered(specs: readonly FieldSpec[], values: FormValues): readonly FieldSpec[] {
  return specs.filter((spec) => (spec.kind === 'rows' || spec.required) && isEmptyAnswer(spec, values[spec.name]));
}

type BodyValue = string | number | null | readonly string[] | readonly Row[];

/** The body to send: trimmed texts, and nothing where nothing was typed. Its schema parses it before it travels. */
export function bodyOf(specs: readonly FieldSpec[], values: FormValues): Readonly<Record<string, BodyValue>> {
  const body: Record<string, BodyValue> = {};
  for (const spec of specs) {
    const value = values[spec.name];
    switch (spec.kind) {
      case 'text':
      case 'choice': {
        const raw = textOf(value);
        const text = spec.kind === 'text' && spec.input === 'password' ? raw : raw.trim();
        if (text !== '') body[spec.name] = spec.kind === 'choice' && spec.numeric === true ? Number(text) : text;
        else if (spec.empty === 'null') body[spec.name] = null;
        else if (spec.empty !== 'omit') body[spec.name] = '';
        break;
      }
      case 'radio':
        body[spec.name] = textOf(value);
        break;
      case 'many':
        body[spec.name] = textsOf(value);
        break;
      case 'perItem':
        body[spec.name] = rowsOf(value)
          .map((row) => ({ [spec.keyName]: row['key'] ?? '', [spec.valueName]: (row['value'] ?? '').trim() }))
          .filter((row) => row[spec.valueName] !== '');
        break;
      case 'rows':
        body[spec.name] = rowsOf(value).map((row) =>
          Object.fromEntries(spec.columns.flatMap(({ name, required }) => ((row[name] ?? '').trim() === '' && !required ? [] : [[name, (row[name] ?? '').trim()]]))),
        );
        break;
    }
  }
  return body;
}
