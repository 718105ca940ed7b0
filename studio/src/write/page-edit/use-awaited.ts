import { type RefObject, useEffect, useRef } from "react";
import { isSamePlace } from "../places/find-source.ts";
import type { PreviewState } from "../preview/preview-session.ts";
import type { PageEdit } from "./use-page-edit.ts";

type Begin = PageEdit["begin"];

/** What was asked for while the pages were not yet those of the files. */
interface Awaited {
  readonly asked: Parameters<Begin>;
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
export function useAwaited(
  { preview, busy }: Pick<PreviewState, "preview" | "busy">,
  placesNow: RefObject<object>,
  now: Begin,
): Begin {
  const awaited = useRef<Awaited>(undefined);
  useEffect(() => {
    if (busy || awaited.current === undefined) return;
    const { asked, places, settle } = awaited.current;
    awaited.current = undefined;
    if (places !== placesNow.current) return settle(true);
    const [before, ...how] = asked;
    const placed = preview?.blocks.find((block) => isSamePlace(block, before));
    settle(placed === undefined ? false : now(placed, ...how));
  });
  return (...asked) => {
    awaited.current?.settle(true);
    awaited.current = undefined;
    if (!busy) return now(...asked);
    return new Promise((settle) => {
      awaited.current = { asked, places: placesNow.current, settle };
    });
  };
}
