import { statSync } from "node:fs";
import { basename } from "node:path";
import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import { parseReading } from "../../../../core/report/dataset/parse-reading.ts";
import type { ApiCaller } from "../../../open-api-caller.ts";
import { parsePairs } from "../../../inputs/parse-pairs.ts";
import { datasetMediaTypes } from "../../../inputs/dataset-media-types.ts";
import { formatProblems } from "../../../print-problems.ts";
import { readProblem } from "../../../remote/read-problem.ts";
import type { Column } from "../../../terminal/format-table.ts";
import { formatBytes } from "../../../terminal/show-transfer.ts";
import { confirm } from "../confirm.ts";
import { diffDataset } from "./diff-dataset.ts";
import { gather, given } from "../gather.ts";
import { answerTo, checkDecimal } from "../../answer-question.ts";
import { printProposal, recipeText, tellProposal, tellQuestion } from "./print-proposal.ts";
import { formatOfInput } from "../../../inputs/format-of-input.ts";
import { readFileInto } from "../../../inputs/read-input.ts";
import { mostSent, type SentDataset, uploadDataset } from "./send-dataset.ts";
import { type VerbOptions, withApi } from "../with-api.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "../print-answer.ts";

type Summary = components["schemas"]["DatasetSummary"];
type TableFile = NonNullable<components["schemas"]["DatasetProfile"]["files"]>[number];

interface PutOptions extends VerbOptions {
  readonly format?: SentDataset["format"];
  readonly read: readonly string[];
  readonly hold?: boolean;
}

const columns: readonly Column<Summary>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "version", of: ({ version }) => version, enough: 12 },
  { head: "format", of: ({ format }) => format },
  { head: "rows", of: ({ rows }) => rows, align: "right" },
  { head: "size", of: ({ bytes }) => formatBytes(bytes), align: "right" },
];

/** The verbs of `broadsheet datasets`. Each throws a BroadsheetError with the problems that the API names. */
export const datasetVerbs = {
  async put(name: string, file: string, options: PutOptions): Promise<void> {
    const content = file === "-" ? await readFileInto("-", "the file") : file;
    const bytes = typeof content === "string" ? sizeOf(content) : content.byteLength;
    const format = options.format ?? formatOfInput(file);
    const members = parsePairs(options.read, "--read", "what=value");
    const hold = options.hold === true;
    const reading = options.read.length > 0 ? parseReading(members, "/read") : undefined;
    const sent = { name, format, content, reading, ...(hold && { hold }) };
    const large = bytes > mostSent;
    await withApi({ ...options, works: large }, async (api) => {
      const version = large ? (await uploadDataset(sent, api)).version : await putDataset(sent, members, api);
      if (hold && version !== undefined) return await printHeld(name, version, options, api);
      const { data } = await api.take(api.client.GET("/datasets/{name}", { params: { path: { name } } }));
      if (options.json === true) return await writeJson(data);
      await write(`${name}@${version ?? data.version}\n`);
      tell(`${file === "-" ? "Standard input" : basename(file)}: ${data.rows} rows, ${data.columns.length} columns.`);
      const warnings = ((data as { warnings?: readonly object[] }).warnings ?? []).map((entry) =>
        readProblem(entry as Readonly<Record<string, unknown>>),
      );
      if (warnings.length > 0) process.stderr.write(`${formatProblems("warning", warnings)}\n`);
      const broken = (data.checks ?? []).filter(({ holds }) => !holds);
      for (const { message = "" } of broken) tell(`A check that only warns is broken: ${message}.`);
      if (data.proposal !== undefined) tellProposal(name, data.proposal);
      if (data.question !== undefined) tellQuestion(name, data.question);
    });
  },

  async promote(name: string, version: string, options: VerbOptions & { readonly why?: string }): Promise<void> {
    await withApi(options, async (api) => {
      const body = { version, ...given({ why: options.why }) };
      const { data } = await api.take(
        api.client.POST("/datasets/{name}/promote", { params: { path: { name } }, body }),
      );
      if (options.json === true) return await writeJson(data);
      await write(`${name}@${data.version}\n`);
      tell(`It is current: ${data.rows} rows, ${data.columns.length} columns.`);
    });
  },

  async list({ limit, search, json, ...target }: VerbOptions & { readonly limit: string; readonly search?: string }) {
    await withApi(target, async (api) => {
      const datasets = await gather(
        api,
        limit,
        (paging) => api.client.GET("/datasets", { params: { query: { ...given({ search }), ...paging } } }),
        (page) => page.datasets,
      );
      if (json === true) await writeJson({ datasets });
      else await writeTable(datasets, columns, "There are no such datasets.");
    });
  },

  async show(name: string, options: VerbOptions & ShowOptions): Promise<void> {
    await withApi(options, async (api) => {
      const { data } = await api.take(api.client.GET("/datasets/{name}", { params: { path: { name } } }));
      if (options.proposal === true) return await showProposal(name, data, options);
      if (options.json === true) return await writeJson(data);
      await writeFacts([
        ["name", data.name],
        ["version", data.version],
        ["format", data.format],
        ["rows", data.rows],
        ["size", formatBytes(data.bytes)],
        ["versions", data.versions.length],
        ["files", data.files?.length],
      ]);
      await write("\n");
      await writeTable(
        data.columns,
        [
          { head: "column", of: (column) => column.name, shrinks: true },
          { head: "type", of: (column) => column.type },
        ],
        "",
      );
      if (data.files !== undefined) await printFiles(data.files);
      if (data.proposal !== undefined) await printProposal(data.proposal);
      if (data.question !== undefined) tellQuestion(name, data.question);
    });
  },

  async diff(
    name: string,
    from: string | undefined,
    to: string | undefined,
    options: VerbOptions & { readonly key?: string },
  ): Promise<void> {
    await diffDataset(name, from, to, options);
  },

  async remove(
    name: string,
    options: VerbOptions & { readonly yes?: boolean; readonly version?: string },
  ): Promise<void> {
    const { version } = options;
    const what =
      version === undefined
        ? `the dataset ${name} with all its versions`
        : `the version ${version} of the dataset ${name}`;
    await confirm(what, options.yes);
    await withApi(options, async ({ client, done }) => {
      await done(
        version === undefined
          ? client.DELETE("/datasets/{name}", { params: { path: { name } } })
          : client.DELETE("/datasets/{name}/versions/{version}", { params: { path: { name, version } } }),
      );
      if (options.json === true) await writeJson({ deleted: version === undefined ? name : `${name}@${version}` });
      else tell(`Deleted ${what}.`);
    });
  },
};

interface ShowOptions {
  readonly proposal?: boolean;
  /** The answer to what the file does not say: `point` or `comma`. */
  readonly decimal?: string;
}

/** @throws BroadsheetError `not-found`, `no-proposal`; `invalid-request`, `invalid-option`, `unclear-numbers` */
async function showProposal(
  name: string,
  { proposal, question }: Pick<components["schemas"]["DatasetProfile"], "proposal" | "question">,
  { json, decimal }: VerbOptions & ShowOptions,
): Promise<void> {
  if (question !== undefined) {
    const { recipe } = answerTo(question, decimal);
    return json === true ? await writeJson(recipe) : await write(recipeText(recipe));
  }
  if (decimal !== undefined) checkDecimal(decimal);
  if (proposal === undefined)
    throw new BroadsheetError("not-found", {
      code: "no-proposal",
      message: `nothing is proposed for "${name}": no column is text because of a few cells, or none could be mended with certainty`,
      where: { dataset: name },
    });
  if (json === true) await writeJson(proposal);
  else await write(recipeText(proposal.recipe));
}

/** Says how a version that was held back becomes current, and how to see what that would change. */
async function printHeld(name: string, version: string, { json }: VerbOptions, { client }: ApiCaller): Promise<void> {
  if (json === true) return await writeJson({ name, version, held: true });
  await write(`${name}@${version}\n`);
  // The first version of a dataset may be held back, which has no current one then.
  const { data } = await client.GET("/datasets/{name}", { params: { path: { name } } });
  const promotes = `Held back; broadsheet datasets promote ${name} ${version} makes it current`;
  if (data === undefined || data.version === version) return tell(`${promotes}.`);
  tell(`${promotes},`);
  const versions = `${data.version.slice(0, 12)} ${version.slice(0, 12)}`;
  tell(`and broadsheet datasets diff ${name} ${versions} says what that would change.`);
}

async function putDataset(
  { name, format, content, hold }: SentDataset,
  query: Readonly<Record<string, string>>,
  { take, client }: ApiCaller,
): Promise<string> {
  const body = typeof content === "string" ? await readFileInto(content, "the file") : content;
  const { data } = await take(
    client.PUT("/datasets/{name}", {
      params: { path: { name }, query: { ...query, ...(hold === true && { hold: "true" as const }) } },
      headers: { "content-type": datasetMediaTypes[format] },
      // The bytes of the file: the document has no type for them.
      body: body as unknown as string,
      bodySerializer: (bytes) => bytes,
    }),
  );
  return data.version;
}

/** @throws BroadsheetError `not-found` */
function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() === true) return found.size;
  throw new BroadsheetError("not-found", {
    code: "file-unreadable",
    message: found === undefined ? `there is no file ${file}` : `${file} is not a file`,
    seen: file,
  });
}

/** The files of a table that is too long for one. */
async function printFiles(files: readonly TableFile[]): Promise<void> {
  await write("\n");
  await writeTable(
    files.map((file, index) => ({ ...file, number: index + 1 })),
    [
      { head: "file", of: ({ number }) => number, align: "right" },
      { head: "rows", of: ({ rows }) => rows, align: "right" },
      { head: "size", of: ({ bytes }) => formatBytes(bytes), align: "right" },
      { head: "sha256", of: ({ sha256 }) => sha256, enough: 12 },
    ],
    "",
  );
}
