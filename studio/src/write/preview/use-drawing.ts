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
  /** Opens its PDF, where `load` may give a drawing that stands in for it. */
  readonly loadPdf?: (() => Promise<OpenPage>) | undefined;
  /** The frame has its first picture. */
  readonly onDrawn?: () => void;
  /** The frame has the picture of a page with this digest. */
  readonly onShown?: (digest: string) => void;
  readonly onFault: (error: Error) => void;
}

/** Time without an edit after which the PDF of a page replaces the drawing that stands in for it, ms. */
const settleMs = 800;

/**
 * Draws a page into a frame. It is drawn again only when its digest or the scale changes, and the old picture stays
 * until the new one is complete, so that nothing blinks. A drawing is on the screen sooner than a PDF; the PDF replaces
 * it when typing pauses.
 */
export function useDrawing(
  { digest }: PreviewPage,
  { label, scale, near, load, loadPdf, onDrawn, onShown, onFault }: Drawing,
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const open = useRef<{ readonly digest: string; readonly page: OpenPage }>(null);
  const drawn = useRef<string>(null);
  /** The drawing last shown, on which the next one goes on. */
  const stand = useRef<HTMLCanvasElement>(undefined);
  const latest = useRef({ load, loadPdf, onDrawn, onShown, onFault });
  latest.current = { load, loadPdf, onDrawn, onShown, onFault };

  useEffect(() => {
    const wanted = `${digest} ${scale}`;
    if (!near || drawn.current === wanted) return;
    let dropped = false;
    let settle: ReturnType<typeof setTimeout> | undefined;
    const show = (canvas: HTMLCanvasElement): void => {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", label);
      put(frame.current!, canvas, digest);
      if (drawn.current === null) latest.current.onDrawn?.();
      drawn.current = wanted;
      latest.current.onShown?.(digest);
    };
    const showPdf = async (): Promise<void> => {
      try {
        const page = await latest.current.loadPdf!();
        const canvas = dropped ? undefined : await page.draw(scale * window.devicePixelRatio);
        page.close();
        if (canvas === undefined || dropped || frame.current === null) return;
        show(canvas);
        frame.current.dataset["settled"] = digest;
      } catch {
        // The drawing stays, which shows the same.
      }
    };
    void (async () => {
      try {
        if (open.current?.digest !== digest) {
          const opened = await latest.current.load();
          if (dropped) return opened.close();
          open.current?.page.close();
          open.current = { digest, page: opened };
        }
        const { page } = open.current;
        const canvas = await page.draw(scale * window.devicePixelRatio, stand.current);
        if (dropped || frame.current === null) return;
        stand.current = page.stands ? canvas : undefined;
        show(canvas);
        if (page.stands && latest.current.loadPdf !== undefined) settle = setTimeout(() => void showPdf(), settleMs);
      } catch (error) {
        // A page of a preview that a newer one replaced meanwhile is asked for again with that.
        if (!dropped) latest.current.onFault(error instanceof Error ? error : new Error(String(error)));
      }
    })();
    return () => {
      dropped = true;
      clearTimeout(settle);
    };
  }, [digest, scale, near, label]);

  useEffect(() => () => open.current?.page.close(), []);
  return frame;
}

/** Puts a picture of a page into its frame, unless it is there. */
function put(frame: HTMLElement, canvas: HTMLCanvasElement, digest: string): void {
  if (frame.firstChild !== canvas) frame.replaceChildren(canvas);
  if (frame.dataset["digest"] !== digest) frame.dataset["digest"] = digest;
}
