/**
 * By how many places most of the rows that were in sight have moved: the one that was answered rises alone, and must not
 * take the list along.
 *
 * @param seen what was in sight, from the row `first` on
 */
export function shiftOf(seen: readonly string[], first: number, now: readonly string[]): number {
  const at = new Map(now.map((id, index) => [id, index]));
  const shifts = seen.flatMap((id, index) => {
    const place = at.get(id);
    return place === undefined ? [] : [place - (first + index)];
  });
  return shifts.toSorted((a, b) => a - b)[Math.floor(shifts.length / 2)] ?? 0;
}
