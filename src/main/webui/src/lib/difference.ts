export interface Piece {
  text: string;
  same: boolean;
}

/** Two spellings side by side, cut where they differ, so that an eye finds the one full stop between them. */
export function difference(left: string, right: string): { left: readonly Piece[]; right: readonly Piece[] } {
  const [a, b] = [[...left], [...right]];
  // Lengths of the longest common subsequences of what is left of both.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pieces = { left: [] as Piece[], right: [] as Piece[] };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      append(pieces.left, a[i++], true);
      append(pieces.right, b[j++], true);
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) append(pieces.left, a[i++], false);
    else append(pieces.right, b[j++], false);
  }
  return pieces;
}

function append(pieces: Piece[], character: string | undefined, same: boolean): void {
  if (character === undefined) return;
  const last = pieces.at(-1);
  if (last?.same === same) last.text += character;
  else pieces.push({ text: character, same });
}
