import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FileSource } from "../sources/file-source.ts";
import type { WorkFile } from "../workspace/work-file.ts";
import { askServer, fetchPage } from "./ask-server.ts";
import { EarlyPages } from "./early-pages.ts";
import { fromBase64 } from "./from-base64.ts";
import { type OpenPage, openPage } from "./open-page.ts";
import type { PreviewPage } from "./preview.ts";
import { PreviewSession, type PreviewState } from "./preview-session.ts";
import type { PreviewValues } from "./preview-with.tsx";

interface UsedPreview {
  readonly state: PreviewState;
  /** Takes the pages in view, which come with the next answer. */
  readonly view: (pages: readonly number[]) => void;
  /** Opens a page of a preview; the caller closes it. */
  readonly openPage: (id: string, page: PreviewPage) => Promise<OpenPage>;
}

/** The preview of a template's files as they are now. */
export function usePreview(name: string, source: FileSource, files: ReadonlyMap<string, WorkFile>, values: PreviewValues): UsedPreview {
  const known = useRef(files);
  known.current = files;
  const [early] = useState(() => new EarlyPages(openPage));
  const [session] = useState(() => {
    const ask = askServer(name, crypto.randomUUID(), source, () => savedFiles(known.current));
    return new PreviewSession(async (call) => {
      const answer = await ask(call);
      if ("preview" in answer) early.receive(answer.preview.pages);
      return answer;
    });
  });
  const inView = useRef<readonly number[]>([1]);
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => () => early.close(), [early]);
  useEffect(() => {
    session.wish({ files: presentFiles(files), ...values, pages: inView.current });
  }, [session, files, values]);
  const view = useCallback((pages: readonly number[]) => {
    inView.current = pages.length === 0 ? [1] : pages;
  }, []);
  const open = useCallback(async (id: string, page: PreviewPage) => (await early.take(page.digest)) ?? (await openPage(page.pdf === undefined ? await fetchPage(id, page.number) : fromBase64(page.pdf))), [early]);
  return { state, view, openPage: open };
}

/** The files that the template has now, by path. */
export function presentFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map([...files.values()].filter(({ removed }) => !removed).map(({ path, bytes }) => [path, bytes]));
}

/** The files as the source holds them. */
function savedFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map([...files.values()].flatMap(({ path, saved }) => (saved === undefined ? [] : [[path, saved.bytes] as const])));
}
