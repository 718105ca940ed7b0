import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { components } from "../../client/schema.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { coerceParameters } from "../../core/report/request/coerce-parameters.ts";
import { findTemplateFolders, shippedTemplates } from "../../seed/template-folders.ts";
import { openApiCaller } from "../open-api-caller.ts";
import { parseDeliverWords } from "../inputs/parse-deliver.ts";
import { findTarget, type TargetOptions } from "../remote/find-target.ts";
import { parsePairs } from "../inputs/parse-pairs.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";

export interface PublishOptions extends TargetOptions {
  readonly template: string;
  readonly on: readonly string[];
  readonly timezone?: string;
  readonly data: readonly string[];
  readonly settle?: string;
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly date?: string;
  readonly skipUnchanged?: boolean;
  readonly missed?: string;
  readonly deliver: readonly string[];
  readonly renditions?: string;
  readonly dataChanges?: boolean;
  readonly keep?: string;
  readonly run?: boolean;
  readonly json?: boolean;
}

/**
 * `broadsheet publish`: creates or changes a publication, on a server or in a data directory, which the next server
 * serves.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function publish(name: string, options: PublishOptions): Promise<void> {
  const { json } = options;
  // An earlier release preferred the server if both were given.
  const place = options.server === undefined ? options : { ...options, dataDir: undefined };
  const target = findTarget(place);
  const server = "server" in target ? target.server : undefined;
  if (options.run === true && server === undefined)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--run needs a server that renders",
      hint: "start one with broadsheet serve, and add --server http://localhost:8080",
    });
  const { template, folders } = await templateOf(options.template, server);
  const api = await openApiCaller({ ...place, templates: folders });
  try {
    const { client, take } = api;
    const schema =
      options.param.length === 0
        ? {}
        : (await take(client.GET("/templates/{name}", { params: { path: { name: template.split("@")[0]! } } }))).data
            .parameters;
    const { data: publication } = await take(
      client.PUT("/publications/{name}", {
        params: { path: { name } },
        body: configurationOf(template, schema, options) as components["schemas"]["PublicationRequest"],
      }),
    );
    const edition =
      options.run === true
        ? (
            await take(
              client.POST("/publications/{name}/run", { params: { path: { name } }, headers: { prefer: "wait=25" } }),
            )
          ).data
        : undefined;
    process.stdout.write(
      json === true
        ? `${JSON.stringify(edition === undefined ? publication : { ...publication, edition }, null, 2)}\n`
        : showControlsInLines(describe(name, publication, edition, server ?? "")),
    );
  } finally {
    await api.close();
  }
}

/** The template's name, and the folders to publish in a data directory: the shipped ones, and one that was named. */
async function templateOf(
  given: string,
  server: string | undefined,
): Promise<{ readonly template: string; readonly folders: ReadonlyMap<string, string> }> {
  if (server !== undefined) return { template: given, folders: new Map() };
  const shipped = await findTemplateFolders([shippedTemplates]);
  const folder = resolve(given);
  if (shipped.has(given)) return { template: given, folders: new Map([[given, shipped.get(given)!]]) };
  if (!existsSync(folder)) return { template: given, folders: new Map() };
  return { template: basename(folder), folders: new Map([[basename(folder), folder]]) };
}

function configurationOf(
  template: string,
  schema: Readonly<Record<string, unknown>>,
  options: PublishOptions,
): Record<string, unknown> {
  const { on, timezone, data, settle, date, skipUnchanged, missed, keep, renditions, dataChanges = false } = options;
  const parameters = coerceParameters({ parameters: schema }, parsePairs(options.param, "--param", "key=value"));
  const datasets = parsePairs(options.dataset, "--dataset", "alias=name");
  const schedules = on.map((schedule) => ({ schedule, ...(timezone !== undefined && { timezone }) }));
  const arrivals = data.map((names) => ({
    data: names.split(",").map((one) => one.trim()),
    ...(settle !== undefined && { settle }),
  }));
  return {
    template,
    ...(options.param.length > 0 && { parameters }),
    ...(options.dataset.length > 0 && { datasets }),
    on: [...schedules, ...arrivals],
    ...(date !== undefined && { date }),
    ...(skipUnchanged === true && { skip: "unchanged" }),
    ...(missed !== undefined && { missed }),
    ...((options.deliver.length > 0 || renditions !== undefined || dataChanges) && {
      deliver: parseDeliverWords(options.deliver, renditions, dataChanges),
    }),
    ...(keep !== undefined && { keep: /^\d+$/.test(keep) ? Number(keep) : keep }),
  };
}

function describe(
  name: string,
  publication: Readonly<Record<string, unknown>>,
  edition: Readonly<Record<string, unknown>> | undefined,
  server: string,
): string {
  const next = publication["next"];
  const lines = [
    `${name} is published${typeof next === "string" ? `; its next edition comes at ${next.slice(0, 16).replace("T", " ")} UTC` : ""}`,
  ];
  if (edition !== undefined)
    lines.push(
      `edition ${String(edition["id"])} is ${edition["status"] === "making" ? "being made" : String(edition["status"])}`,
    );
  lines.push(`  latest   ${server}${String(publication["pdf"])}`, `  feed     ${server}${String(publication["feed"])}`);
  if (server === "") lines.push("  broadsheet serve makes its editions");
  return `${lines.join("\n")}\n`;
}
