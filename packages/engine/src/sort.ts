/** Beyond it V8's own sort is quicker. */
const short = 128;

/**
 * Sorts in place, and keeps the order of equals. V8's own sort makes a kilobyte of garbage however short the list is.
 * @param count only so many, from the first; the others stay where they are
 */
export function sortShort<Item>(
  items: Item[],
  compare: (a: Item, b: Item) => number,
  count: number = items.length,
): void {
  if (count > short) return sortLong(items, compare, count);
  for (let end = 1; end < count; end++) {
    const item = items[end];
    if (item === undefined) continue;
    let place = 0;
    let above = end;
    while (place < above) {
      const middle = (place + above) >> 1;
      const other = items[middle];
      if (other !== undefined && compare(other, item) > 0) above = middle;
      else place = middle + 1;
    }
    for (let at = end; at > place; at -= 1) {
      const before = items[at - 1];
      if (before !== undefined) items[at] = before;
    }
    items[place] = item;
  }
}

function sortLong<Item>(items: Item[], compare: (a: Item, b: Item) => number, count: number): void {
  const sorted = items.slice(0, count).sort(compare);
  for (let place = 0; place < count; place++) {
    const item = sorted[place];
    if (item !== undefined) items[place] = item;
  }
}
