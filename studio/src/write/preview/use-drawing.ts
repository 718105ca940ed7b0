import { type RefObject, useEffect, useRef } from "react";
import type { OpenPage } from "./open-page.ts";
import type { PreviewPage } from "./preview.ts";

interface Drawing {
  /** What the picture is called. */
  readonly label: string;
  /** CSS pixels a point. */
  readonly scale: number;
  /** Whether the page is in view or nearly so: only then is it drawn. */
  readonly near: boolean;
  /** Opens the page. */
  readonly load: () => Promise<OpenPage>;
  readonly onFault: (error: Error) => void;
}

/**
 * Draws a page into a frame. It is drawn again only when its digest or the scale changes, and the old picture stays
 * until the new one is complete, so that nothing blinks.
 */
export function useDrawing(
  { digest }: PreviewPage,
  { label, scale, near, load, onFault }: Drawing,
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const open = useRef<{ readonly digest: string; readonly page: OpenPage }>(null);
  const drawn = useRef<string>(null);
  const latest = useRef({ load, onFault });
  latest.current = { load, onFault };

  useEffect(() => {
    const wanted = `${digest} ${scale}`;
    if (!near || drawn.current === wanted) return;
    let dropped = false;
    void (async () => {
      try {
        if (open.current?.digest !== digest) {
          const opened = await latest.current.load();
          if (dropped) return opened.close();
          open.current?.page.close();
          open.current = { digest, page: opened };
        }
        const canvas = await open.current.page.draw(scale * window.devicePixelRatio);
        if (dropped || frame.current === null) return;
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", label);
        frame.current.replaceChildren(canvas);
        frame.current.dataset["digest"] = digest;
        drawn.current = wanted;
      } catch (error) {
        // A page of a preview that a newer one replaced meanwhile is asked for again with that.
        if (!dropped) latest.current.onFault(error instanceof Error ? error : new Error(String(error)));
      }
    })();
    return () => {
      dropped = true;
    };
  }, [digest, scale, near, label]);

  useEffect(() => () => open.current?.page.close(), []);
  return frame;
}
