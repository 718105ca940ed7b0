import type { components } from "../../../../functions/client/schema.ts";
import { api } from "../client.ts";
import { type ProblemDetails, RefusedError } from "../refused-error.ts";
import { take } from "../take.ts";

export type View = components["schemas"]["View"];
type ViewTrial = components["schemas"]["ViewTrial"];

/** Milliseconds between two looks at a view: soon at first, since most are made within a second. */
const pauses = [150, 300, 600, 1000] as const;

/** A view, and the tag by which a change says that its author has seen it. */
export interface SeenView extends View {
  readonly tag: string;
}

/** A view; null if there is none of this name. @throws RefusedError */
export async function readView(name: string): Promise<SeenView | null> {
  const call = api.GET("/views/{name}", { params: { path: { name } } });
  const { response } = await call;
  if (response.status === 404) return null;
  return { ...(await take(call)), tag: response.headers.get("etag") ?? "*" };
}

/** What a view would be. @throws RefusedError with the faults of its definition */
export async function tryView(name: string, text: string): Promise<ViewTrial> {
  const query = { "dry-run": "true" } as const;
  return (await take(api.PUT("/views/{name}", { params: { path: { name }, query }, ...yaml(text) }))) as ViewTrial;
}

/**
 * Gives a view its definition, and waits for its table.
 *
 * @param before the view that the author has seen; null: there was none
 * @throws RefusedError also if somebody has changed it meanwhile, or if the table cannot be made
 */
export async function putView(name: string, text: string, before: SeenView | null): Promise<void> {
  const header = { "if-match": before?.tag ?? '"0"' };
  await take(api.PUT("/views/{name}", { params: { path: { name }, header }, ...yaml(text) }));
  await awaitTable(name);
}

/** Tries a failed view again, and waits for its table. @throws RefusedError */
export async function refreshView(name: string): Promise<void> {
  await take(api.POST("/views/{name}/refresh", { params: { path: { name } } }));
  await awaitTable(name);
}

/**
 * Makes a view that has its name for itself, and waits for its table: a name that is taken by something else gets a
 * number, so that nobody else's data change. What there is already with the same definition is used.
 *
 * @returns the name
 * @throws RefusedError if the definition is refused or the table cannot be made
 */
export async function makeOwnView(text: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    const before = await readView(name);
    if (before !== null && before.text !== text) continue;
    if (before === null) {
      const path = { path: { name }, header: { "if-match": '"0"' } };
      const answer = await api.PUT("/views/{name}", { params: path, ...yaml(text) });
      // Somebody was quicker (412), or a dataset that is no view has the name (409).
      if (answer.response.status === 412 || isTaken(answer.error)) continue;
      if (answer.data === undefined) throw new RefusedError(answer.response.status, answer.error);
    }
    await awaitTable(name);
    return name;
  }
}

/** Waits until a view's table is made, or cannot be, or waits for another view. @throws RefusedError */
async function awaitTable(name: string): Promise<void> {
  for (let look = 0; ; look += 1) {
    const view = await take(api.GET("/views/{name}", { params: { path: { name } } }));
    if (view.state === "failed") throw failureOf(view);
    // What it waits for may have failed, or wait itself: its page says so.
    if (view.state === "current" || view.waitsFor.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(look, pauses.length - 1)]));
  }
}

/** Why a view could not be made, as the API says it of a request. */
function failureOf({ name, problems = [] }: View): RefusedError {
  return new RefusedError(422, {
    type: "about:blank",
    title: name,
    detail: problems[0]?.message ?? name,
    status: 422,
    problems,
  });
}

function isTaken(error: unknown): boolean {
  const { problems = [] } = (error ?? {}) as Partial<ProblemDetails>;
  return problems.some(({ code }) => code === "name-taken");
}

function yaml(text: string): { headers: Record<string, string>; body: string; bodySerializer: () => string } {
  return { headers: { "content-type": "application/yaml" }, body: text, bodySerializer: () => text };
}
