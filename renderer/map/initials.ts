// The two or three signs by which a courier is known on the map. Pure; provider text is data and may be anything.

/** "411 Billy Bikeracer" is "BB", "L. Bluejeans" "LB", "Ana" "AN", "411" "411"; "?" when there is nothing to take. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const named = words.filter((word) => /^\p{L}/u.test(word));
  const first = named[0];
  if (first === undefined) return words[0] === undefined ? '?' : [...words[0]].slice(-3).join('');
  const last = named.at(-1);
  const signs =
    named.length > 1 && last !== undefined
      ? [...first].slice(0, 1).concat([...last].slice(0, 1))
      : [...first].slice(0, 2);
  return signs.join('').toUpperCase();
}
