import { useEffect, useRef, useState } from "react";
import { findPlaced, findSource } from "../places/find-source.ts";
import type { PlacedBlock, SourcePlace } from "../places/placed-block.ts";
import { useWide } from "../use-wide.ts";
import type { PageEdit } from "./use-page-edit.ts";

/** A point of a page. */
type Point = readonly [page: number, x: number, y: number];

interface Pointing {
  /** A point of a page was clicked. */
  readonly point: (...at: Point) => void;
  /** Whether what stands at a point is open, or about to be: the focus stays where it is. */
  readonly isHeld: (...at: Point) => boolean;
  /** What was clicked last, if it can be changed only in its source. */
  readonly closed: SourcePlace | undefined;
  /** What was clicked while newer pages are on their way, and is opened with them. */
  readonly awaited: PlacedBlock | undefined;
}

interface Places {
  /** Whether the pages are shown without the source. */
  readonly alone: boolean;
  /** Shows a place of the source. */
  readonly onPlace: (place: SourcePlace) => void;
  /** A place was clicked, whose source stays where it is. */
  readonly onPoint: (place: SourcePlace) => void;
}

/**
 * What a click on a page does: the block is opened there, and the source, if it is beside the pages, goes to it. What
 * is open is done first. Where the pages stand alone, a click while they are laid out waits for them, and one on what
 * cannot be edited says so.
 *
 * @param busy whether newer pages are on their way
 */
export function usePointing(
  blocks: readonly PlacedBlock[],
  { begin, holds, open, ready, leave }: PageEdit,
  { alone, onPlace, onPoint }: Places,
  busy: boolean,
): Pointing {
  const beside = useWide() && !alone;
  const [closed, setClosed] = useState<SourcePlace>();
  const waiting = useRef<Point>(undefined);
  const [awaited, setAwaited] = useState<PlacedBlock>();
  const isHeld = (...at: Point): boolean => {
    const placed = findPlaced(blocks, ...at);
    return placed !== undefined && holds(placed);
  };
  const point = (...at: Point): void => {
    // Such as the second of two quick clicks.
    if (isHeld(...at)) return;
    setClosed(undefined);
    if (open !== undefined) {
      // What is typed in an open block is made by a click beside it, not lost.
      return leave.current?.(() => void (waiting.current = at));
    }
    const [place, placed] = [findSource(blocks, ...at), findPlaced(blocks, ...at)];
    if (place === undefined || placed === undefined) return;
    if (beside) {
      onPlace(place);
      void begin(placed);
      return;
    }
    onPoint(place);
    if (ready) void begin(placed).then((begun) => !begun && setClosed(place));
    else if (busy) {
      waiting.current = at;
      setAwaited(placed);
    }
  };
  useEffect(() => {
    const at = waiting.current;
    if (at === undefined || !ready || open !== undefined) return;
    waiting.current = undefined;
    setAwaited(undefined);
    point(...at);
  });
  return { point, isHeld, closed, awaited: busy ? awaited : undefined };
}
