import { openScratchFolder } from "../../../adapters/scratch-folder.ts";
import type { components } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { tryContent } from "../../../core/report/dataset/change-recipe.ts";
import type { CheckResult } from "../../../core/report/dataset/contract/check-result.ts";
import { datasetLimits } from "../../../core/report/dataset/dataset-limits.ts";
import type { DatasetFormat } from "../../../core/report/dataset/dataset.ts";
import { parseReading } from "../../../core/report/dataset/parse-reading.ts";
import { readRecipe } from "../../../core/report/dataset/recipe/read-recipe.ts";
import { shapeDataset } from "../../../core/report/shape-dataset.ts";
import { formatOfInput } from "../../inputs/format-of-input.ts";
import { datasetMediaTypes } from "../../inputs/dataset-media-types.ts";
import { ExitError, exitCodes } from "../../exit-codes.ts";
import { parsePairs } from "../../inputs/parse-pairs.ts";
import { readFileInto } from "../../inputs/read-input.ts";
import { tell, writeJson } from "../remote/print-answer.ts";
import { type VerbOptions, withApi } from "../remote/with-api.ts";
import { type ShownResult, writeResults } from "./write-results.ts";

export interface CheckOptions extends VerbOptions {
  readonly recipe?: string;
  readonly for?: string;
  readonly format?: DatasetFormat;
  readonly read: readonly string[];
}

/** What a file would be as a dataset, and how it would hold its checks. */
interface Judged {
  readonly rows: number;
  readonly columns: readonly object[];
  readonly checks: readonly ShownResult[];
  /** Parts of a data contract that were not read. */
  readonly unread?: readonly string[];
}

/**
 * `broadsheet datasets check`: how a file would hold a contract, before it is sent: that of a recipe's file, without
 * any server, or that of a stored dataset.
 *
 * @throws BroadsheetError for a file or recipe that cannot be read; ExitError if a check of severity `error` is broken
 */
export async function checkDataset(file: string, options: CheckOptions): Promise<void> {
  const { recipe, for: name } = options;
  if ((recipe === undefined) === (name === undefined))
    throw new BroadsheetError("invalid-request", {
      code: "mixed-options",
      message: "the contract is that of one recipe: name its file with --recipe, or a stored dataset with --for",
      where: { name: recipe === undefined ? "--recipe" : "--for" },
    });
  const members = parsePairs(options.read, "--read", "what=value");
  const format = options.format ?? formatOfInput(file);
  if (file === "-" && recipe === "-")
    throw new BroadsheetError("invalid-request", {
      code: "mixed-options",
      message: "standard input is either the data or the recipe",
      where: { name: "--recipe" },
      seen: "-",
    });
  const body = await readFileInto(file);
  const judged =
    recipe === undefined
      ? await askApi({ name: name!, format, body, query: members }, options)
      : await judgeHere(
          { body, format, reading: parseReading(members, "/read") },
          new TextDecoder().decode(await readFileInto(recipe, "--recipe")),
        );
  if (options.json === true) await writeJson(judged);
  else {
    await writeResults(judged.checks);
    for (const part of judged.unread ?? []) tell(`Not read: ${part}.`);
    tell(`${judged.rows} rows, ${judged.columns.length} columns; nothing was stored.`);
  }
  const isRefused = judged.checks.some(({ holds, severity }) => !holds && severity === "error");
  if (isRefused) throw new ExitError({ exitCode: exitCodes.badInput, heading: "broken contract" }, []);
}

async function judgeHere(content: Parameters<typeof tryContent>[0], text: string): Promise<Judged> {
  const recipe = readRecipe(text);
  const scratch = await openScratchFolder();
  try {
    const { profile } = await tryContent(content, recipe, {
      scratch,
      limits: datasetLimits,
      shape: (given, steps, limits) => shapeDataset(given, steps, scratch, limits),
    });
    return {
      rows: profile.rows,
      columns: profile.columns,
      checks: (profile.checks ?? []).map(shown),
      unread: recipe.unread ?? [],
    };
  } finally {
    await scratch.dispose();
  }
}

/** A result as the API answers it. */
function shown({ broken, ...result }: CheckResult): ShownResult {
  const found = broken && { ...broken, first: [...broken.first] };
  return { ...result, columns: [...result.columns], holds: broken === undefined, ...found };
}

interface Sent {
  readonly name: string;
  readonly format: DatasetFormat;
  readonly body: Uint8Array;
  readonly query: Readonly<Record<string, string>>;
}

async function askApi({ name, format, body, query }: Sent, options: VerbOptions): Promise<Judged> {
  let judged: Judged | undefined;
  await withApi(options, async ({ take, client }) => {
    // The route takes any name, since a file may begin a dataset; here only one that there is has checks.
    await take(client.GET("/datasets/{name}", { params: { path: { name } } }));
    const { data } = await take(
      client.PUT("/datasets/{name}", {
        params: { path: { name }, query: { ...query, "dry-run": "true" } },
        headers: { "content-type": datasetMediaTypes[format] },
        // The bytes of the file: the document has no type for them.
        body: body as unknown as string,
        bodySerializer: (bytes) => bytes,
      }),
    );
    const { rows, columns, checks = [] } = data as components["schemas"]["DatasetProfile"];
    judged = { rows, columns, checks };
  });
  return judged!;
}
