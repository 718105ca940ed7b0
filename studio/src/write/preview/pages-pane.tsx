import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { isPageEditKnown, keepPageEditKnown } from "../../api/write-view.ts";
import { errorText, useProblemText } from "../../words/use-problem-text.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { pageEditWords } from "../page-edit/words/words.ts";
import type { PageEdit } from "../page-edit/use-page-edit.ts";
import { PlacedPlus } from "../page-edit/add/placed-plus.tsx";
import { Opening } from "../page-edit/opening.tsx";
import { usePictures } from "../page-edit/picture/use-pictures.ts";
import { useHovered } from "../page-edit/use-hovered.ts";
import { usePointing } from "../page-edit/use-pointing.ts";
import { PlacedEditor } from "../later.ts";
import type { PlacedBlock, SourcePlace } from "../places/placed-block.ts";
import { type Finding, findingText } from "../problems/problem.ts";
import type { Later } from "../use-later.ts";
import { writeWords } from "../words.ts";
import { marginNotes } from "./margin-notes.ts";
import { NoPreviews } from "./no-previews.ts";
import type { OpenPage } from "./open-page.ts";
import { PageView } from "./page-view.tsx";
import type { PreviewPage } from "./preview.ts";
import type { PreviewState } from "./preview-session.ts";
import { useScale, type Zoom } from "./use-scale.ts";

interface PagesPaneProps {
  readonly state: PreviewState;
  readonly findings: readonly Finding[];
  /** The block of the caret. */
  readonly here: PlacedBlock | undefined;
  /** Where the caret is; for every other object the pages scroll to `here`, once there is such a block. */
  readonly places: object;
  readonly openPage: (id: string, page: PreviewPage) => Promise<OpenPage>;
  readonly openPdf: (id: string, page: PreviewPage) => Promise<OpenPage>;
  /** Called with the pages in view, from 1. */
  readonly onView: (pages: readonly number[]) => void;
  readonly onPlace: (place: SourcePlace) => void;
  /** A place was clicked, whose source stays where it is. */
  readonly onPoint: (place: SourcePlace) => void;
  /** Whether the pages are shown without the source. */
  readonly alone: boolean;
  readonly onFinding: (finding: Finding) => void;
  readonly pageEdit: PageEdit;
  /** Called to bring back the files of the last pages without an error: path → content. */
  readonly onBringBack: (good: ReadonlyMap<string, Uint8Array>) => void;
  /** What is loaded once a page has its picture. */
  readonly later: Later;
  /** What stands above the pages. */
  readonly children?: ReactNode;
}

/** The pages of the preview. */
export function PagesPane(props: PagesPaneProps) {
  const { state, findings, here, places, later, onView, onFinding, pageEdit, alone } = props;
  const words = useWords(writeWords);
  const textOf = useFindingText();
  const [zoom, setZoom] = useState<Zoom>("width");
  const [fault, setFault] = useState<Error>();
  const scroller = useRef<HTMLDivElement>(null);
  const { preview, busy } = state;
  const pages = preview?.pages ?? [];
  const scale = useScale(scroller, pages[0], zoom, alone ? widestAlone : undefined);
  const near = useNear(scroller, pages.length, onView);
  useEffect(() => setFault(undefined), [preview]);

  useFollowing(scroller, here, places, scale);
  const { point, isHeld, closed, awaited } = usePointing(preview?.blocks ?? none, pageEdit, props, busy);
  const [isLoading, setLoading] = useState(false);
  const opening = pageEdit.opening ?? awaited ?? (isLoading ? pageEdit.open?.placed : undefined);
  const { hovered, hover } = useHovered(preview?.blocks, places);
  const { drop, paste } = usePictures(preview?.blocks, pageEdit, hovered ?? here);

  return (
    <div className="write-pages">
      <PagesHead state={state} findings={findings} zoom={zoom} onZoom={setZoom} made={pageEdit} />
      <div className="write-above">
        {props.children}
        <Notices {...props} fault={fault} closed={closed} />
      </div>
      {/* Who has only a keyboard scrolls the pages by the arrow keys. */}
      <div
        className="write-scroller"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={words.pages}
        onPaste={paste}
      >
        {pages.map((page) => (
          <PageView
            key={page.number}
            page={page}
            label={words.pageOf(page.number, pages.length)}
            scale={scale}
            near={near.has(page.number)}
            {...loadersOf(preview!.id, page, props)}
            here={here}
            notes={marginNotes(preview!.blocks, findings, textOf, page.number, onFinding)}
            onPoint={(x, y) => point(page.number, x, y)}
            isHeld={(x, y) => isHeld(page.number, x, y)}
            onHover={(x, y) => hover(page.number, x, y)}
            onPicture={(picture, x, y) => drop(picture, page.number, x, y)}
            onDrawn={later.load}
            onFault={setFault}
          >
            <PlacedPlus pageEdit={pageEdit} block={hovered ?? here} page={page.number} scale={scale} />
            <Opening block={opening} page={page.number} scale={scale} />
          </PageView>
        ))}
        <Editor {...props} scale={scale} onLoading={setLoading} />
      </div>
    </div>
  );
}

interface EditorProps extends PagesPaneProps {
  readonly scale: number;
  /** Whether what edits is still being loaded. */
  readonly onLoading: (isLoading: boolean) => void;
}

/** What is edited. On no page: it stays, with what is typed in it, when its block comes to another or its page goes. */
function Editor({ state: { preview }, pageEdit, onPlace, scale, later, onLoading }: EditorProps) {
  if (preview === undefined || (pageEdit.open === undefined && !later.isHere)) return null;
  const { id, queries, pages } = preview;
  return (
    <Suspense fallback={<Loading onLoading={onLoading} />}>
      <PlacedEditor {...{ pageEdit, queries, pages, scale, onPlace }} preview={id} />
    </Suspense>
  );
}

/** Tells as long as it stands in for something. */
function Loading({ onLoading }: Pick<EditorProps, "onLoading">) {
  useEffect(() => {
    onLoading(true);
    return () => onLoading(false);
  }, [onLoading]);
  return null;
}

const none: readonly PlacedBlock[] = [];

/** How wide a page becomes that has the window for itself, CSS pixels a point. */
const widestAlone = 1.5;

interface NoticesProps extends PagesPaneProps {
  /** Why a page could not be drawn. */
  readonly fault: Error | undefined;
  /** What was clicked and can be changed only in its source. */
  readonly closed: SourcePlace | undefined;
}

/** What is said above the pages: how they stand to the files, and what a click does. */
function Notices({ state, findings, fault, closed, pageEdit, alone, ...props }: NoticesProps) {
  const { preview, failure, good } = state;
  const words = useWords(writeWords);
  const editWords = useWords(pageEditWords);
  const isKnown = usePageEditKnown(pageEdit.open !== undefined);
  const wrong = findings.find(({ severity, where }) => severity === "error" && where?.file !== undefined);
  return (
    <>
      {preview?.state === "stale" && (
        <p className="write-stale">
          {words.stale}{" "}
          {alone && wrong !== undefined && (
            <button type="button" className="write-fix" onClick={() => props.onFinding(wrong)}>
              {words.toProblems}
            </button>
          )}{" "}
          {good !== undefined && (
            <button type="button" className="write-fix" onClick={() => props.onBringBack(good)}>
              {words.bringBack}
            </button>
          )}
        </p>
      )}
      <Failure error={failure ?? fault} />
      {closed !== undefined && (
        <p className="write-hint" role="status">
          {words.onlyInSource}{" "}
          <button type="button" className="write-fix" onClick={() => props.onPlace(closed)}>
            {editWords.toSource}
          </button>
        </p>
      )}
      {/* Before there are pages too, which then do not move. */}
      {!isKnown && (preview === undefined || preview.state === "current") && (
        <p className="write-hint">{words.clickToEdit}</p>
      )}
    </>
  );
}

/**
 * Whether somebody has opened something on a page in this browser. It is known once that is closed again, so that the
 * page does not move below what is open.
 *
 * @param isOpen now
 */
function usePageEditKnown(isOpen: boolean): boolean {
  const [isKnown, setKnown] = useState(isPageEditKnown);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) {
      wasOpen.current = true;
      keepPageEditKnown();
    } else if (wasOpen.current) setKnown(true);
  }, [isOpen]);
  return isKnown;
}

/** What opens a page of a preview. */
function loadersOf(
  id: string,
  page: PreviewPage,
  { openPage, openPdf }: Pick<PagesPaneProps, "openPage" | "openPdf">,
): Record<"load" | "loadPdf", () => Promise<OpenPage>> {
  return { load: () => openPage(id, page), loadPdf: () => openPdf(id, page) };
}

/** A finding in the reader's language. */
function useFindingText(): (finding: Finding) => string {
  const { language } = useLanguage();
  return (finding) => findingText(finding, language);
}

/** Why there are no new pages. */
function Failure({ error }: { readonly error: Error | undefined }) {
  const words = useWords(writeWords);
  const say = useProblemText();
  if (error === undefined) return null;
  return (
    <p className="write-stale" role="alert">
      {error instanceof NoPreviews ? words.noPreviews : `${words.previewFailed} ${errorText(error, say)}`}
    </p>
  );
}

interface PagesHeadProps {
  readonly state: PreviewState;
  readonly findings: readonly Finding[];
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  /** What takes back the last edit on a page, and makes it again. */
  readonly made: Pick<PageEdit, "undo" | "redo">;
}

/** How the preview stands, and how large its pages are shown. */
function PagesHead({ state: { preview, took, busy }, findings, zoom, onZoom, made }: PagesHeadProps) {
  const words = useWords(writeWords);
  const editWords = useWords(pageEditWords);
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return (
    <div className="write-pages-head">
      <span data-testid="preview-state">
        {preview === undefined || preview.state === "none"
          ? busy
            ? words.laying
            : words.noPages
          : words.pagesTook(preview.pages.length, took ?? 0)}
      </span>
      {warnings > 0 && <span className="write-caution">{words.warnings(warnings)}</span>}
      <span className="write-space" />
      {(["undo", "redo"] as const).map(
        (name) =>
          made[name] !== undefined && (
            <button key={name} type="button" className="page-edit-undo" onClick={made[name]}>
              {editWords[name]}
            </button>
          ),
      )}
      <label className="unseen" htmlFor="write-zoom">
        {words.zoom}
      </label>
      <select id="write-zoom" value={zoom} onChange={(event) => onZoom(event.target.value as Zoom)}>
        <option value="width">{words.fitWidth}</option>
        <option value="page">{words.wholePage}</option>
        <option value="full">{words.fullSize}</option>
      </select>
    </div>
  );
}

/** Scrolls to the block of the caret, unless it is seen already. */
function useFollowing(
  scroller: { readonly current: HTMLDivElement | null },
  here: PlacedBlock | undefined,
  places: object,
  scale: number,
): void {
  const followed = useRef<object>(null);
  useEffect(() => {
    const element = scroller.current;
    if (here === undefined || element === null || followed.current === places) return;
    followed.current = places;
    const page = element.querySelector<HTMLElement>(`[data-page="${here.page}"]`);
    if (page === null) return;
    const top = page.offsetTop + here.y * scale;
    const bottom = top + here.height * scale;
    const isSeen =
      top >= element.scrollTop &&
      Math.min(bottom, top + element.clientHeight / 2) <= element.scrollTop + element.clientHeight;
    if (!isSeen) element.scrollTo({ top: Math.max(0, top - element.clientHeight / 4) });
  });
}

/** The pages in view, with a margin of half a screen. */
function useNear(
  scroller: { readonly current: HTMLDivElement | null },
  count: number,
  onView: (pages: readonly number[]) => void,
): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([1]));
  const tell = useCallback(onView, [onView]);
  useEffect(() => {
    const root = scroller.current;
    if (root === null) return;
    const seen = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number((target as HTMLElement).dataset["page"]);
          if (isIntersecting) seen.add(number);
          else seen.delete(number);
        }
        const pages = [...seen].sort((a, b) => a - b);
        setNear(new Set(pages));
        tell(pages);
      },
      { root, rootMargin: "40% 0px" },
    );
    for (const page of root.querySelectorAll("[data-page]")) observer.observe(page);
    return () => observer.disconnect();
  }, [scroller, count, tell]);
  return near;
}
