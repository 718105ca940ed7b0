import { PictureFault } from "../picture-fault.ts";
import { overlap, type Bounds } from "./path-bounds.ts";
import type { Draw } from "./svg-ink.ts";

/** Something painted, with the box around it in the drawing's own space; `undefined` if unknown. */
export interface Painted {
  readonly draw: Draw;
  readonly bounds: Bounds | undefined;
}

/** Most parts of a group that are compared with each other. */
const most = 300;

/**
 * Refuses overlapping parts in a group with an opacity, which equals that of its parts only if they do not overlap.
 *
 * @throws PictureFault with the line of the group
 */
export function refuseOverlaps(painted: readonly Painted[], line: number): void {
  if (painted.length < 2) return;
  const covered =
    painted.length > most ||
    painted.some(
      ({ bounds }, index) =>
        bounds === undefined ||
        painted.slice(0, index).some((other) => other.bounds === undefined || overlap(bounds, other.bounds)),
    );
  if (covered)
    throw new PictureFault("has an opacity for a group whose parts overlap, which is not drawn", {
      line,
      hint: "give each shape its own opacity or a lighter colour",
    });
}
