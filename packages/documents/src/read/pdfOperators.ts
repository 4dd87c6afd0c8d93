/** Numbers that the library gives to the commands that are looked at. */
export type OperatorCodes = Readonly<Record<'save' | 'restore' | 'transform' | 'constructPath' | 'paintFormXObjectBegin' | 'paintFormXObjectEnd' | 'endPath' | 'clip' | 'showText' | 'shadingFill', number>>;

export type Matrix = readonly [number, number, number, number, number, number];
type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

/** A command of a page's drawing, the matrix that leads from its coordinates to the viewport, and how many states are saved around it. */
export type Drawn = { readonly code: number; readonly args: readonly unknown[]; readonly matrix: Matrix; readonly depth: number };

function multiply(a: Matrix, b: Matrix): Matrix {
  return [a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]];
}

function matrixOf(value: unknown): Matrix | null {
  if (typeof value !== 'object' || value === null) return null;
  const numbers = Array.from({ length: 6 }, (_, index) => Number(Reflect.get(value, index)));
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN, f = Number.NaN] = numbers;
  return numbers.every(Number.isFinite) ? [a, b, c, d, e, f] : null;
}

/** The commands of a page in their order. Nothing where the viewport is none. */
export function* drawnBy({ fnArray, argsArray }: Operators, codes: OperatorCodes, viewport: readonly number[]): Generator<Drawn> {
  const base = matrixOf(viewport);
  if (base === null) return;
  const saved: Matrix[] = [];
  let matrix: Matrix = base;
  for (const [index, code] of fnArray.entries()) {
    const found = argsArray[index];
    const args: readonly unknown[] = Array.isArray(found) ? found : [];
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = saved.pop() ?? base;
    else if (code === codes.transform) matrix = multiply(matrix, matrixOf(found) ?? [1, 0, 0, 1, 0, 0]);
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(matrix);
      matrix = multiply(matrix, matrixOf(args[0]) ?? [1, 0, 0, 1, 0, 0]);
    }
    yield { code, args, matrix, depth: saved.length };
  }
}
