/** A file's name as people may see it: given by whoever uploads it, shown, never trusted. */
export function shownName(name: string): string {
  // Only the last part of a path, without control characters: the name becomes a download's file name.
  const last = name.split(/[\\/]/).pop() ?? '';
  // Characters of direction would show 文件exe.pdf for 文件fdp.exe.
  return last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim().slice(0, 200) || 'file';
}
