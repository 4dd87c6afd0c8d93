/** Whether one character was left out or two neighbours changed places: 转结余变动率 is 结转结余变动率. */
export function isSlipOf(name: string, right: string): boolean {
  const places = Array.from({ length: right.length }, (_, at) => at);
  if (name.length === right.length - 1) return places.some((at) => right.slice(0, at) + right.slice(at + 1) === name);
  if (name.length !== right.length || name === right) return false;
  return places.slice(1).some((at) => right.slice(0, at - 1) + right.charAt(at) + right.charAt(at - 1) + right.slice(at + 1) === name);
}

/** Names shorter than this are near to too many others. */
export const shortestSlip = 5;
