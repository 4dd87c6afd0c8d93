/** cm. A seal is 4 to 5 wide; a table that was pasted as a picture is as wide as the text. */
const least = { width: 8, height: 2 };

/** Whether a picture of this size (cm) is large enough for a table; seals, codes and logos are not. */
export function holdsTable(width: number, height: number): boolean {
  return width >= least.width && height >= least.height;
}
