/** What a template says in both languages: rows by name, sections and signatures by title, fields and choices by label. */
type InBoth = { readonly name: string; readonly nameEn: string } | { readonly title: string; readonly titleEn: string } | { readonly label: string; readonly labelEn: string };

export function inLanguage(one: InBoth, english: boolean): string {
  if ('nameEn' in one) return english ? one.nameEn : one.name;
  if ('titleEn' in one) return english ? one.titleEn : one.title;
  return english ? one.labelEn : one.label;
}
