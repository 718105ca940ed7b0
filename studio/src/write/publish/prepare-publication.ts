import { api } from "../../api/client.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { take } from "../../api/take.ts";
import { askServer } from "../preview/ask-server.ts";
import { NoPreviews } from "../preview/no-previews.ts";
import type { Preview } from "../preview/preview.ts";
import type { PreviewValues } from "../preview/preview-values.ts";
import type { FileSource } from "../sources/file-source.ts";
import { type PagePair, pagePairs } from "./page-pairs.ts";

/** A version that is ready to be published, and what it changes. */
export interface Prepared {
  readonly version: string;
  /** `If-Match` of the publication: somebody else's is not undone. */
  readonly etag: string;
  /** Whether this version is published already. */
  readonly same: boolean;
  /** Whether nothing of this template is published yet. */
  readonly first: boolean;
  /** The pages of what is published; absent if nothing is, or if it cannot be made with these values. */
  readonly before: Preview | undefined;
  /** The pages of this version; absent if the server lays out no previews. */
  readonly after: Preview | undefined;
  readonly pairs: readonly PagePair[];
}

/**
 * Stores the files as a version, which checks them, and lays out both it and what is published.
 *
 * @throws RefusedError for files that the check refuses
 */
export async function preparePublication(
  name: string,
  source: FileSource,
  files: ReadonlyMap<string, Uint8Array>,
  values: PreviewValues,
): Promise<Prepared> {
  const version = await source.makeVersion(files);
  const call = await api.GET("/templates/{name}/versions", { params: { path: { name }, query: { limit: 200 } } });
  const { versions } = await take(Promise.resolve(call));
  const current = versions.find(({ state }) => state === "current");
  const nothing = new Map<string, Uint8Array>();
  const lay = async (stored: string): Promise<Preview> => {
    const ask = askServer(name, crypto.randomUUID(), { base: { kind: "stored", version: stored } }, () => nothing);
    const answer = await ask({ ...values, files: nothing, pages: [] });
    if ("lost" in answer) throw new Error("the server lost a preview that it had just made");
    return answer.preview;
  };
  const after = await lay(version).catch(withoutPreviews);
  const before =
    current === undefined || after === undefined ? undefined : await lay(current.version).catch(withoutRefusals);
  const shown = before?.state === "current" ? before : undefined;
  return {
    version,
    etag: call.response.headers.get("etag") ?? "",
    same: current?.version === version,
    first: current === undefined,
    before: shown,
    after,
    pairs: shown === undefined || after === undefined ? [] : pagePairs(shown, after),
  };
}

function withoutPreviews(error: unknown): undefined {
  if (error instanceof NoPreviews) return undefined;
  throw error;
}

/** Today's values may not fit the published version: then there is nothing to compare with. */
function withoutRefusals(error: unknown): undefined {
  if (error instanceof RefusedError && error.status < 500) return undefined;
  throw error;
}
