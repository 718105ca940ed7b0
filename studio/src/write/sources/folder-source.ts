import { api } from "../../api/client.ts";
import { readEvents } from "../../api/read-events.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { take } from "../../api/take.ts";
import type { StoredFile } from "../workspace/work-file.ts";
import type { FileChange, FileSource, Saved } from "./file-source.ts";
import { putArchive } from "./put-archive.ts";

/** Time before a stream of changes that broke is opened again, ms. */
const retryMs = 2_000;

/**
 * The folder from which a local server publishes a template, as a source: each file is saved by itself, and only over
 * the content that was read before.
 *
 * @returns undefined if the server has no such folder, or it is not to be edited
 */
export async function openFolderSource(name: string): Promise<FileSource | undefined> {
  const { data, response } = await api.GET("/templates/{name}/files", { params: { path: { name } } });
  if (data === undefined || !response.ok || !data.editable) return undefined;
  /** The files as they were last read, so that only changed ones are read again. */
  const known = new Map<string, StoredFile>();

  const save = async ({ path, etag, bytes }: FileChange): Promise<Saved> => {
    const params = { path: { name, path } };
    const condition = etag === undefined ? { "if-none-match": "*" as const } : { "if-match": etag };
    const call =
      bytes === undefined
        ? await api.DELETE("/templates/{name}/files/{path}", {
            params: { ...params, header: { "if-match": etag ?? "" } },
          })
        : await api.PUT("/templates/{name}/files/{path}", {
            params: { ...params, header: condition },
            body: new Blob([new Uint8Array(bytes)]) as unknown as string,
            bodySerializer: (given: unknown) => given as Blob,
            headers: { "content-type": "application/octet-stream" },
          });
    const { status } = call.response;
    if (status === 412 || (bytes === undefined && status === 404)) return { kind: "conflict", path };
    if (!call.response.ok) throw new RefusedError(status, call.error);
    if (bytes === undefined) {
      known.delete(path);
      return { kind: "removed", path };
    }
    const file = { path, bytes, etag: call.response.headers.get("etag") ?? "" };
    known.set(path, file);
    return { kind: "saved", file };
  };

  return {
    kind: "folder",
    base: { kind: "folder" },
    async list() {
      const { files } = await take(api.GET("/templates/{name}/files", { params: { path: { name } } }));
      const listed = await Promise.all(
        files.map(({ path, etag }) => (known.get(path)?.etag === etag ? known.get(path) : readFile(name, path))),
      );
      const present = listed.filter((file) => file !== undefined);
      known.clear();
      for (const file of present) known.set(file.path, file);
      return present;
    },
    async save(changes) {
      const saved: Saved[] = [];
      for (const change of changes) saved.push(await save(change));
      return saved;
    },
    makeVersion: (all) => putArchive(name, all),
    watch(changed) {
      const stop = new AbortController();
      void follow(name, stop.signal, (files) => {
        // What was saved from here is no news.
        if (files.some(({ path, etag }) => known.get(path)?.etag !== etag)) changed();
      });
      return () => stop.abort();
    },
  };
}

/** @returns undefined if it has gone since it was listed */
async function readFile(name: string, path: string): Promise<StoredFile | undefined> {
  const call = await api.GET("/templates/{name}/files/{path}", {
    params: { path: { name, path } },
    parseAs: "arrayBuffer",
  });
  if (call.response.status === 404) return undefined;
  const bytes = new Uint8Array((await take(Promise.resolve(call))) as unknown as ArrayBuffer);
  return { path, bytes, etag: call.response.headers.get("etag") ?? "" };
}

/**
 * Follows the changes of a folder until it is stopped. Changes missed while the stream was broken are reported as one
 * change.
 */
async function follow(
  name: string,
  signal: AbortSignal,
  changed: (files: readonly { readonly path: string; readonly etag?: string }[]) => void,
): Promise<void> {
  for (let first = true; !signal.aborted; first = false) {
    try {
      const { data } = await api.GET("/templates/{name}/events", {
        params: { path: { name } },
        parseAs: "stream",
        signal,
      });
      for await (const { event, data: body } of readEvents(data as unknown as ReadableStream<Uint8Array>)) {
        if (event === "ready" && !first) changed([{ path: "", etag: "unknown" }]);
        if (event === "files")
          changed(
            (JSON.parse(body) as { readonly files: readonly { readonly path: string; readonly etag?: string }[] })
              .files,
          );
      }
    } catch {
      // The server may be starting again.
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
