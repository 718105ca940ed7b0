import { api } from "../../api/client.ts";
import { knownCapabilities, readCapabilities } from "../../api/capabilities.ts";
import { take } from "../../api/take.ts";
import { problemOf } from "../problems/problem.ts";
import type { FileSource } from "../sources/file-source.ts";
import { textOf } from "../workspace/work-file.ts";
import { isGone, ofPreview } from "./made-again.ts";
import { NoPreviews } from "./no-previews.ts";
import type { Preview } from "./preview.ts";
import type { AskPreview } from "./preview-session.ts";

type SentFile = string | { base64: string } | null;

/**
 * Previews by `POST /previews`, for one open editor.
 *
 * @param session names this editor to the server
 * @param source what the first preview begins with; the files that it has are sent only where they were changed
 * @param known the files as the source holds them
 * @param pagesAs as what the pages in view come
 */
export function askServer(
  name: string,
  session: string,
  source: { readonly base: FileSource["base"] | { readonly kind: "nothing" } },
  known: () => ReadonlyMap<string, Uint8Array>,
  pagesAs: "pdf" | "drawings" = "pdf",
): AskPreview {
  return async ({ since, unchanged, files, pages, ...wish }) => {
    if (!(knownCapabilities() ?? (await readCapabilities())).previews)
      throw new NoPreviews("the server lays out no previews");
    const { base } = source;
    const start = since === undefined ? { base: base.kind } : { since };
    const changed = since === undefined && unchanged !== true ? changesSince(known(), files) : files;
    const template = since === undefined && base.kind === "stored" ? `${name}@${base.version}` : name;
    try {
      const body = {
        session,
        template,
        ...start,
        files: Object.fromEntries([...changed].map(([path, bytes]) => [path, contentOf(bytes)])),
        ...wish,
        pages: [...pages].slice(0, 20),
        pagesAs,
      };
      const { language, parameters, datasets, ...rest } = body;
      // The generated type of an object of anything allows nothing.
      const values = {
        parameters: parameters as Record<string, never>,
        datasets: { ...datasets },
        ...(language === undefined ? {} : { language }),
      };
      const preview = await take(api.POST("/previews", { body: { ...rest, ...values } }));
      return {
        preview: {
          // The schema leaves the form of drawings open; the server that serves this page made them.
          ...(preview as unknown as Preview),
          problems: preview.problems.map(problemOf),
          warnings: preview.warnings.map(problemOf),
        },
      };
    } catch (error) {
      if (since !== undefined && isGone(error)) return { lost: true };
      throw error;
    }
  };
}

/** What must be sent so that the source's files become these. */
function changesSince(
  known: ReadonlyMap<string, Uint8Array>,
  files: ReadonlyMap<string, Uint8Array | null>,
): Map<string, Uint8Array | null> {
  const changed = new Map([...files].filter(([path, bytes]) => known.get(path) !== bytes));
  for (const path of known.keys()) if (!files.has(path)) changed.set(path, null);
  return changed;
}

function contentOf(bytes: Uint8Array | null): SentFile {
  if (bytes === null) return null;
  const text = bytes.includes(13) ? undefined : textOf(bytes);
  return text ?? { base64: toBase64(bytes) };
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}

/** The PDF of one page of a preview. */
export async function fetchPage(id: string, number: number): Promise<Uint8Array> {
  const body = await ofPreview(id, () =>
    take(
      api.GET("/previews/{id}/pages/{page}", {
        params: { path: { id, page: `${number}.pdf` } },
        parseAs: "arrayBuffer",
      }),
    ),
  );
  return new Uint8Array(body as unknown as ArrayBuffer);
}
