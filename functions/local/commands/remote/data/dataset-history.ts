import type { components } from "../../../../client/create-client.ts";
import type { Column } from "../../../terminal/format-table.ts";
import { gather } from "../gather.ts";
import { writeJson, writeTable } from "../print-answer.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type Move = components["schemas"]["DatasetLog"]["moves"][number];

/** What reads a dataset, itself or by way of a view. */
interface Use {
  readonly what: "template" | "publication" | "view";
  readonly name: string;
  readonly through: string;
  readonly how: string;
}

const moves: readonly Column<Move>[] = [
  { head: "move", of: ({ seq }) => seq, align: "right" },
  { head: "at", of: ({ at }) => at },
  { head: "kind", of: ({ kind }) => kind },
  { head: "version", of: ({ version }) => version ?? "" },
  { head: "by", of: ({ by }) => by?.name ?? "" },
  { head: "why", of: ({ why }) => why ?? "", shrinks: true },
];

const uses: readonly Column<Use>[] = [
  { head: "what", of: ({ what }) => what },
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "through the view", of: ({ through }) => through },
  { head: "how", of: ({ how }) => how },
];

/** `broadsheet datasets log`: lists which version became current when, and why. @throws BroadsheetError as the API */
export async function showDatasetLog(
  name: string,
  { limit, json, ...target }: VerbOptions & { readonly limit: string },
): Promise<void> {
  await withApi(target, async (api) => {
    const found = await gather(
      api,
      limit,
      (query) => api.client.GET("/datasets/{name}/log", { params: { path: { name }, query } }),
      (page) => page.moves,
    );
    if (json === true) await writeJson({ moves: found });
    else await writeTable(found, moves, "");
  });
}

/** `broadsheet datasets uses`: lists what reads a dataset and its views. @throws BroadsheetError as the API */
export async function showDatasetUses(name: string, { json, ...target }: VerbOptions): Promise<void> {
  await withApi(target, async (api) => {
    const { data } = await api.take(api.client.GET("/datasets/{name}/uses", { params: { path: { name } } }));
    if (json === true) return await writeJson(data);
    const found: readonly Use[] = [
      ...data.templates.map(({ name: template, alias, through = "" }) => ({
        what: "template" as const,
        name: template,
        through,
        how: `as ${alias}`,
      })),
      ...data.publications.map(({ name: publication, trigger, through = "" }) => ({
        what: "publication" as const,
        name: publication,
        through,
        how: trigger ? "makes an edition when it changes" : "on its schedule",
      })),
      ...data.views.map((view) => ({ what: "view" as const, name: view, through: "", how: "" })),
    ];
    await writeTable(found, uses, `No template, publication or view reads ${name}.`);
  });
}
