import type { components } from "../../../../functions/client/schema.ts";
import { awaitUpload } from "../upload/await-upload.ts";
import { api } from "../client.ts";
import { RefusedError } from "../refused-error.ts";
import { take } from "../take.ts";

export type StoredRecipe = components["schemas"]["DatasetRecipe"];
export type RecipeTrial = components["schemas"]["RecipeTrial"];

/** What somebody has seen of a dataset's recipe. */
export interface SeenRecipe {
  /** Null if it has none. */
  readonly stored: StoredRecipe | null;
  /** `If-Match` of a change: nobody else's is overwritten. */
  readonly tag: string;
}

/** A dataset's recipe. @throws RefusedError */
export async function readRecipe(name: string): Promise<SeenRecipe> {
  const call = api.GET("/datasets/{name}/recipe", { params: { path: { name } } });
  const { response } = await call;
  if (response.status !== 404) return { stored: await take(call), tag: response.headers.get("etag") ?? "*" };
  // Where there is none, the number of changes so far says since when.
  const query = { limit: 1 };
  const { moves } = await take(api.GET("/datasets/{name}/recipe/log", { params: { path: { name }, query } }));
  return { stored: null, tag: `"${moves[0]?.seq ?? 0}"` };
}

/** What a recipe would make of a dataset. @throws RefusedError with the faults of the recipe, or what does not fit */
export async function tryRecipe(name: string, text: string): Promise<RecipeTrial> {
  const query = { "dry-run": "true" } as const;
  return (await take(
    api.PUT("/datasets/{name}/recipe", { params: { path: { name }, query }, ...yaml(text) }),
  )) as RecipeTrial;
}

/**
 * Gives a dataset a recipe, and waits until its version is current.
 *
 * @throws RefusedError also if somebody has changed the recipe since it was seen
 */
export async function putRecipe(name: string, text: string, { tag }: Pick<SeenRecipe, "tag">): Promise<void> {
  const params = { path: { name }, header: { "if-match": tag } };
  await settle(await take(api.PUT("/datasets/{name}/recipe", { params, ...yaml(text) })));
}

/** Takes a dataset's recipe away, and waits until its version is current. @throws RefusedError as `putRecipe` */
export async function removeRecipe(name: string, { tag }: Pick<SeenRecipe, "tag">): Promise<void> {
  const params = { path: { name }, header: { "if-match": tag } };
  const { data, error, response } = await api.DELETE("/datasets/{name}/recipe", { params });
  if (!response.ok || data === undefined) throw new RefusedError(response.status, error);
  await settle(data);
}

/** A large file is read by itself: the answer is then an upload. */
async function settle(answer: object): Promise<void> {
  if ("status" in answer && "id" in answer) await awaitUpload(String(answer.id));
}

function yaml(text: string): { headers: Record<string, string>; body: never; bodySerializer: () => string } {
  // The document has a type only for the recipe's JSON.
  return { headers: { "content-type": "application/yaml" }, body: text as never, bodySerializer: () => text };
}
