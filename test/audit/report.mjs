// @ts-check

/** What makes an audit fail. */
const grave = ['high', 'critical'];

/**
 * What an audit's answer says. Null: it is none, because nobody answered or the registry offers no audit; that is said, and no failure.
 * @param {string} answer what `pnpm audit --json` printed
 * @returns {{ lines: string[], failed: boolean } | null}
 */
export function reportOf(answer) {
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(answer);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || !('advisories' in parsed) || typeof parsed.advisories !== 'object' || parsed.advisories === null) return null;
  const advisories = Object.values(parsed.advisories).map((advisory) => ({ severity: String(advisory.severity), line: `${advisory.severity}: ${advisory.module_name} ${advisory.vulnerable_versions}: ${advisory.title} (${advisory.url})` }));
  return { lines: advisories.map(({ line }) => line), failed: advisories.some(({ severity }) => grave.includes(severity)) };
}
