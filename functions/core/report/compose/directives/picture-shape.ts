import type { Picture } from "../../document/document.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { focusForms, readFocus } from "../../picture/read-focus.ts";
import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";

/** Points per unit of length. */
const units: Readonly<Record<string, number>> = { pt: 1, mm: 72 / 25.4, cm: 72 / 2.54, in: 72 };
const aligns = ["left", "center", "right"] as const;

/**
 * Reads an image's size, crop and position: `width="60%"` or `"8cm"`, `crop="16:9"`, `focus="left top"` or `"30% 40%"`,
 * `align="center"`.
 */
export function readPictureShape(
  { problems }: Composition,
  { where, name, has }: Directive,
): Pick<Picture, "width" | "crop" | "align"> {
  const refuse = (attribute: string, seen: string, allowed: unknown, more = {}): undefined => {
    problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: ${attribute}="${seen}" cannot be read`,
      where,
      seen,
      allowed,
      ...more,
    });
    return undefined;
  };
  const width =
    name("width") === undefined
      ? undefined
      : (readWidth(name("width")!) ??
        refuse(
          "width",
          name("width")!,
          "a share of the available width up to 100%, or a length up to 1000 points: 60%, 8cm, 80mm, 3in, 200pt",
        ));
  const crop =
    name("crop") === undefined
      ? undefined
      : (readRatio(name("crop")!) ??
        refuse(
          "crop",
          name("crop")!,
          "width and height with a colon between them, at most 20 times as wide or high: 16:9, 3:2, 1:1",
        ));
  const focus = readFocus(name("focus") ?? "center") ?? refuse("focus", name("focus")!, focusForms);
  if (has("focus") && name("crop") === undefined)
    problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: focus chooses the visible part of a cropped image, and this one is not cropped`,
      where,
      hint: 'give a crop: crop="16:9"',
    });
  const align =
    aligns.find((each) => each === name("align")) ??
    (name("align") === undefined
      ? undefined
      : refuse("align", name("align")!, aligns, hintNearMatch(name("align")!, aligns)));
  return {
    ...(width !== undefined && { width }),
    ...(crop === undefined || focus === undefined ? {} : { crop: { ratio: crop, focus } }),
    ...(align !== undefined && { align }),
  };
}

function readWidth(text: string): Picture["width"] {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?) ?(%|pt|mm|cm|in)$/.exec(text) ?? [];
  const value = Number(number);
  if (unit === "%") return value > 0 && value <= 100 ? { share: value / 100 } : undefined;
  const points = value * (units[unit] ?? 0);
  return points >= 1 && points <= 1000 ? { points } : undefined;
}

function readRatio(text: string): number | undefined {
  const [, across, down] = /^(\d+(?:\.\d+)?) ?[:/] ?(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const ratio = Number(across) / Number(down);
  return ratio >= 0.05 && ratio <= 20 ? ratio : undefined;
}
