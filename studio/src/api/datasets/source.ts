import type { components } from "../../../../functions/client/schema.ts";
import { readCapabilities } from "../capabilities.ts";
import { api } from "../client.ts";
import { done } from "../done.ts";
import { RefusedError } from "../refused-error.ts";
import { take } from "../take.ts";

export type Source = components["schemas"]["Source"];
export type SourceSummary = components["schemas"]["SourceSummary"];
export type SourceTrial = components["schemas"]["SourceTrial"];
export type SourceList = components["schemas"]["SourceList"];

/** A source, and the tag by which a change says that its author has seen it. */
export interface SeenSource extends Source {
  readonly tag: string;
}

/** Time between two looks at a refresh that is under way, ms. */
export const refreshGlance = 1000;

/** Whether a refresh is under way, or about to begin. */
export function isUnderWay({ state }: Pick<Source, "state">): boolean {
  return state === "refreshing" || state === "waiting";
}

/**
 * Whether datasets are fetched here: the server does it, the reader may see datasets, and there is a connection that a
 * source could name, or a source already.
 *
 * @throws RefusedError if the server fails
 */
export async function hasSources(): Promise<boolean> {
  if (!(await readCapabilities()).sources) return false;
  try {
    const { sources, connections } = await take(api.GET("/sources", { params: { query: { limit: 1 } } }));
    return sources.length + connections.length > 0;
  } catch (error) {
    if (error instanceof RefusedError && error.status < 500) return false;
    throw error;
  }
}

/** A source; null if there is none of this name. @throws RefusedError */
export async function readSource(name: string): Promise<SeenSource | null> {
  const call = api.GET("/sources/{name}", { params: { path: { name } } });
  const { response } = await call;
  if (response.status === 404) return null;
  return { ...(await take(call)), tag: response.headers.get("etag") ?? "*" };
}

/** What a source would bring now. @throws RefusedError with the faults of its definition, or of what it gave */
export async function trySource(name: string, text: string): Promise<SourceTrial> {
  const query = { "dry-run": "true" } as const;
  return (await take(api.PUT("/sources/{name}", { params: { path: { name }, query }, ...yaml(text) }))) as SourceTrial;
}

/**
 * Gives a source its definition; its first refresh begins.
 *
 * @param before the source that the author has seen; undefined: there was none
 * @returns the source as it is now
 * @throws RefusedError also if somebody has changed it meanwhile
 */
export async function putSource(name: string, text: string, before: SeenSource | undefined): Promise<SeenSource> {
  const header = { "if-match": before?.tag ?? '"0"' };
  const call = api.PUT("/sources/{name}", { params: { path: { name }, header }, ...yaml(text) });
  const data = (await take(call)) as Source;
  return { ...data, tag: (await call).response.headers.get("etag") ?? "*" };
}

/** Fetches a dataset now; does not wait for it. @throws RefusedError */
export async function refreshSource(name: string): Promise<void> {
  await take(api.POST("/sources/{name}/refresh", { params: { path: { name } } }));
}

/** Takes a source away; its dataset stays. @throws RefusedError also if somebody has changed it meanwhile */
export async function deleteSource({ name, tag }: SeenSource): Promise<void> {
  await done(api.DELETE("/sources/{name}", { params: { path: { name }, header: { "if-match": tag } } }));
}

function yaml(text: string): { headers: Record<string, string>; body: string; bodySerializer: () => string } {
  return { headers: { "content-type": "application/yaml" }, body: text, bodySerializer: () => text };
}
