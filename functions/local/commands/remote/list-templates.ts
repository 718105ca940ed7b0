import { type components, pages } from "../../../client/create-client.ts";
import type { Column } from "../../terminal/format-table.ts";
import { writeJson, writeTable } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

type Template = components["schemas"]["TemplateList"]["templates"][number];

const columns: readonly Column<Template>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "version", of: ({ version }) => version, enough: 12 },
  { head: "title", of: ({ title }) => Object.values(title)[0], shrinks: true },
];

/**
 * `broadsheet templates --server`: the templates that a server or a data directory has published, by name; with
 * `--unpublished` those that it has not.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function listTemplates({
  json,
  unpublished,
  ...target
}: VerbOptions & { readonly unpublished?: boolean }): Promise<void> {
  await withApi(target, async ({ client, take }) => {
    const templates: Template[] = [];
    const state = unpublished === true ? { state: "unpublished" as const } : {};
    for await (const page of pages(async (after) => ({
      data: (
        await take(client.GET("/templates", { params: { query: { ...state, ...(after !== undefined && { after }) } } }))
      ).data,
      response: new Response(),
    })))
      templates.push(...page.templates);
    if (json === true) await writeJson({ templates });
    else await writeTable(templates, columns, "There are no templates.");
  });
}
