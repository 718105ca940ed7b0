import { useEffect, useRef } from "react";
import type { PreviewPage, PreviewQuery } from "../preview/preview.ts";
import type { SourcePlace } from "../places/placed-block.ts";
import { BlockEditor } from "./block-editor.tsx";
import { queryOfChip } from "./query-of-chip.ts";
import type { PageEdit } from "./use-page-edit.ts";

interface PlacedEditorProps {
  readonly pageEdit: PageEdit;
  readonly queries: readonly PreviewQuery[];
  readonly page: Pick<PreviewPage, "number" | "width">;
  /** CSS pixels a point. */
  readonly scale: number;
  readonly onPlace: (place: SourcePlace) => void;
}

/** Least width of the boxes, CSS pixels. */
const least = 300;

/** The editor of the open block, if it is on a page, at its place there. */
export function PlacedEditor({ pageEdit, queries, page, scale, onPlace }: PlacedEditorProps) {
  const { open } = pageEdit;
  const host = useRef<HTMLDivElement>(null);
  const isHere = open !== undefined && open.placed.page === page.number;
  useKeptFocus(host, isHere);
  if (!isHere) return null;
  const { placed, block, text } = open;
  const place = (element: HTMLDivElement | null): void => {
    host.current = element;
    if (element === null) return;
    const whole = page.width * scale;
    const width = Math.min(whole, Math.max(placed.width * scale + 24, least));
    element.style.top = `${Math.max(0, placed.y * scale - 12)}px`;
    element.style.left = `${Math.max(0, Math.min(placed.x * scale - 12, whole - width))}px`;
    element.style.width = `${width}px`;
    element.scrollIntoView({ block: "nearest" });
  };
  return (
    <div key={JSON.stringify(placed)} className="page-edit-place" ref={place}>
      <BlockEditor
        open={open}
        fault={pageEdit.fault}
        onApply={pageEdit.apply}
        onClose={pageEdit.close}
        queries={queries.map((query) => query.name)}
        onSource={(line) => onPlace({ file: block.file, line })}
        onChip={(source) => {
          const name = queryOfChip(source, text, new Set(queries.map((query) => query.name)));
          const query = queries.find((each) => each.name === name);
          onPlace(query === undefined ? { file: block.file, line: block.line } : { file: query.file, line: 1 });
        }}
      />
    </div>
  );
}

/** Gives the focus to what is opened, if none of its boxes takes it, and to the pages when it is closed. */
function useKeptFocus(host: { readonly current: HTMLElement | null }, isOpen: boolean): void {
  useEffect(() => {
    const element = host.current;
    if (!isOpen || element === null) return undefined;
    const pages = element.closest<HTMLElement>(".write-scroller");
    if (!element.contains(document.activeElement)) element.querySelector<HTMLElement>("button, input")?.focus();
    return () => {
      // What was focused is gone, unless the focus went elsewhere by itself.
      if (document.activeElement === null || document.activeElement === document.body) pages?.focus();
    };
  }, [isOpen]);
}
