/** Largest matching between two sides, each member used at most once (augmenting paths). Pure; made for a few dozen members. */

/** `edges[i]` are the members of the right side that the member `i` of the left side fits. Returns how many of the left side find a partner. */
export function maximumMatchingSize(edges: readonly (readonly number[])[]): number {
  const taken = new Map<number, number>();
  const place = (left: number, tried: Set<number>): boolean => {
    for (const right of edges[left] ?? []) {
      if (tried.has(right)) continue;
      tried.add(right);
      const holder = taken.get(right);
      if (holder !== undefined && !place(holder, tried)) continue;
      taken.set(right, left);
      return true;
    }
    return false;
  };
  return edges.filter((_, left) => place(left, new Set())).length;
}
