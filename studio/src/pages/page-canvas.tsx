import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { type ReactNode, useEffect, useRef, useState } from "react";

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
  /** Draws over the page; its size is the page's. */
  readonly children?: ReactNode;
}

/** One page of a PDF, drawn when it comes near the window, and again when its width changes. */
export function PageCanvas({ document, page, width, shape, text = false, children }: PageCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [ratio, setRatio] = useState(shape);

  useEffect(() => {
    const watch = new IntersectionObserver((entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: "800px",
    });
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!near || width < 1) return undefined;
    let stopped = false;
    let task: RenderTask | undefined;
    void (async () => {
      const proxy = await document.getPage(page);
      if (stopped) return;
      const natural = proxy.getViewport({ scale: 1 });
      setRatio(natural.height / natural.width);
      task = draw(proxy, canvas.current!, width);
      await task.promise;
      if (!stopped && text) await layText(proxy, layer.current!, width / natural.width);
    })().catch((error: Error) => {
      // The page was left, or its file closed, while it was being drawn.
      if (!stopped && error.name !== "RenderingCancelledException") throw error;
    });
    return () => {
      stopped = true;
      task?.cancel();
    };
  }, [document, page, width, near, text]);

  return (
    <div ref={frame} className="pdf-page" style={{ width, height: width * ratio }}>
      <canvas ref={canvas} aria-hidden="true" />
      {text && <div ref={layer} className="text-layer" />}
      {children}
    </div>
  );
}

function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): RenderTask {
  const dense = Math.min(3, window.devicePixelRatio);
  const viewport = page.getViewport({ scale: (width * dense) / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  return page.render({ canvas, viewport });
}

/** Lays the page's text over its picture, for the mouse, the search of the browser and screen readers. */
async function layText(page: PDFPageProxy, container: HTMLDivElement, scale: number): Promise<void> {
  const { TextLayer } = await import("pdfjs-dist");
  container.replaceChildren();
  container.style.setProperty("--total-scale-factor", String(scale));
  await new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale }),
  }).render();
}
