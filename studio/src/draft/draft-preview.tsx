import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { fetchPage } from "../write/preview/ask-server.ts";
import { fromBase64 } from "../write/preview/from-base64.ts";
import { openPage } from "../write/preview/open-page.ts";
import type { Preview, PreviewPage } from "../write/preview/preview.ts";
import { useDrawing } from "../write/preview/use-drawing.ts";
import { useScale } from "../write/preview/use-scale.ts";
import { findingText, problemOf } from "../write/problems/problem.ts";
import { useDraftPreview } from "./use-draft-preview.ts";
import { draftWords } from "./words.ts";

interface DraftPreviewProps {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Whether another draft is being made, whose pages will take the place of these. */
  readonly drafting: boolean;
  /** Whether the last draft that was asked for could not be made, so these are the pages of the one before. */
  readonly refused: boolean;
  /** Whether these pages wait for newer ones. */
  readonly onWaits: (waits: boolean) => void;
}

/** The pages of a draft, one at a time. They stay, and visibly wait, until newer ones are drawn in their place. */
export function DraftPreview({ files, drafting, refused, onWaits }: DraftPreviewProps) {
  const words = useWords(draftWords);
  const { preview, busy, failure } = useDraftPreview(files);
  const [number, setNumber] = useState(1);
  const count = preview?.pages.length ?? 0;
  const shown = Math.min(number, Math.max(1, count));
  const page = preview?.pages[shown - 1];
  const [drawn, setDrawn] = useState<string>();
  const [undrawn, setUndrawn] = useState<Error>();
  useEffect(() => setUndrawn(undefined), [page]);
  const waits = busy || drafting || (page !== undefined && drawn !== page.digest && undrawn === undefined);
  useEffect(() => onWaits(waits), [waits, onWaits]);
  const failed = refused || failure !== undefined || undrawn !== undefined || preview?.state === "stale";
  const said = count === 0 ? words.laying : words.layingAnew;
  return (
    <>
      <div className="draft-pages-head">
        <span className="small muted" role="status">
          {waits ? said : count === 0 ? "" : failed ? words.pagesBefore : words.pageOf(shown, count)}
        </span>
        {count > 1 && (
          <span className="buttons">
            <Button disabled={shown === 1} onClick={() => setNumber(shown - 1)}>
              {words.pageBefore}
            </Button>
            <Button disabled={shown === count} onClick={() => setNumber(shown + 1)}>
              {words.pageAfter}
            </Button>
          </span>
        )}
      </div>
      {failure !== undefined && !waits && <ProblemList title={words.notLaid} error={failure} />}
      {undrawn !== undefined && !waits && <ProblemList title={words.notLaid} error={undrawn} />}
      {preview !== undefined && preview.state !== "current" && <Faults preview={preview} />}
      {page !== undefined && (
        <Page
          id={preview!.id}
          page={page}
          label={words.pageOf(shown, count)}
          waits={waits}
          faded={waits || failed}
          onDrawn={setDrawn}
          onFault={setUndrawn}
        />
      )}
    </>
  );
}

/** What keeps the draft from being laid out. */
function Faults({ preview: { problems } }: { readonly preview: Preview }) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  return (
    <ul className="notice bad" role="alert" aria-label={words.notLaid}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`}>{findingText(problemOf(problem), language)}</li>
      ))}
    </ul>
  );
}

interface PageProps {
  /** Of the preview. */
  readonly id: string;
  readonly page: PreviewPage;
  readonly label: string;
  /** Whether a newer one is on its way. */
  readonly waits: boolean;
  /** Whether it is not the page of what was asked for last. */
  readonly faded: boolean;
  /** It is on the screen: that of this digest. */
  readonly onDrawn: (digest: string) => void;
  readonly onFault: (error: Error) => void;
}

function Page({ id, page, label, waits, faded, onDrawn, onFault }: PageProps) {
  const words = useWords(draftWords);
  const room = useRef<HTMLDivElement>(null);
  const scale = useScale(room, page, "width");
  const load = useCallback(
    async () => openPage(page.pdf === undefined ? await fetchPage(id, page.number) : fromBase64(page.pdf)),
    [id, page],
  );
  const frame = useDrawing(page, { label, scale, near: true, load, onShown: onDrawn, onFault });
  const size = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.width = `${page.width * scale}px`;
    element.style.height = `${page.height * scale}px`;
  };
  return (
    <div ref={room} className={faded ? "draft-page faded" : "draft-page"} aria-busy={waits}>
      {waits && (
        // The status above is what is read out.
        <p className="draft-waits" aria-hidden="true">
          <span>{words.layingAnew}</span>
        </p>
      )}
      <div ref={size} className="draft-paper">
        <div ref={frame} />
      </div>
    </div>
  );
}
