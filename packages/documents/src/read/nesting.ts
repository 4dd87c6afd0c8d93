/** Elements within one another; what office programs write, tables within tables included, has a tenth of it. */
const deepest = 1000;

/** What begins like an element and is none, with what ends it. */
const passedOver: readonly (readonly [begins: string, ends: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

const [slash, greater, quote, apostrophe] = ['/', '>', '"', "'"].map((sign) => sign.charCodeAt(0));

/** Where the tag that begins at a place ends: at the first > outside of its attributes' values. */
function endOfTag(xml: string, at: number): number {
  let open: number | null = null;
  for (let place = at; place < xml.length; place += 1) {
    const sign = xml.charCodeAt(place);
    if (open !== null) {
      if (sign === open) open = null;
    } else if (sign === greater) return place;
    else if (sign === quote || sign === apostrophe) open = sign;
  }
  return xml.length;
}

/** Whether a name begins here: a letter, `_`, `:` or anything beyond ASCII. The zeros of UTF-16 begin none. */
function beginsName(sign: number): boolean {
  return (sign >= 0x61 && sign <= 0x7a) || (sign >= 0x41 && sign <= 0x5a) || sign === 0x5f || sign === 0x3a || sign >= 0x80;
}

/**
 * Whether elements stand within one another deeper than in any document. A reader would make a tree of them for seconds, and then walk it
 * until the stack is full. Whether each is closed as it should be is the reader's question.
 */
export function isTooDeep(xml: string): boolean {
  let depth = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const skipped = passedOver.find(([begins]) => xml.startsWith(begins, at));
    if (skipped !== undefined) {
      const [begins, ends] = skipped;
      const end = xml.indexOf(ends, at + begins.length);
      if (end < 0) return false;
      at = end;
    } else if (xml.charCodeAt(at + 1) === slash) {
      depth -= 1;
      at += 2;
    } else if (beginsName(xml.charCodeAt(at + 1))) {
      at = endOfTag(xml, at + 1);
      if (xml.charCodeAt(at - 1) !== slash) depth += 1;
      if (depth > deepest) return true;
    } else at += 1;
  }
  return false;
}
