import type { Context } from "hono";
import { BroadsheetError, type ErrorKind } from "../../core/errors.ts";
import { currentVersionOf } from "../../core/names/name-log.ts";
import { checkView, putView } from "../../core/report/dataset/view/change-views.ts";
import { readView } from "../../core/report/dataset/view/parse-view.ts";
import { sourcesOf } from "../../core/report/dataset/view/view.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import { claimRefresh } from "../../core/service/view/follow-views.ts";
import { lookAtViews } from "../../core/service/view/look-at-views.ts";
import { callerOf } from "../access/caller-of.ts";
import { changedMeanwhile, refuseUnmatched } from "../request/if-match.ts";
import type { Services } from "../services.ts";
import { describeDataset } from "./describe-dataset.ts";

/** Limits of a request, which a refresh does not have. */
const ofRequests: ReadonlySet<ErrorKind> = new Set(["too-large", "limit-exceeded"]);

/**
 * What a view would be: the schema `ViewTrial`. Nothing is stored.
 *
 * @throws BroadsheetError as `checkView` and `answerView`; `conflict`, `source-not-made`, if a source has no table yet
 */
export async function tryView(name: string, text: string, services: Services): Promise<Record<string, unknown>> {
  const { store, answerRecipe } = services;
  const definition = readView(text);
  await checkView(store, name, definition, await readGraph(store));
  const unmade = await unmadeSource(text, services);
  if (unmade !== undefined)
    throw new BroadsheetError("conflict", {
      code: "source-not-made",
      message: `The view "${unmade}" has no table yet`,
      where: { dataset: unmade },
      seen: unmade,
      hint: `wait until GET /views/${unmade} says current`,
    });
  const { profile, first } = await answerRecipe({ name, view: { text } });
  const { version, rows, columns, warnings } = describeDataset(name, profile);
  return { name, version, rows, columns, warnings, first: JSON.parse(first ?? "null") as unknown };
}

/**
 * Gives a view its definition and asks for its table. It is tried first, unless a source has no table yet.
 *
 * @returns the answer if `If-Match` does not hold
 * @throws BroadsheetError as `putView` and `answerView`
 */
export async function putStoredView(
  c: Context,
  name: string,
  text: string,
  services: Services,
): Promise<Response | undefined> {
  const { store, clock, newToken, answerRecipe } = services;
  const definition = readView(text);
  const graph = await readGraph(store);
  const seen = `GET /views/${name}`;
  const since = graph.get(name)?.since ?? 0;
  const matched = c.req.header("if-match") !== undefined;
  const refused = matched ? refuseUnmatched(c, since, seen) : undefined;
  if (refused !== undefined) return refused;
  await checkView(store, name, definition, graph);
  if ((await unmadeSource(text, services)) === undefined)
    await answerRecipe({ name, view: { text } }).catch((error: unknown) => {
      if (!(error instanceof BroadsheetError) || !ofRequests.has(error.kind)) throw error;
    });
  try {
    const move = { cause: `put:${newToken()}`, at: clock.now(), by: callerOf(c) };
    await putView(store, name, text, { ...move, ...(matched && { since }) });
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "view-changed-meanwhile") throw error;
    return changedMeanwhile(c.req.header("if-match"), (await readGraph(store)).get(name)?.since ?? 0, seen);
  }
  await askForTable(name, services);
  return undefined;
}

/** Asks for the table at once, if its sources have settled; otherwise the next tick does. */
async function askForTable(name: string, services: Services): Promise<void> {
  const { store } = services;
  const look = (await lookAtViews(store, await readGraph(store), [name])).get(name);
  if (look?.wanted === undefined || look.state !== "behind" || look.refresh !== undefined) return;
  await claimRefresh(look, (found) => found === undefined, services, { started: (job) => services.refreshes?.(job) });
}

async function unmadeSource(text: string, { store }: Services): Promise<string | undefined> {
  for (const source of sourcesOf(readView(text)))
    if ((await currentVersionOf(store, `datasets/${source}`)) === undefined) return source;
  return undefined;
}
