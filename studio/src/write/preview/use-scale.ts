import { type RefObject, useLayoutEffect, useState } from "react";

export type Zoom = "width" | "page" | "full";

/** Room beside and above a page, CSS pixels. */
const margin = 56;
/** CSS pixels a point at full size. */
const full = 96 / 72;

/**
 * CSS pixels a point, so that a page fits as the zoom says; follows the size of the window.
 *
 * @param widest how wide a page may become that fits the width, CSS pixels a point
 */
export function useScale(
  scroller: RefObject<HTMLElement | null>,
  page: { readonly width: number; readonly height: number } | undefined,
  zoom: Zoom,
  widest = 2,
): number {
  const [size, setSize] = useState({ width: 0, height: 0 });
  // Measured before the first frame, or pages that are here already would be drawn at full size first.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  if (zoom === "full" || page === undefined || size.width === 0) return full;
  const room = size.width > 500 ? margin : 24;
  const across = (size.width - room) / page.width;
  // Hundredths: a scrollbar that comes and goes does not draw all pages anew.
  return Math.max(
    0.2,
    Math.floor(
      100 * (zoom === "width" ? Math.min(across, widest) : Math.min(across, (size.height - room) / page.height)),
    ) / 100,
  );
}
