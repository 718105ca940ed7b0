import { listDatasetNames, listDatasetVersions } from "../../core/report/dataset/store/list-dataset-names.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { hintNearMatch, nearMatch } from "../../core/near-match.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import type { Kept } from "../../core/report/template/store/kept.ts";
import { listTemplatePage } from "../../core/report/template/store/list-templates.ts";
import { listWebhooks } from "../../core/service/delivery/webhook/store-webhook.ts";
import { listPublications } from "../../core/service/publication/record/list-publications.ts";
import { sourceNames } from "../../core/service/source/stored-source.ts";

/** Most names searched for a near match. Of many, the error lists those that are most like the one seen. */
const mostNames = 10_000;

/** Codes of errors about a name that nothing has, and how the names there are is found out. */
const namesOf: Readonly<Record<string, (store: ObjectStore, seen: string) => Promise<readonly string[]>>> = {
  "unknown-dataset": (store) => listDatasetNames(store, mostNames),
  "unknown-template": (store) => listKept(store, "template"),
  "unknown-theme": (store) => listKept(store, "theme"),
  "unknown-view": async (store) => [...(await readGraph(store)).keys()].toSorted(),
  "unknown-source": sourceNames,
  "unknown-publication": listNearPublications,
  "unknown-webhook": async (store) => (await listWebhooks(store)).map(({ name }) => name),
};

/** Of these, most errors are about what is not published. */
const kept: Readonly<Record<string, Kept>> = { "unknown-template": "template", "unknown-theme": "theme" };

/**
 * Adds the existing names, and the one that was probably meant, to an error about something that does not exist: a
 * template, a theme, a dataset or its version, a view, a source, a publication, a webhook. Not for callers who may not
 * see what else is stored.
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
  if (code === "unknown-version" && where?.dataset !== undefined)
    return { allowed: await listDatasetVersions(store, where.dataset) };
  if (!Object.hasOwn(namesOf, code)) return {};
  const found = among(seen, await namesOf[code]!(store, seen));
  const kind = kept[code];
  if (found.hint !== undefined || kind === undefined) return found;
  // A draft is promoted and copied by its name, too.
  const drafted = nearMatch(seen, await listKept(store, kind, "unpublished"));
  return drafted === undefined ? found : { ...found, hint: `did you mean "${drafted}", which is not published?` };
}

async function listKept(
  store: ObjectStore,
  kind: Kept,
  state: "published" | "unpublished" = "published",
): Promise<readonly string[]> {
  return (await listTemplatePage(store, { limit: mostNames, kind, state })).templates.map(({ name }) => name);
}

/** A list of publications reads each: of more than a page only those with a near name. */
async function listNearPublications(store: ObjectStore, seen: string): Promise<readonly string[]> {
  const { publications, next } = await listPublications(store);
  const near =
    next === undefined
      ? publications
      : (await listPublications(store, { matchesName: (name) => nearMatch(seen, [name]) !== undefined })).publications;
  return near.map(({ name }) => name);
}

function among(seen: string, names: readonly string[]): Pick<Problem, "allowed" | "hint"> {
  return { allowed: names, ...hintNearMatch(seen, names) };
}
