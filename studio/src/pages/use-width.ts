import { type RefObject, useLayoutEffect, useState } from "react";

/** The width inside an element, CSS pixels, as it changes: known before the first paint, so that nothing moves. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const measure = (): void => setWidth(Math.floor(found.clientWidth));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(found);
    return () => watch.disconnect();
  }, [element]);
  return width;
}
