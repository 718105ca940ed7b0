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
}

/** The pages of a draft, one at a time. */
export function DraftPreview({ files, drafting }: DraftPreviewProps) {
  const words = useWords(draftWords);
  const { preview, busy, failure } = useDraftPreview(files);
  const [number, setNumber] = useState(1);
  const count = preview?.pages.length ?? 0;
  const shown = Math.min(number, Math.max(1, count));
  const page = preview?.pages[shown - 1];
  return (
    <>
      <div className="draft-pages-head">
        <span className="small muted" role="status">
          {busy || drafting ? words.laying : count === 0 ? "" : words.pageOf(shown, count)}
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
      {failure !== undefined && <ProblemList title={words.notLaid} error={failure} />}
      {preview !== undefined && preview.state !== "current" && <Faults preview={preview} />}
      {page !== undefined && (
        <Page id={preview!.id} page={page} label={words.pageOf(shown, count)} faded={busy || drafting} />
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
  readonly faded: boolean;
}

function Page({ id, page, label, faded }: PageProps) {
  const words = useWords(draftWords);
  const room = useRef<HTMLDivElement>(null);
  const scale = useScale(room, page, "width");
  const [fault, setFault] = useState<Error>();
  useEffect(() => setFault(undefined), [page]);
  const load = useCallback(
    async () => openPage(page.pdf === undefined ? await fetchPage(id, page.number) : fromBase64(page.pdf)),
    [id, page],
  );
  const frame = useDrawing(page, { label, scale, near: true, load, onFault: setFault });
  const size = (element: HTMLElement | null): void => {
    if (element === null) return;
    element.style.width = `${page.width * scale}px`;
    element.style.height = `${page.height * scale}px`;
  };
  return (
    <div ref={room} className={faded ? "draft-page faded" : "draft-page"}>
      {fault !== undefined && <ProblemList title={words.notLaid} error={fault} />}
      <div ref={size} className="draft-paper">
        <div ref={frame} />
      </div>
    </div>
  );
}
