import type { CanvasContext } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import { shapeOutline, shapes } from "./shape-outline.ts";
import { styledAttributes, type StyleRule } from "./style-sheet.ts";
import { elementsIn, isSilent, type SvgElement } from "./svg-element.ts";
import { tracePath } from "./svg-ink.ts";
import type { OutlineSegment } from "./svg-path.ts";
import { inUnits, shifted, type Place } from "./svg-place.ts";
import { readStyle } from "./svg-style.ts";
import { identity, multiply, readTransform, type Matrix } from "./svg-transform.ts";

/** Traces the outlines of a clip path in the space of what it clips. */
export interface ClipPath {
  trace(context: CanvasContext): void;
  readonly rule: "nonzero" | "evenodd";
}

interface Part {
  readonly outline: readonly OutlineSegment[];
  readonly matrix: Matrix;
  readonly evenOdd: boolean;
}

/**
 * Reads a `<clipPath>` (CSS Masking 1, chapter 6): its visible shapes and those that it uses.
 *
 * @param place of what it clips, whose style stands for that of the clip path's own parents
 * @param referenced finds the target of a `<use>`
 * @throws PictureFault if it has anything but shapes, is itself clipped, or needs two fill rules at once
 */
export function readClipPath(
  clip: SvgElement,
  place: Place,
  rules: readonly StyleRule[],
  referenced: (use: SvgElement) => SvgElement,
): ClipPath {
  if (clip.attributes.get("clipPathUnits") === "objectBoundingBox")
    throw new PictureFault("has a clipPath in shares of the clipped shape, which is not drawn", { line: clip.line });
  const partsOf = (element: SvgElement, outer: Place, used: boolean): Part[] => {
    const { name, line } = element;
    const attributes = styledAttributes(element, rules);
    const inner = placeIn(attributes, outer, line);
    if (name === "use" && !used) return partsOf(referenced(element), shifted(inner, attributes), true);
    const outline = shapes.has(name) ? shapeOutline(name, inUnits(attributes, inner)) : undefined;
    if (outline === undefined)
      throw new PictureFault(`is clipped by <${name}>, which is not a shape`, { line, allowed: [...shapes] });
    const { style, matrix } = inner;
    return style.visible && attributes.get("display") !== "none"
      ? [{ outline, matrix, evenOdd: style.clipEvenOdd }]
      : [];
  };
  const whole = placeIn(
    styledAttributes(clip, rules),
    { ...place, style: { ...place.style, visible: true }, matrix: identity },
    clip.line,
  );
  const parts = elementsIn(clip)
    .filter((element) => !isSilent(element))
    .flatMap((element) => partsOf(element, whole, false));
  // A PDF clips all of them by one rule.
  if (parts.length > 1 && parts.some(hasHoles))
    throw new PictureFault(
      'has a clipPath of several shapes, one of which has holes by clip-rule="evenodd", which is not drawn',
      { line: clip.line, hint: "unite them into one path" },
    );
  return {
    trace: (context) => {
      for (const { outline, matrix } of parts) {
        context.save();
        context.transform(...matrix);
        tracePath(context, outline);
        context.restore();
      }
    },
    rule: parts.length === 1 && parts[0]!.evenOdd ? "evenodd" : "nonzero",
  };
}

/** Whether the even-odd rule may leave out what the nonzero rule fills: only where subpaths lie in one another. */
function hasHoles({ evenOdd, outline }: Part): boolean {
  return evenOdd && outline.filter(([step]) => step === "M").length > 1;
}

/** The style and space of an element of a clip path. */
function placeIn(attributes: ReadonlyMap<string, string>, place: Place, line: number): Place {
  if ((attributes.get("clip-path") ?? "none") !== "none")
    throw new PictureFault("has a clipPath that is itself clipped, which is not drawn", { line });
  const transform = readTransform((attributes.get("transform") ?? "").trim());
  if (transform === undefined)
    throw new PictureFault("has a clipPath whose transform cannot be read", {
      line,
      seen: attributes.get("transform")?.slice(0, 60),
    });
  return {
    ...place,
    style: readStyle(attributes, place.style, line, place.view.width),
    matrix: multiply(place.matrix, transform),
  };
}
