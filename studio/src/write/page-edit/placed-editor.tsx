import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { PreviewPage, PreviewQuery } from "../preview/preview.ts";
import type { SourcePlace } from "../places/placed-block.ts";
import { useWords } from "../../words/use-words.tsx";
import { readTemplateYaml } from "../workspace/read-template-yaml.ts";
import { AddEditor } from "./add/add-editor.tsx";
import { type Choice, choicesBelow } from "./add/addition.ts";
import { BlockEditor } from "./block-editor.tsx";
import { ChartPanel } from "./chart/chart-panel.tsx";
import { type Finishing, useChart } from "./chart/use-chart.ts";
import { queryOfChip } from "./box/query-of-chip.ts";
import { pageEditWords } from "./words/words.ts";
import type { OpenBlock, PageEdit } from "./use-page-edit.ts";

interface PlacedEditorProps {
  readonly pageEdit: PageEdit;
  readonly queries: readonly PreviewQuery[];
  /** The preview that ran them. */
  readonly preview: string;
  readonly pages: readonly Pick<PreviewPage, "number" | "width" | "height">[];
  /** CSS pixels a point. */
  readonly scale: number;
  readonly onPlace: (place: SourcePlace) => void;
}

/** Least width of the boxes, CSS pixels: of texts, and of what has rows of fields. */
const least = { texts: 300, fields: 620 };

/** The editor of the open block, where it is printed. It stands beside the pages in what scrolls them. */
export function PlacedEditor({ pageEdit, queries, preview, pages, scale, onPlace }: PlacedEditorProps) {
  const { open } = pageEdit;
  const choices = useChoices(pageEdit, queries, preview);
  const host = useRef<HTMLDivElement>(null);
  const finishing: Finishing = useRef(undefined);
  /** The text whose block was brought into view: a chart's panel does not jump with each change. */
  const shown = useRef<string>(undefined);
  const follow = useFollowed();
  useKeptFocus(host, open !== undefined);
  useKeptInView(host, open !== undefined && placeOf(open));
  if (open === undefined) return null;
  const { placed, block, text } = open;
  const place = (element: HTMLDivElement | null): void => {
    host.current = element;
    const [page, sheet] = sheetOf(element, pages, placed.page);
    if (element === null || page === undefined || sheet === undefined) return;
    const whole = page.width * scale;
    // Below a chart, a table or key figures: who changes them looks at them.
    const below = hasFields(open) || open.purpose === "add";
    const width = Math.min(whole, Math.max(placed.width * scale + 24, hasFields(open) ? least.fields : least.texts));
    const on = !below ? placed.y * scale - 12 : (placed.y + placed.height) * scale + 8;
    const top = page.number === placed.page ? Math.max(0, on) : page.height * scale;
    const left = Math.max(0, Math.min(placed.x * scale - 12, whole - width));
    follow(element, below ? placeOf(open) : "", putAt(element, sheet, { top, left, width }));
    // What is changed stays in view above the box, as far as it is not higher than that.
    element.style.scrollMarginTop = below ? `min(${placed.height * scale + 16}px, 40vh)` : "";
    if (shown.current === open.text && block.draws !== undefined) return;
    shown.current = open.text;
    element.scrollIntoView({ block: "nearest" });
  };
  return (
    <div key={placeOf(open)} className="page-edit-place" ref={place}>
      {open.purpose === "add" ? (
        <AddEditor
          pageEdit={pageEdit}
          choices={choices}
          onSource={() => onPlace({ file: block.file, line: block.line })}
        />
      ) : (
        <BlockEditor
          open={open}
          fault={pageEdit.fault}
          onApply={pageEdit.apply}
          onClose={pageEdit.close}
          choices={choices}
          columnsOf={(name) => queries.find((query) => query.name === name)?.columns ?? []}
          panel={
            block.draws !== undefined && <PlacedChart {...{ pageEdit, queries, preview, finishing }} {...block.draws} />
          }
          finish={async () => (await finishing.current?.()) ?? true}
          onSource={(line) => onPlace({ file: block.file, line })}
          onBranch={(line, column) => void pageEdit.turnTo(line, column)}
          ending={pageEdit.leave}
          onChip={(source) => {
            const name = queryOfChip(source, text, new Set(queries.map((query) => query.name)));
            const query = queries.find((each) => each.name === name);
            onPlace(query === undefined ? { file: block.file, line: block.line } : { file: query.file, line: 1 });
          }}
        />
      )}
    </div>
  );
}

/** Whether what is edited is more than texts: a chart, a table, key figures. */
function hasFields({ block }: OpenBlock): boolean {
  return block.draws !== undefined || block.settings !== undefined;
}

/** A page and its element; of a page that is gone, those of the last. Without pages, the editor stays where it was. */
function sheetOf(editor: HTMLElement | null, pages: PlacedEditorProps["pages"], wanted: number) {
  const page = pages.find(({ number }) => number === wanted) ?? pages.at(-1);
  const sheet = editor?.parentElement?.querySelector<HTMLElement>(`[data-page="${page?.number}"]`);
  return [page, sheet ?? undefined] as const;
}

/** What can be added below the open block. */
function useChoices(
  { open, workspace }: PageEdit,
  queries: readonly PreviewQuery[],
  preview: string,
): readonly Choice[] {
  const { newWords: wordsOf } = useWords(pageEditWords);
  const paths = (): Iterable<string> => workspace.files().keys();
  return choicesBelow(open?.block ?? {}, { queries, preview, paths, wordsOf });
}

interface PlacedChartProps extends Pick<PlacedEditorProps, "pageEdit" | "queries" | "preview"> {
  readonly spec: string;
  readonly data?: string | undefined;
  readonly finishing: Finishing;
}

/** The panel of a chart whose spec is a file of the template. */
function PlacedChart({ pageEdit, queries, preview, spec, data, finishing }: PlacedChartProps) {
  const { workspace, changeChart } = pageEdit;
  const file = [`charts/${spec}.vl.json`, `charts/${spec}.vg.json`].find((each) => workspace.get(each) !== undefined);
  const open = useChart(workspace, file ?? "", changeChart);
  const settings = workspace.get("template.yaml")?.text;
  const language = useMemo(() => readTemplateYaml(settings ?? "")?.languages[0] ?? "en", [settings]);
  if (file === undefined) return null;
  const query = queries.find(({ name }) => name === data);
  return <ChartPanel {...{ open, query, preview, language, finishing }} />;
}

/** Scrolls along with a box, so that it stays where it was: called with its place, or none, and how far down it is. */
function useFollowed(): (element: HTMLElement, place: string, top: number) => void {
  const above = useRef<{ readonly place: string; readonly top: number }>(undefined);
  return (element, place, top) => {
    const before = above.current;
    above.current = { place, top };
    // A chart that becomes higher or lower does not push its box away from the pointer, nor below the screen.
    if (place !== "" && before?.place === place) scrollBy(element, top - before.top);
  };
}

/** Puts a box at a place of a page, CSS pixels. @returns how far down it is in what scrolls both */
function putAt(
  { style }: HTMLElement,
  sheet: HTMLElement,
  at: Readonly<Record<"top" | "left" | "width", number>>,
): number {
  const top = sheet.offsetTop + at.top;
  style.top = `${top}px`;
  style.left = `${sheet.offsetLeft + at.left}px`;
  style.width = `${at.width}px`;
  return top;
}

function scrollBy(element: HTMLElement, pixels: number): void {
  const room = element.closest<HTMLElement>(".write-scroller");
  if (room === null || pixels === 0) return;
  room.scrollTop += pixels;
  keepInView(element, room);
}

/** Scrolls so far that the end of a box is in view, but never beyond its beginning. */
function keepInView(element: HTMLElement, room: HTMLElement): void {
  const [box, around] = [element.getBoundingClientRect(), room.getBoundingClientRect()];
  const below = Math.min(box.bottom - around.bottom, box.top - around.top);
  if (below > 0) room.scrollTop += below;
}

function placeOf({ placed: { file, line, column, type } }: OpenBlock): string {
  return [file, line, column, type].join(" ");
}

/** Keeps what ends an edit in view while its box grows. @param open which box is; another one has another name */
function useKeptInView(host: { readonly current: HTMLElement | null }, open: string | false): void {
  useEffect(() => {
    const element = host.current;
    if (open === false || element === null) return undefined;
    const observer = new ResizeObserver(() => {
      const room = element.closest<HTMLElement>(".write-scroller");
      if (room !== null) keepInView(element, room);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [host, open]);
}

/** Gives the focus to what is opened, if none of its boxes takes it, and to the pages when it is closed. */
function useKeptFocus(host: { readonly current: HTMLElement | null }, isOpen: boolean): void {
  // Before it is drawn: the next key is for what is open.
  useLayoutEffect(() => {
    const element = host.current;
    if (isOpen && element?.contains(document.activeElement) === false)
      element.querySelector<HTMLElement>(".chart-panel, button, input, select")?.focus();
  }, [isOpen]);
  useEffect(() => {
    const pages = host.current?.closest<HTMLElement>(".write-scroller");
    if (!isOpen) return undefined;
    return () => {
      // What was focused is gone, unless the focus went elsewhere by itself.
      if (document.activeElement === null || document.activeElement === document.body) pages?.focus();
    };
  }, [isOpen]);
}
