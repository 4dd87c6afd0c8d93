/** Browser and system as people call them, from what a browser says of itself; null where it says neither. */
export function deviceParts(userAgent: string | null): { readonly browser: string; readonly system: string } | null {
  const text = userAgent ?? '';
  const first = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(text))?.[1];
  // Newer browsers call themselves all that came before them: the most special name first.
  const browser = first([[/Edg\//, 'Edge'], [/360SE|360EE/, '360'], [/QQBrowser\//, 'QQ'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]);
  const system = first([[/Windows/, 'Windows'], [/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']]);
  return browser === undefined || system === undefined ? null : { browser, system };
}
