import { useEffect, useState } from "react";
import { findPlaced } from "../places/find-source.ts";
import type { PlacedBlock } from "../places/placed-block.ts";

interface Hovered {
  /** The block at which the pointer was last; undefined since the caret has moved. */
  readonly hovered: PlacedBlock | undefined;
  /** The pointer is at a point of a page. */
  readonly hover: (page: number, x: number, y: number) => void;
}

/** A point of a page. */
type Point = readonly [page: number, x: number, y: number];

/** The block that is pointed at. @param places where the caret is, another object whenever it moves */
export function useHovered(blocks: readonly PlacedBlock[] = none, places: object): Hovered {
  const [point, setPoint] = useState<Point>();
  useEffect(() => setPoint(undefined), [places]);
  const blockAt = (at: Point | undefined): PlacedBlock | undefined => at && findPlaced(blocks, ...at);
  const hover: Hovered["hover"] = (...at) => {
    // Pages are drawn again only for another block.
    setPoint((before) => (before !== undefined && blockAt(before) === blockAt(at) ? before : at));
  };
  return { hovered: blockAt(point), hover };
}

const none: readonly PlacedBlock[] = [];
