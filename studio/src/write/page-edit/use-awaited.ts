import { type RefObject, useEffect, useRef } from "react";
import { isSamePlace } from "../places/find-source.ts";
import type { PlacedBlock } from "../places/placed-block.ts";
import type { PreviewState } from "../preview/preview-session.ts";

/** Opens a block of the pages. @returns whether it can be opened, or another was asked for meanwhile */
type Begin<How extends readonly unknown[]> = (placed: PlacedBlock, ...how: How) => Promise<boolean>;

/** What was asked for while the pages were not yet those of the files. */
interface Awaited<How extends readonly unknown[]> {
  readonly placed: PlacedBlock;
  readonly how: How;
  /** Where the caret was then. */
  readonly places: object;
  readonly settle: (begun: boolean | Promise<boolean>) => void;
}

/**
 * Opens what is asked for at once, or when the pages that are being made are there: the first click on a page may come
 * before the preview of the files that were just read. Nothing opens if the caret has moved meanwhile, or if another
 * block was asked for.
 *
 * @param now opens a block of the pages as they are
 */
export function useAwaited<How extends readonly unknown[]>(
  { preview, busy }: PreviewState,
  placesNow: RefObject<object>,
  now: Begin<How>,
): Begin<How> {
  const awaited = useRef<Awaited<How>>(undefined);
  useEffect(() => {
    if (busy || awaited.current === undefined) return;
    const { placed: before, how, places, settle } = awaited.current;
    awaited.current = undefined;
    if (places !== placesNow.current) return settle(true);
    const placed = preview?.blocks.find((block) => isSamePlace(block, before));
    settle(placed === undefined ? false : now(placed, ...how));
  });
  return (placed, ...how) => {
    awaited.current?.settle(true);
    awaited.current = undefined;
    if (!busy) return now(placed, ...how);
    return new Promise((settle) => {
      awaited.current = { placed, how, places: placesNow.current, settle };
    });
  };
}
