import type { Matrix } from "../../picture/svg/svg-transform.ts";
import type { LogoLine } from "../theme.ts";

/** Directions of a matrix that differ by less than this, as shares of its scale, are those of a turn or a mirror. */
const nearly = 1e-6;

/**
 * A line in another space. Where the transform turns or mirrors and scales evenly, the pen stays round; otherwise it is
 * stretched with the line.
 *
 * @returns undefined if the transform leaves nothing of it; its pattern begins at 0 or later
 */
export function moveLine<Line extends LogoLine>(line: Line, [a, b, c, d]: Matrix): Line | undefined {
  const scale = Math.sqrt(Math.abs(a * d - b * c));
  if (!(scale > 0)) return undefined;
  const pen = [a / scale, b / scale, c / scale, d / scale] as const;
  const isRound =
    Math.abs(pen[0] * pen[2] + pen[1] * pen[3]) < nearly &&
    Math.abs(Math.hypot(pen[0], pen[1]) - Math.hypot(pen[2], pen[3])) < nearly;
  return {
    ...line,
    width: line.width * scale,
    // An odd list counts twice (SVG 2, 13.5.6), which not all readers of PDF know.
    dashes: [...line.dashes, ...(line.dashes.length % 2 === 0 ? [] : line.dashes)].map((length) => length * scale),
    dashOffset: startOfDashes(line) * scale,
    ...(!isRound && { pen }),
  };
}

const caps = ["butt", "round", "square"] as const;
const joins = ["miter", "round", "bevel"] as const;

/** A number of user units. */
const plainLength = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:px)?\s*$/i;

/** Properties of lines that elements inherit. */
export const lineProperties: ReadonlySet<string> = new Set([
  "stroke-width",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-miterlimit",
  "stroke-dasharray",
  "stroke-dashoffset",
]);

/** What SVG draws where nothing is said. */
export const startLine: LogoLine = { width: 1, cap: "butt", join: "miter", miter: 4, dashes: [], dashOffset: 0 };

/**
 * A line with another property.
 *
 * @param name one of `lineProperties`
 * @returns what may be written, if the value cannot be read
 */
export function readLineProperty(line: LogoLine, name: string, value: string): LogoLine | { readonly allowed: string } {
  const word = value.trim();
  if (word === "inherit") return line;
  switch (name) {
    case "stroke-linecap":
      return oneOf(caps, word, (cap) => ({ ...line, cap }));
    case "stroke-linejoin":
      return oneOf(joins, word, (join) => ({ ...line, join }));
    case "stroke-miterlimit": {
      const miter = Number(word);
      return word !== "" && miter >= 1 && miter <= mostMiter ? { ...line, miter } : { allowed: `1 to ${mostMiter}` };
    }
    case "stroke-dasharray": {
      const dashes = word === "none" ? [] : word.split(/\s*,\s*|\s+/).map(lengthOf);
      if (!dashes.every((length) => length !== undefined && length >= 0) || dashes.length > mostDashes)
        return { allowed: `none, or at most ${mostDashes} numbers from 0 on` };
      return { ...line, dashes: dashes.every((length) => length === 0) ? [] : (dashes as number[]) };
    }
    case "stroke-dashoffset": {
      const dashOffset = lengthOf(word);
      return dashOffset === undefined ? { allowed: "a number" } : { ...line, dashOffset };
    }
    default: {
      const width = lengthOf(word);
      return width !== undefined && width >= 0 ? { ...line, width } : { allowed: "a number from 0 on" };
    }
  }
}

const mostMiter = 1e4;
/** Most lengths of a pattern: each is written into the file. */
const mostDashes = 100;

function lengthOf(text: string): number | undefined {
  const number = plainLength.exec(text)?.[1];
  return number === undefined || !Number.isFinite(Number(number)) ? undefined : Number(number);
}

function oneOf<Word extends string>(
  words: readonly Word[],
  word: string,
  line: (word: Word) => LogoLine,
): LogoLine | { readonly allowed: string } {
  const known = words.find((each) => each === word);
  return known === undefined ? { allowed: words.join(", ") } : line(known);
}

/** Where a pattern begins, from 0 to its length: PDF has no negative phase. An odd list counts twice. */
function startOfDashes({ dashes, dashOffset }: Pick<LogoLine, "dashes" | "dashOffset">): number {
  const length = dashes.reduce((sum, each) => sum + each, 0) * (dashes.length % 2 === 0 ? 1 : 2);
  return length === 0 ? 0 : ((dashOffset % length) + length) % length;
}
