/**
 * The values a frozen record may hold. Numbers are whole and safe (counts, versions); decimals and 分 travel as strings, so that
 * no reader's floats can change what was signed.
 */
export type Json = null | boolean | string | number | readonly Json[] | { readonly [key: string]: Json };

/** The value cannot be written canonically; `path` is a JSON pointer (RFC 6901) to it. A mistake of the program, never of a user. */
export class NotCanonicalError extends TypeError {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path === '' ? 'the value' : path}: ${reason}`);
    this.name = 'NotCanonicalError';
    this.path = path;
  }
}

/**
 * Canonical JSON by RFC 8785 (JCS): no white space, keys in the order of their UTF-16 code units, strings escaped as ECMAScript does.
 * The same value gives the same text everywhere; that text is what is stored, hashed and signed.
 * Throws `NotCanonicalError` for numbers that are not safe integers, strings with a lone surrogate, and what is no JSON
 * (undefined, bigint, Date): dropping a field silently would change the hash without anybody knowing why.
 */
export function canonicalJson(value: Json): string {
  return written(value, '');
}

function written(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writtenString(value, path);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonicalError(path, `${value} is not a safe integer; write decimals as strings`);
    // JSON.stringify and not String: it writes -0 as 0, which RFC 8785 asks for.
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (item, index) => written(item, `${path}/${index}`)).join(',')}]`;
  if (isPlainObject(value)) {
    // Without a comparator, sort orders by UTF-16 code units: exactly the order of RFC 8785 §3.2.3.
    const members = Object.keys(value)
      .sort()
      .map((key) => {
        const memberPath = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        return `${writtenString(key, memberPath)}:${written(value[key], memberPath)}`;
      });
    return `{${members.join(',')}}`;
  }
  throw new NotCanonicalError(path, `a value of type ${typeof value} is no JSON`);
}

function writtenString(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new NotCanonicalError(path, 'the text holds half of a surrogate pair');
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // By shape and not by identity: objects from a workflow's sandbox have another realm's Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
