import { findPlaced, findSource } from "../places/find-source.ts";
import type { PlacedBlock, SourcePlace } from "../places/placed-block.ts";
import { useWide } from "../use-wide.ts";
import type { PageEdit } from "./use-page-edit.ts";

/**
 * What a click on a page does: the source goes to the block, and the block is opened on the page. A narrow screen shows
 * one part at a time: it stays on the page, if the block can be edited there.
 */
export function usePointing(
  blocks: readonly PlacedBlock[],
  { begin, open }: PageEdit,
  onPlace: (place: SourcePlace) => void,
): (page: number, x: number, y: number) => void {
  const wide = useWide();
  return (page, x, y) => {
    // What is typed in an open block is not lost by a click beside it.
    if (open !== undefined) return;
    const [place, placed] = [findSource(blocks, page, x, y), findPlaced(blocks, page, x, y)];
    if (place === undefined || placed === undefined) return;
    if (wide) onPlace(place);
    void begin(placed).then((begun) => !begun && !wide && onPlace(place));
  };
}
