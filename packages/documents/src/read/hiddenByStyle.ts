/** An element as style sheets see it. */
export type Styled = { readonly tagName: string; readonly classes: readonly string[]; readonly id: string | null };

type Rule = { readonly tag: string | null; readonly name: string; readonly by: 'class' | 'id'; readonly hides: boolean };

/** Characters of a page's style sheets; what a page has more would only cost time. */
const mostCss = 200_000;

/** A style sheet without its comments; one that is not closed goes on to the end. */
function withoutComments(css: string): string {
  const [first = '', ...parts] = css.split('/*');
  return [first, ...parts.map((part) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : ''))].join(' ');
}

/** Selectors with what they say, outside of @media and the like: what holds under a condition, or in print, hides nothing for sure. */
function blocksIn(css: string): readonly { readonly selectors: string; readonly body: string }[] {
  const found: { selectors: string; body: string }[] = [];
  let begin = 0;
  let open = 0;
  let depth = 0;
  for (let at = 0; at < css.length; at += 1) {
    const mark = css[at];
    if (mark === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (mark === '}' && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      const selectors = css.slice(begin, open).trim();
      if (!selectors.startsWith('@')) found.push({ selectors, body: css.slice(open + 1, at) });
      begin = at + 1;
    } else if (mark === ';' && depth === 0) begin = at + 1;
  }
  return found;
}

/** .name, tag.name and #name alone: what stands within another element or depends on a state is left as it is. */
const selector = /^([a-z][a-z\d]*)?([.#])([\w-]+)$/i;
const hidden = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const shown = /(?:^|;)\s*(?:display\s*:|visibility\s*:)/i;

function rulesIn(css: string): readonly Rule[] {
  return blocksIn(withoutComments(css.slice(0, mostCss))).flatMap(({ selectors, body }): readonly Rule[] => {
    if (!shown.test(body)) return [];
    return selectors.split(',').flatMap((one): readonly Rule[] => {
      const [, tag, mark, name] = selector.exec(one.trim()) ?? [];
      return name === undefined ? [] : [{ tag: tag?.toLowerCase() ?? null, name, by: mark === '#' ? 'id' : 'class', hides: hidden.test(body) }];
    });
  });
}

/** Whether the style sheets of a page hide an element by its class or id from everybody who reads it. Where another class of it says that it is shown, nothing is hidden. */
export function hiddenByStyle(css: string): (element: Styled) => boolean {
  const rules = new Map<string, Rule[]>();
  for (const rule of rulesIn(css)) {
    const key = `${rule.by} ${rule.name}`;
    const known = rules.get(key);
    if (known === undefined) rules.set(key, [rule]);
    else known.push(rule);
  }
  return ({ tagName, classes, id }) => {
    const verdicts = [...classes.map((name) => `class ${name}`), ...(id === null ? [] : [`id ${id}`])].flatMap((key) => (rules.get(key) ?? []).filter(({ tag }) => tag === null || tag === tagName).slice(-1));
    return verdicts.length > 0 && verdicts.every(({ hides }) => hides);
  };
}
