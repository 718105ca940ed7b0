/** A number in a dictionary or charstring, in three bytes. */
export const number = (value: number): number[] => [28, (value >> 8) & 0xff, value & 0xff];

export function index(items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [0, 0];
  let offset = 1;
  const offsets = [offset, ...items.map((item) => (offset += item.length))];
  return [
    items.length >> 8,
    items.length & 0xff,
    2,
    ...offsets.flatMap((each) => [each >> 8, each & 0xff]),
    ...items.flat(),
  ];
}

/** A font of a CID-keyed program: its nominal width, and its subroutines. */
export interface CidFont {
  readonly nominalWidth: number;
  readonly subroutines: readonly (readonly number[])[];
}

/**
 * Builds a CID-keyed program (Adobe Technical Note 5176).
 *
 * @param ranges first glyph and font of each range, as FDSelect of format 3 has them
 */
export function cidProgram(
  charstrings: readonly (readonly number[])[],
  fonts: readonly CidFont[],
  ranges: readonly (readonly [number, number])[],
): Buffer {
  const head = [1, 0, 4, 2, ...index([[...Buffer.from("Test")]])];
  const strings = [...index([[...Buffer.from("Adobe")], [...Buffer.from("Identity")]]), ...index([])];
  const outlines = index(charstrings);
  const choice = [
    3,
    0,
    ranges.length,
    ...ranges.flatMap(([first, font]) => [first >> 8, first & 0xff, font]),
    charstrings.length >> 8,
    charstrings.length & 0xff,
  ];
  const hints = fonts.map(({ nominalWidth, subroutines }) => ({
    dictionary: [...number(nominalWidth), 21, ...number(8), 19],
    subroutines: index(subroutines),
  }));
  const top = (at: number): number[] => [
    ...number(391),
    ...number(392),
    ...number(0),
    12,
    30,
    ...number(at),
    17,
    ...number(at + outlines.length),
    12,
    37,
    ...number(at + outlines.length + choice.length),
    12,
    36,
  ];
  const start = head.length + index([top(0)]).length + strings.length;
  let at = start + outlines.length + choice.length;
  const dictionaries = (first: number): number[] => {
    let place = first;
    return index(
      hints.map(({ dictionary, subroutines }) => {
        const written = [...number(dictionary.length), ...number(place), 18];
        place += dictionary.length + subroutines.length;
        return written;
      }),
    );
  };
  at += dictionaries(0).length;
  return Buffer.from([
    ...head,
    ...index([top(start)]),
    ...strings,
    ...outlines,
    ...choice,
    ...dictionaries(at),
    ...hints.flatMap(({ dictionary, subroutines }) => [...dictionary, ...subroutines]),
  ]);
}
