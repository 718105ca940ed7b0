import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { placeOfName } from "../../core/names/name-log.ts";
import { deleteDataset } from "../../core/report/dataset/store/delete-dataset.ts";
import { removeView, viewCause } from "../../core/report/dataset/view/change-views.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import { forgetChoices } from "../../core/report/template/store/forget-choices.ts";
import { forgetRefreshes } from "../../core/service/view/forget-refreshes.ts";
import { callerOf } from "../access/caller-of.ts";
import { changedMeanwhile, refuseUnmatched } from "../request/if-match.ts";
import type { Services } from "../services.ts";
import { findUses } from "./find-uses.ts";

/**
 * Deletes a view, its tables and the records of how they were made. One that was interrupted is finished.
 *
 * @returns the answer if `If-Match` does not hold
 * @throws BroadsheetError `not-found`; `conflict` while something reads it (`in-use`, `read-by-views`)
 */
export async function deleteStoredView(c: Context, name: string, services: Services): Promise<Response | undefined> {
  const { store, clock, newToken } = services;
  const entry = (await readGraph(store)).get(name);
  const seen = `GET /views/${name}`;
  const matched = c.req.header("if-match") !== undefined;
  const refused = matched ? refuseUnmatched(c, entry?.since ?? 0, seen) : undefined;
  if (refused !== undefined) return refused;
  const token = newToken();
  const by = callerOf(c);
  if (entry === undefined) await refuseUnknown(name, services);
  else {
    await refuseUsed(name, services);
    try {
      const move = { cause: `remove:${token}`, at: clock.now(), by };
      await removeView(store, name, { ...move, ...(matched && { since: entry.since }) });
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "view-changed-meanwhile") throw error;
      return changedMeanwhile(c.req.header("if-match"), (await readGraph(store)).get(name)?.since ?? 0, seen);
    }
  }
  await deleteDataset(store, name, { at: clock.now(), by, token });
  await forgetRefreshes(store, name);
  await forgetChoices(store, name);
  return undefined;
}

/** What an interrupted deletion has left is deleted, too; any other dataset is no view. */
async function refuseUnknown(name: string, { store }: Services): Promise<void> {
  const { cause, version } = await placeOfName(store, `datasets/${name}`);
  if (version !== undefined && cause?.startsWith(viewCause) === true) return;
  throw new BroadsheetError("not-found", {
    code: "unknown-view",
    message: `There is no view "${name}"`,
    where: { dataset: name },
    seen: name,
  });
}

async function refuseUsed(name: string, { store }: Services): Promise<void> {
  const { templates, publications } = await findUses(store, name);
  const users = [
    ...templates.map((template) => `the template "${template.name}"`),
    ...publications.map((publication) => `the publication "${publication.name}"`),
  ];
  if (users.length === 0) return;
  throw new BroadsheetError("conflict", {
    code: "in-use",
    message: `"${name}" is read by ${users.slice(0, 5).join(", ")}${users.length > 5 ? ` and ${users.length - 5} more` : ""}`,
    where: { dataset: name },
    seen: users,
    hint: `GET /datasets/${name}/uses lists them; let them read another dataset first`,
  });
}
