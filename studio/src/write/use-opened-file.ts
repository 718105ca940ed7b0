import { type RefObject, useCallback, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { Jump } from "./editor/jump.ts";
import type { SourcePlace } from "./places/placed-block.ts";
import type { WorkFile } from "./workspace/work-file.ts";

export interface Selection {
  readonly from: number;
  readonly to: number;
  /** Whether the editor takes the focus. @default true */
  readonly focus?: boolean;
}

export interface OpenedFile {
  readonly path: string;
  /** Absent if there is no file at all. */
  readonly file: WorkFile | undefined;
  /** What is to be selected next. */
  readonly jump: Jump | undefined;
  /** Opens a file, and selects something in it. */
  readonly open: (path: string, to?: Selection) => void;
  readonly caret: SourcePlace;
  /** The places that the pages show: the caret's, or those where a query or chart is used. */
  readonly places: readonly SourcePlace[];
  /** The same at once: a key may follow a click before anything is drawn again. */
  readonly placesNow: RefObject<readonly SourcePlace[]>;
  readonly setCaret: (caret: SourcePlace) => void;
  readonly setPlaces: (places: readonly SourcePlace[]) => void;
}

/** Which file is open, by the address, and where in it the reader is. @param onOpen shows the editor */
export function useOpenedFile(files: ReadonlyMap<string, WorkFile>, onOpen: () => void): OpenedFile {
  const [search, setSearch] = useSearchParams();
  const path = pathShown(search.get("file"), files);
  const [jump, setJump] = useState<Jump & { readonly path: string }>();
  const [caret, setCaret] = useState<SourcePlace>({ file: path, line: 1 });
  const [places, showPlaces] = useState<readonly SourcePlace[]>([]);
  const placesNow = useRef(places);
  const setPlaces = useCallback((next: readonly SourcePlace[]) => {
    placesNow.current = next;
    showPlaces(next);
  }, []);
  const open = useCallback(
    (next: string, to?: Selection) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.set("file", next);
          return after;
        },
        { replace: true },
      );
      onOpen();
      if (to !== undefined) setJump({ path: next, from: to.from, to: to.to, focus: to.focus ?? true });
    },
    [setSearch, onOpen],
  );
  return {
    path,
    file: files.get(path),
    jump: jump?.path === path ? jump : undefined,
    open,
    caret: caret.file === path ? caret : { file: path, line: 1 },
    places,
    placesNow,
    setCaret,
    setPlaces,
  };
}

/** The file of the address, if there is one, else the report. */
function pathShown(wanted: string | null, files: ReadonlyMap<string, WorkFile>): string {
  if (wanted !== null && files.get(wanted)?.removed === false) return wanted;
  return files.has("report.md") ? "report.md" : (files.keys().next().value ?? "report.md");
}
