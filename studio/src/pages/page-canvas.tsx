import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { markFound, unmark } from "./found-marks.ts";
import { readPageText } from "./page-text.ts";

interface PageCanvasProps {
  readonly document: PDFDocumentProxy;
  /** From 1. */
  readonly page: number;
  /** CSS pixels. */
  readonly width: number;
  /** Height by width of the page, before it is known. */
  readonly shape: number;
  /** Whether its text can be selected and is read out. @default false */
  readonly text?: boolean;
  /** What is marked in its text. */
  readonly wanted?: string;
  /** Which of what was found on the page comes into view, from 0. */
  readonly here?: number;
  /** Draws over the page; its size is the page's. */
  readonly children?: ReactNode;
}

/** One page of a PDF, drawn when it comes near the window, and again when its width changes. */
export function PageCanvas({
  document,
  page,
  width,
  shape,
  text = false,
  wanted = "",
  here,
  children,
}: PageCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [ratio, setRatio] = useState<number>();
  const [pieces, setPieces] = useState<readonly HTMLElement[]>();

  useEffect(() => {
    // A busy browser tells a passing and its end at once: only the last is true now.
    const watch = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      rootMargin: "800px",
    });
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!near || width < 1) {
      // What is far from the window gives its picture back: a hundred pages would take a gigabyte.
      if (canvas.current !== null) canvas.current.width = 0;
      layer.current?.replaceChildren();
      setPieces(undefined);
      return undefined;
    }
    let stopped = false;
    let task: RenderTask | undefined;
    // React takes the elements out of the refs before it stops the effect, so that a slow page would draw into nothing.
    const [surface, texts] = [canvas.current!, layer.current];
    void (async () => {
      const proxy = await document.getPage(page);
      if (stopped) return;
      const natural = proxy.getViewport({ scale: 1 });
      setRatio(natural.height / natural.width);
      task = draw(proxy, surface, width);
      await task.promise;
      if (stopped || texts === null) return;
      const laid = await layText(proxy, texts, width / natural.width);
      if (!stopped) setPieces(laid);
    })().catch((error: Error) => {
      if (!stopped && !wasLeft(document, surface, error)) throw error;
    });
    return () => {
      stopped = true;
      task?.cancel();
    };
  }, [document, page, width, near, text]);

  useMarks(layer, pieces, document, page, wanted, here);

  return (
    <div ref={frame} className="pdf-page" style={{ width, height: width * (ratio ?? shape) }}>
      <canvas ref={canvas} aria-hidden="true" />
      {text && <div ref={layer} className="text-layer" />}
      {children}
    </div>
  );
}

/** Whether the page was left, or its file closed, while it was drawn, and React has not stopped the effect yet. */
function wasLeft({ loadingTask }: PDFDocumentProxy, surface: HTMLCanvasElement, error: Error): boolean {
  return error.name === "RenderingCancelledException" || loadingTask.destroyed || !surface.isConnected;
}

function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): RenderTask {
  const dense = Math.min(3, window.devicePixelRatio);
  const viewport = page.getViewport({ scale: (width * dense) / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  return page.render({ canvas, viewport });
}

/** Lays the page's text over its picture, for the mouse, the search of the browser and screen readers. */
async function layText(page: PDFPageProxy, container: HTMLDivElement, scale: number): Promise<readonly HTMLElement[]> {
  const { TextLayer } = await import("pdfjs-dist");
  container.replaceChildren();
  container.style.setProperty("--total-scale-factor", String(scale));
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale }),
  });
  await layer.render();
  return layer.textDivs as readonly HTMLElement[];
}

/** Marks what was found in the text of a page, and brings the present one into view. */
function useMarks(
  layer: RefObject<HTMLDivElement | null>,
  pieces: readonly HTMLElement[] | undefined,
  document: PDFDocumentProxy,
  page: number,
  wanted: string,
  here: number | undefined,
): void {
  useEffect(() => {
    const element = layer.current;
    if (element === null || pieces === undefined || wanted.trim() === "") return undefined;
    let stopped = false;
    readPageText(document, page).then(
      (text) => {
        if (!stopped)
          markFound(element, pieces, text, wanted, here)?.scrollIntoView({ block: "center", inline: "nearest" });
      },
      () => {
        // A page without a text has nothing to mark.
      },
    );
    return () => {
      stopped = true;
      unmark(element);
    };
  }, [layer, pieces, document, page, wanted, here]);
}
