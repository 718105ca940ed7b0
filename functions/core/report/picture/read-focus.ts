/** Words for shares of width and height. */
const places: Readonly<Record<string, Partial<Record<"x" | "y", number>>>> = {
  left: { x: 0 },
  right: { x: 1 },
  top: { y: 0 },
  bottom: { y: 1 },
  center: {},
};

/** The forms that `readFocus` accepts. */
export const focusForms = "left, right, top, bottom, center, two of them, or two percentages: 30% 40%";

/**
 * The point of a picture that stays visible when it is cropped, in shares of its width and height: `left top`, `30%
 * 40%`. Undefined if the text is neither.
 */
export function readFocus(text: string): { readonly x: number; readonly y: number } | undefined {
  const [, left, top] = /^(\d+(?:\.\d+)?)% (\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (left !== undefined)
    return Number(left) <= 100 && Number(top) <= 100 ? { x: Number(left) / 100, y: Number(top) / 100 } : undefined;
  const words = text.split(/\s+/).map((word) => (Object.hasOwn(places, word) ? places[word] : undefined));
  const told = words.flatMap((place) => Object.keys(place ?? {}));
  if (words.length > 2 || words.includes(undefined) || new Set(told).size < told.length) return undefined;
  return { x: 0.5, y: 0.5, ...words[0], ...words[1] };
}
