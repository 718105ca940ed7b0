import { type MouseEvent, useEffect, useRef } from "react";
import type { PlacedBlock } from "../places/placed-block.ts";
import type { MarginNote } from "./margin-notes.ts";
import type { OpenPage } from "./open-page.ts";
import type { PreviewPage } from "./preview.ts";

interface PageViewProps {
  readonly page: PreviewPage;
  /** `Page 2 of 10` */
  readonly label: string;
  /** CSS pixels a point. */
  readonly scale: number;
  /** Whether it is in view or nearly so: only then is it drawn. */
  readonly near: boolean;
  /** Opens the page. */
  readonly load: () => Promise<OpenPage>;
  /** The block of the caret. */
  readonly here: PlacedBlock | undefined;
  readonly notes: readonly MarginNote[];
  /** @param x points from the left, `y` from the top */
  readonly onPoint: (x: number, y: number) => void;
  readonly onFault: (error: Error) => void;
}

/**
 * One page as a picture. It is drawn again only when its digest or the scale changes, and the old picture stays until
 * the new one is complete, so that nothing blinks.
 */
export function PageView({ page, label, scale, near, load, here, notes, onPoint, onFault }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const open = useRef<{ readonly digest: string; readonly page: OpenPage }>(null);
  const drawn = useRef<string>(null);
  const latest = useRef({ load, onFault });
  latest.current = { load, onFault };
  const { number, digest, width, height } = page;

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

  const point = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint((event.clientX - box.left) / scale, (event.clientY - box.top) / scale);
  };
  const size = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.width = `${width * scale}px`;
    element.style.height = `${height * scale}px`;
  };
  return (
    <div className="write-page" data-page={number} ref={size}>
      {/* The caret leads to the page by itself; this is the shortcut back for those who point. */}
      <div className="write-page-picture" ref={frame} onClick={point} />
      {here !== undefined && here.page === number && <Bar y={here.y} height={here.height} scale={scale} />}
      {notes.map(({ key, y, text, onOpen }) => (
        <button
          key={key}
          type="button"
          className="write-note"
          title={text}
          aria-label={text}
          onClick={onOpen}
          ref={(element) => void (element !== null && (element.style.top = `${y * scale}px`))}
        >
          !
        </button>
      ))}
    </div>
  );
}

/** The mark beside the block in which the caret stands. */
function Bar({ y, height, scale }: { readonly y: number; readonly height: number; readonly scale: number }) {
  return (
    <span
      className="write-bar-here"
      ref={(element) => {
        if (element === null) return;
        element.style.top = `${y * scale}px`;
        element.style.height = `${Math.max(height, 6) * scale}px`;
      }}
    />
  );
}
