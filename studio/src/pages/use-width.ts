import { type RefObject, useEffect, useState } from "react";

/** The width inside an element, CSS pixels, as it changes; 0 before the first measurement. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const watch = new ResizeObserver(() => setWidth(Math.floor(found.clientWidth)));
    watch.observe(found);
    return () => watch.disconnect();
  }, [element]);
  return width;
}
