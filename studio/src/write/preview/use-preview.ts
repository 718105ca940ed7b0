import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FileSource } from "../sources/file-source.ts";
import type { WorkFile } from "../workspace/work-file.ts";
import { askServer } from "./ask-server.ts";
import { warmPages } from "./open-page.ts";
import { PreviewSession, type PreviewState } from "./preview-session.ts";
import type { PreviewValues } from "./preview-with.tsx";

/**
 * The preview of a template's files as they are now. `view` takes the pages in view, which come with the next answer.
 */
export function usePreview(name: string, source: FileSource, files: ReadonlyMap<string, WorkFile>, values: PreviewValues): { readonly state: PreviewState; readonly view: (pages: readonly number[]) => void } {
  const known = useRef(files);
  known.current = files;
  const [session] = useState(() => new PreviewSession(askServer(name, crypto.randomUUID(), source, () => savedFiles(known.current))));
  const inView = useRef<readonly number[]>([1]);
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(warmPages, []);
  useEffect(() => {
    session.wish({ files: presentFiles(files), ...values, pages: inView.current });
  }, [session, files, values]);
  const view = useCallback((pages: readonly number[]) => {
    inView.current = pages.length === 0 ? [1] : pages;
  }, []);
  return { state, view };
}

/** The files that the template has now, by path. */
export function presentFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map([...files.values()].filter(({ removed }) => !removed).map(({ path, bytes }) => [path, bytes]));
}

/** The files as the source holds them. */
function savedFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map([...files.values()].flatMap(({ path, saved }) => (saved === undefined ? [] : [[path, saved.bytes] as const])));
}
