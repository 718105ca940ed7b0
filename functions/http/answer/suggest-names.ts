import { listDatasetNames, listDatasetVersions } from "../../core/report/dataset/store/list-dataset-names.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { listTemplatePage, listTemplates } from "../../core/report/template/store/list-templates.ts";

/** Most names searched for a near match. Of many, the error lists those that are most like the one seen. */
const mostNames = 10_000;

/**
 * Adds the existing names, and the one that was probably meant, to an error about a template, a theme, a dataset or a
 * dataset's version that does not exist. Not for callers who may not see what else is stored.
 */
export async function suggestNames(error: BroadsheetError, store: ObjectStore): Promise<BroadsheetError> {
  if (error.kind !== "not-found") return error;
  const problems = await Promise.all(
    error.problems.map(async (problem) => ({ ...problem, ...(await suggestionsFor(problem, store)) })),
  );
  return new BroadsheetError(error.kind, problems, { cause: error });
}

async function suggestionsFor(
  { code, seen, where }: Problem,
  store: ObjectStore,
): Promise<Pick<Problem, "allowed" | "hint">> {
  if (typeof seen !== "string") return {};
  if (code === "unknown-dataset") return among(seen, await listDatasetNames(store, mostNames));
  if (code === "unknown-template")
    return among(
      seen,
      (await listTemplates(store)).map(({ name }) => name),
    );
  if (code === "unknown-theme")
    return among(
      seen,
      (await listTemplatePage(store, { limit: mostNames, kind: "theme" })).templates.map(({ name }) => name),
    );
  if (code === "unknown-version" && where?.dataset !== undefined)
    return { allowed: await listDatasetVersions(store, where.dataset) };
  return {};
}

function among(seen: string, names: readonly string[]): Pick<Problem, "allowed" | "hint"> {
  return { allowed: names, ...hintNearMatch(seen, names) };
}
