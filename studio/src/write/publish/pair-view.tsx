import { useEffect, useRef, useState } from "react";
import { pagesWords } from "../../pages/words.ts";
import { errorText, useProblemText } from "../../words/use-problem-text.ts";
import { useWords } from "../../words/use-words.tsx";
import { fetchPage } from "../preview/ask-server.ts";
import { openPage } from "../preview/open-page.ts";
import { publishWords } from "./words.ts";
import { comparePages } from "./compare-pages.ts";
import type { PagePair } from "./page-pairs.ts";

/** Pixels a point: enough to read, small enough to compare at once. */
const scale = 1.25;

interface PairViewProps {
  readonly pair: PagePair;
  /** Ids of the two previews. */
  readonly ids: { readonly before: string; readonly after: string };
}

/** A page before and after, with what differs marked. */
export function PairView({ pair: { number, before, after }, ids }: PairViewProps) {
  const say = useProblemText();
  const words = useWords(publishWords);
  const { page } = useWords(pagesWords);
  const [failed, setFailed] = useState<Error>();
  const [regions, setRegions] = useState<number>();
  const frames = { before: useRef<HTMLDivElement>(null), after: useRef<HTMLDivElement>(null) };
  const hasBefore = before !== undefined;
  const hasAfter = after !== undefined;

  useEffect(() => {
    let dropped = false;
    void (async () => {
      try {
        const [was, is] = await Promise.all([
          hasBefore ? draw(ids.before, number) : undefined,
          hasAfter ? draw(ids.after, number) : undefined,
        ]);
        if (dropped) return;
        if (was !== undefined && is !== undefined) setRegions(mark(was, is));
        if (was !== undefined) frames.before.current?.replaceChildren(was);
        if (is !== undefined) frames.after.current?.replaceChildren(is);
      } catch (error) {
        if (!dropped) setFailed(error instanceof Error ? error : new Error(String(error)));
      }
    })();
    return () => {
      dropped = true;
    };
  }, [number, ids.before, ids.after, hasBefore, hasAfter]);

  return (
    <section className="write-pair">
      <h3>
        {words.pageSays(
          page(number),
          !hasBefore
            ? words.pageNew
            : !hasAfter
              ? words.pageGone
              : regions === undefined
                ? words.pageDiffers
                : words.regions(regions),
        )}
      </h3>
      {failed !== undefined && <p role="alert">{errorText(failed, say)}</p>}
      <div className="write-pair-pages">
        <figure>
          <figcaption>{words.published}</figcaption>
          <div ref={frames.before} className="write-pair-page" role="img" aria-label={words.pageBefore(number)} />
        </figure>
        <figure>
          <figcaption>{words.thisVersion}</figcaption>
          <div ref={frames.after} className="write-pair-page" role="img" aria-label={words.pageAfter(number)} />
        </figure>
      </div>
    </section>
  );
}

async function draw(id: string, number: number): Promise<HTMLCanvasElement> {
  const page = await openPage(await fetchPage(id, number));
  try {
    return await page.draw(scale);
  } finally {
    page.close();
  }
}

/** Frames what differs on both canvases. @returns how many places differ; pages of different sizes are all different */
function mark(before: HTMLCanvasElement, after: HTMLCanvasElement): number {
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return 1;
  const [was, is] = [before, after].map((canvas) => canvas.getContext("2d")!.getImageData(0, 0, width, height).data);
  const boxes = comparePages(was!, is!, width, height);
  for (const canvas of [before, after]) {
    const context = canvas.getContext("2d")!;
    context.strokeStyle = "#a3142e";
    context.lineWidth = 2;
    for (const box of boxes) context.strokeRect(box.left - 5, box.top - 4, box.width + 10, box.height + 8);
  }
  return boxes.length;
}
