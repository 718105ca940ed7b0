import type { components } from "../../../client/create-client.ts";
import { coerceParameters } from "../../../core/report/request/coerce-parameters.ts";
import type { ExplainedNumber } from "../../../core/report/follow-cells.ts";
import { showControlsInLines } from "../../../core/wording/show-controls.ts";
import { countWords } from "../../../core/wording/count-words.ts";
import { shippedFolders } from "../../../seed/template-folders.ts";
import { checkOut } from "../../check-out.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { parsePairs } from "../../inputs/parse-pairs.ts";
import { formatProblems } from "../../print-problems.ts";
import { readProblem } from "../../remote/read-problem.ts";
import { type QuestionOptions, readListed, readQuestion } from "../../inputs/read-question.ts";
import { tellAnswers } from "../../tell-answers.ts";
import { renditionForm } from "../../rendition-form.ts";
import { type Column, paintState } from "../../terminal/format-table.ts";
import { formatBytes } from "../../terminal/show-transfer.ts";
import { awaitEnd, demandSuccess, secondsOf } from "./await-end.ts";
import { confirm } from "./confirm.ts";
import { downloadReport } from "./download-report.ts";
import { fetchFigure } from "./fetch-figure.ts";
import { findId } from "./find-id.ts";
import { gather, given } from "./gather.ts";
import { readObject } from "../../inputs/read-input.ts";
import { type VerbOptions, withApi } from "./with-api.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "./print-answer.ts";

type Report = components["schemas"]["Report"];
type Query = { readonly [Filter in "status" | "template" | "dataset" | "search"]?: string };

interface Waits extends VerbOptions {
  readonly wait?: string | true;
  readonly out?: string;
  readonly fonts?: string;
}

interface RequestOptions extends Waits {
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly date?: string;
  readonly anew?: boolean;
  readonly input?: string;
}

const columns: readonly Column<Report>[] = [
  { head: "id", of: ({ id }) => id, enough: 12 },
  { head: "status", of: ({ status }) => status, paint: paintState },
  { head: "template", of: ({ template }) => template.name, shrinks: true },
  { head: "title", of: ({ title }) => title, shrinks: true },
  { head: "pages", of: ({ pages }) => pages, align: "right" },
  { head: "requested", of: ({ created }) => created.slice(0, 16).replace("T", " ") },
];

/** The verbs of `broadsheet reports`. Each throws a BroadsheetError with the problems that the API names. */
export const reportVerbs = {
  async request(template: string | undefined, options: RequestOptions): Promise<void> {
    checkOut(options.out);
    renditionForm(options.out, options.fonts);
    const waits = options.wait !== undefined || options.out !== undefined;
    const folder = shippedFolders.get(template ?? "");
    const templates = new Map(folder === undefined ? [] : [[template!, folder]]);
    await withApi({ ...options, works: waits, templates }, async (api) => {
      const body = await bodyOf(template, options, api);
      const { data: report } = await api.take(
        api.client.POST("/reports", {
          body,
          headers: { ...(options.anew === true && { "cache-control": "no-cache" }) },
        }),
      );
      if (waits) return await finish(api, report.id, options);
      if (options.json === true) return await writeJson(report);
      await write(`${report.id}\n`);
      tell(
        api.dataDir === undefined
          ? `It is ${report.status}. Wait for it with: broadsheet reports watch ${report.id.slice(0, 12)}`
          : "broadsheet serve makes it.",
      );
    });
  },

  async list({
    limit,
    json,
    status,
    template,
    dataset,
    search,
    ...target
  }: VerbOptions & Query & { readonly limit: string }) {
    await withApi(target, async (api) => {
      const filters = given({ status, template, dataset, search }) as object;
      const reports = await gather(
        api,
        limit,
        (paging) => api.client.GET("/reports", { params: { query: { ...filters, ...paging } } }),
        (page) => page.reports,
      );
      if (json === true) await writeJson({ reports });
      else await writeTable(reports, columns, "There are no such reports.");
    });
  },

  async get(id: string, options: VerbOptions & Pick<Waits, "out" | "fonts">): Promise<void> {
    checkOut(options.out);
    const works = renditionForm(options.out, options.fonts) !== undefined;
    await withApi({ ...options, works }, async (api) => {
      const path = { id: await findId(api, "report", id) };
      const { data: report } = await api.take(api.client.GET("/reports/{id}", { params: { path } }));
      if (options.out !== undefined) await downloadReport(api, report.id, options.out, options.fonts);
      await show(report, options, api);
    });
  },

  figure: fetchFigure,

  async explain(id: string, options: VerbOptions & QuestionOptions): Promise<void> {
    const { number, page, at } = readQuestion(options);
    const rows = readListed(options.rows);
    await withApi({ ...options, works: true }, async (api) => {
      const path = { id: await findId(api, "report", id) };
      const query = given({ number, page, x: at?.x, y: at?.y, rows });
      const { data } = await api.take(api.client.GET("/reports/{id}/explain", { params: { path, query } }));
      if (options.json === true) return await writeJson(data);
      const answers = data.answers as unknown as readonly ExplainedNumber[];
      await write(`${showControlsInLines(tellAnswers({ ...data, answers }))}\n`);
    });
  },

  async watch(id: string, options: Waits): Promise<void> {
    checkOut(options.out);
    renditionForm(options.out, options.fonts);
    await withApi({ ...options, works: true }, async (api) => {
      await finish(api, await findId(api, "report", id), options);
    });
  },

  async cancel(ids: readonly string[], options: VerbOptions): Promise<void> {
    await withApi(options, async (api) => {
      const reports: Report[] = [];
      for (const id of ids) {
        const path = { id: await findId(api, "report", id) };
        reports.push((await api.take(api.client.POST("/reports/{id}/cancel", { params: { path } }))).data);
      }
      if (options.json === true) await writeJson({ reports });
      else await writeTable(reports, columns, "");
    });
  },

  async retry(id: string, options: Waits): Promise<void> {
    checkOut(options.out);
    renditionForm(options.out, options.fonts);
    const waits = options.wait !== undefined || options.out !== undefined;
    await withApi({ ...options, works: waits }, async (api) => {
      const path = { id: await findId(api, "report", id) };
      const { data: report } = await api.take(api.client.POST("/reports/{id}/retry", { params: { path } }));
      if (waits) return await finish(api, report.id, options);
      await show(report, options, api);
    });
  },

  async remove(ids: readonly string[], options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    await confirm(ids.length === 1 ? `the report ${ids[0]!}` : countWords(ids.length, "report"), options.yes);
    await withApi(options, async (api) => {
      for (const id of ids) {
        const path = { id: await findId(api, "report", id) };
        await api.done(api.client.DELETE("/reports/{id}", { params: { path } }));
      }
      if (options.json === true) await writeJson({ deleted: ids });
      else tell(`Deleted ${countWords(ids.length, "report")}.`);
    });
  },
};

/** Waits for a report, fetches it if that is wanted, and tells how it ended. */
async function finish(api: ApiCaller, id: string, options: Waits): Promise<void> {
  const report = await awaitEnd(api, "report", id, { seconds: secondsOf(options.wait) });
  if (report.status === "ready" && options.out !== undefined)
    await downloadReport(api, report.id, options.out, options.fonts);
  await show(report, options, api);
}

async function show(report: Report, { json, out }: Waits, { server, dataDir }: ApiCaller): Promise<void> {
  // The PDF itself may be on standard output.
  if (json === true) {
    if (out === "-") process.stderr.write(`${JSON.stringify(report, null, 2)}\n`);
    else await writeJson(report);
  } else if (out === undefined && report.status !== "failed") {
    const { id, status, title, template, pages, bytes, sha256, pdf, stage } = report;
    await writeFacts([
      ["id", id],
      ["status", stage === undefined ? status : `${status}: ${stage}`],
      ["title", title],
      ["template", `${template.name}@${template.version.slice(0, 12)}`],
      ["pages", pages],
      ["size", bytes === undefined ? undefined : formatBytes(bytes)],
      ["sha256", sha256],
      ["pdf", pdf === undefined ? undefined : `${dataDir === undefined ? server : ""}${pdf}`],
    ]);
  } else if (report.status === "ready" && renditionForm(out) !== undefined) {
    tell(`${out}: the report ${report.id.slice(0, 12)}`);
  } else if (report.status === "ready") {
    const size = formatBytes(report.bytes ?? 0);
    tell(`${out}: ${countWords(report.pages ?? 0, "page")}, ${size}, sha256 ${report.sha256?.slice(0, 12)}`);
  }
  const warnings = (report.warnings ?? []).map((entry) => readProblem(entry as unknown as Record<string, unknown>));
  if (json !== true && warnings.length > 0) process.stderr.write(`${formatProblems("warning", warnings)}\n`);
  demandSuccess(report, json);
}

/** A request from a file, over which the options go; values get the types that the template's schema has. */
async function bodyOf(
  template: string | undefined,
  { input, param, dataset, date }: RequestOptions,
  { client, take }: ApiCaller,
): Promise<components["schemas"]["ReportRequest"]> {
  const body = input === undefined ? {} : await readObject(input, "--input");
  const named = template ?? (typeof body["template"] === "string" ? body["template"] : "");
  const words = parsePairs(param, "--param", "key=value");
  const schema =
    param.length === 0
      ? {}
      : (await take(client.GET("/templates/{name}", { params: { path: { name: named.split("@")[0]! } } }))).data
          .parameters;
  const parameters = coerceParameters({ parameters: schema }, words);
  const datasets = parsePairs(dataset, "--dataset", "alias=name");
  return {
    ...body,
    ...(template !== undefined && { template }),
    ...(param.length > 0 && { parameters: { ...(body["parameters"] as object), ...parameters } }),
    ...(dataset.length > 0 && { datasets: { ...(body["datasets"] as object), ...datasets } }),
    ...(date !== undefined && { date }),
  } as components["schemas"]["ReportRequest"];
}
