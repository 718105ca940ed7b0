import type { components } from "../../../functions/client/schema.ts";
import { awaitUpload } from "./await-upload.ts";
import { api } from "./client.ts";
import { RefusedError } from "./refused-error.ts";
import { take } from "./take.ts";

export type StoredRecipe = components["schemas"]["DatasetRecipe"];
export type RecipeTrial = components["schemas"]["RecipeTrial"];

/** A dataset's recipe; null if it has none. @throws RefusedError */
export async function readRecipe(name: string): Promise<StoredRecipe | null> {
  const call = api.GET("/datasets/{name}/recipe", { params: { path: { name } } });
  return (await call).response.status === 404 ? null : await take(call);
}

/** What a recipe would make of a dataset. @throws RefusedError with the faults of the recipe, or what does not fit */
export async function tryRecipe(name: string, text: string): Promise<RecipeTrial> {
  const query = { "dry-run": "true" } as const;
  return (await take(
    api.PUT("/datasets/{name}/recipe", { params: { path: { name }, query }, ...yaml(text) }),
  )) as RecipeTrial;
}

/** Gives a dataset a recipe, and waits until its version is current. @throws RefusedError */
export async function putRecipe(name: string, text: string): Promise<void> {
  await settle(await take(api.PUT("/datasets/{name}/recipe", { params: { path: { name } }, ...yaml(text) })));
}

/** Takes a dataset's recipe away, and waits until its version is current. @throws RefusedError */
export async function removeRecipe(name: string): Promise<void> {
  const { data, error, response } = await api.DELETE("/datasets/{name}/recipe", { params: { path: { name } } });
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
