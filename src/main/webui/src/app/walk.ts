/** Where somebody stood in a list when they opened a conversation: what came after it and, nearest first, before it. */
export interface Place {
  id: string;
  before: readonly string[];
  after: readonly string[];
}

export function placeOf(ids: readonly string[], id: string): Place {
  const at = ids.indexOf(id);
  return { id, before: at < 0 ? [] : ids.slice(0, at).toReversed(), after: at < 0 ? [] : ids.slice(at + 1) };
}

/**
 * The next one in the order in which the walk began. An answered conversation rises to the top and a resolved one leaves
 * the list: whoever works downwards goes on below where it stood, not at the top again.
 */
export function nextFrom(place: Place | undefined, ids: readonly string[]): string | undefined {
  if (!place) return ids[0];
  const there = new Set(ids);
  return place.after.find((it) => there.has(it)) ?? (place.before.length + place.after.length === 0 ? following(ids, place.id, 1) : undefined);
}

/** The one before it; at the top of the walk, whatever has come in above since. */
export function previousFrom(place: Place | undefined, ids: readonly string[]): string | undefined {
  if (!place) return ids[0];
  const there = new Set(ids);
  return place.before.find((it) => there.has(it)) ?? following(ids, place.id, -1);
}

function following(ids: readonly string[], id: string, by: number): string | undefined {
  const at = ids.indexOf(id);
  return at < 0 ? (by > 0 ? ids.find((it) => it !== id) : undefined) : ids[at + by];
}
