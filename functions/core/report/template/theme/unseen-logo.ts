import { contrastRatio } from "../../../contrast-ratio.ts";
import type { Logo, LogoShape } from "../theme.ts";

/** Below this contrast a part of a logo can hardly be seen; WCAG 2.2 asks nothing of logos. */
export const leastLogoContrast = 1.5;
/** An opacity from which on a shape hides what is beneath it. */
const opaque = 0.9;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The colours of a logo's parts that hardly differ from what is beneath them, with that ground. A part lies on the
 * last filled shape before it whose box holds it, otherwise on the page. Of pictures made of pixels nothing is said.
 *
 * @param ground the colour of the page beneath the logo
 */
export function unseenParts(
  logo: Logo,
  ground: string,
): readonly { readonly color: string; readonly ground: string }[] {
  if ("png" in logo) return [];
  const boxes = logo.shapes.map(boxOf);
  const beneath = (box: Box | undefined, above: number): string => {
    for (let at = above - 1; at >= 0; at--) {
      const { fill, opacity = 1 } = logo.shapes[at]!;
      if (fill !== undefined && opacity >= opaque && holds(boxes[at], box)) return fill;
    }
    return ground;
  };
  const parts = [
    ...logo.shapes.map(({ fill, stroke }, at) => ({
      colors: [fill, stroke?.color],
      ground: beneath(boxes[at], at),
    })),
    // Where letters stand is not known before they are set: only a ground under the whole logo is surely theirs.
    ...(logo.texts ?? []).map(({ above, pieces }) => ({
      colors: pieces.flatMap(({ fill, stroke }) => [fill?.color, stroke?.color]),
      ground: beneath({ left: 0, top: 0, right: logo.width, bottom: logo.height }, above),
    })),
  ];
  return parts.flatMap((part) => {
    const colors = part.colors.filter((color) => color !== undefined);
    // A line around a shape shows it, whatever fills it.
    const unseen = colors.every((color) => contrastRatio(color, part.ground) < leastLogoContrast);
    return unseen ? colors.slice(0, 1).map((color) => ({ color, ground: part.ground })) : [];
  });
}

function boxOf({ segments }: LogoShape): Box | undefined {
  const points = segments.flatMap(([, ...numbers]) => numbers as readonly number[]);
  if (points.length === 0) return undefined;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [index, value] of points.entries())
    if (index % 2 === 0) {
      box.left = Math.min(box.left, value);
      box.right = Math.max(box.right, value);
    } else {
      box.top = Math.min(box.top, value);
      box.bottom = Math.max(box.bottom, value);
    }
  return box;
}

function holds(outer: Box | undefined, inner: Box | undefined): boolean {
  if (outer === undefined || inner === undefined) return false;
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}
