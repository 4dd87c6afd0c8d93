/** The totals of a document, and of its forms where it holds several; as they are read and as the API tells them. */
type WithTotals<Figure extends string> = { readonly totals: Readonly<Record<Figure, string | null>>; readonly forms?: readonly { readonly totals: Readonly<Record<Figure, string | null>> }[] | undefined };

/** One of a document's totals for people to read; of several forms each by itself, since their sum is no total of anything. */
export function totalsText<Figure extends string>({ totals, forms }: WithTotals<Figure>, figure: Figure): string {
  return (forms?.map((form) => form.totals) ?? [totals]).map((one) => one[figure] ?? '–').join('、');
}
