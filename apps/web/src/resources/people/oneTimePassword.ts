/** Without look-alikes (0 O 1 l I), so that it can be read out and typed. */
const letters = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679';

/** A password for one sign-in: four groups of four, about 90 bits. */
export function oneTimePassword(): string {
  const signs: string[] = [];
  while (signs.length < 16) {
    // Bytes past the last whole round of the alphabet would make its first letters likelier.
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 256 - (256 % letters.length) && signs.length < 16) signs.push(letters.charAt(byte % letters.length));
  }
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join('')).join('-');
}
