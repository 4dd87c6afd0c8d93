/** A recipient in an event: one person, or everybody who holds a duty. */
export function formatRecipient(value: unknown, person: (id: string) => string, duty: (code: string) => string): string {
  if (typeof value !== 'object' || value === null) return '';
  if ('person' in value) {
    const found = value.person;
    if (typeof found === 'string') return person(found);
    // Where the server has resolved the id already, the name comes with it.
    return typeof found === 'object' && found !== null && 'name' in found && typeof found.name === 'string' ? found.name : '';
  }
  return 'duty' in value && typeof value.duty === 'string' ? duty(value.duty) : '';
}

/** The name for an id in an event; the server may have put the name there already. */
export function personName(people: readonly { readonly id: string; readonly name: string }[], unknown: string): (idOrName: string) => string {
  return (idOrName) => people.find((person) => person.id === idOrName)?.name ?? (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(idOrName) ? unknown : idOrName);
}
