import { type Command, Option } from "commander";
import type { showDatasetLog, showDatasetUses } from "../../../commands/remote/data/dataset-history.ts";
import type { datasetVerbs } from "../../../commands/remote/data/dataset-verbs.ts";
import { collect } from "../shared-options.ts";
import { addNotify } from "./notify-command.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof datasetVerbs> =>
  (await import("../../../commands/remote/data/dataset-verbs.ts")).datasetVerbs;

const history = async (): Promise<{
  showDatasetLog: typeof showDatasetLog;
  showDatasetUses: typeof showDatasetUses;
}> => await import("../../../commands/remote/data/dataset-history.ts");

/** `broadsheet datasets` and `broadsheet query`. */
export function addDatasetCommands(broadsheet: Command): void {
  const datasets = addNoun(broadsheet, "datasets", "store datasets, look at them, delete them");
  addPut(datasets);
  addPromote(datasets);
  addLooking(datasets);
  addRecipe(datasets);
  addContract(datasets);
  addDiff(datasets);
  addHistory(datasets);
  addNotify(datasets);
  addErase(datasets);
  addDelete(datasets);
  addQuery(broadsheet);
}

function addPut(datasets: Command): void {
  addVerb(datasets, {
    name: "put",
    description: "store a file as the next version of a dataset; the same content is the same version",
    json: "print the dataset as JSON",
    examples: [
      ["datasets put sales sales.csv", "files above 4 MB go by a signed link"],
      ["datasets put sales book.xlsx --read sheet=Sales", "how to read it"],
      ["datasets put sales - --format csv < sales.csv", "from a pipe"],
      ["datasets put sales sales.csv --hold", "a version that readers get once it is promoted"],
    ],
  })
    .argument("<name>", "of the dataset")
    .argument("<file>", "CSV, TSV, JSON, NDJSON, XLSX or Parquet; - is standard input")
    .addOption(formatOption())
    .option("-r, --read <what=value>", "encoding, delimiter, header, sheet or range (repeatable)", collect, [])
    .option("--hold", "hold the version back until datasets promote makes it current")
    .action(async (name: string, file: string, options) => await (await load()).put(name, file, options));
}

function formatOption(): Option {
  return new Option("--format <format>", "of standard input, or of a file with another name").choices([
    "csv",
    "tsv",
    "json",
    "ndjson",
    "parquet",
    "xlsx",
  ]);
}

function addPromote(datasets: Command): void {
  addVerb(datasets, {
    name: "promote",
    description: "make a stored version current: one that was held back, or an earlier one",
    examples: [["datasets promote sales 91c0…", "readers get it from now on"]],
  })
    .argument("<name>", "of the dataset")
    .argument("<version>", "a stored version, as datasets show lists them")
    .option("--why <reason>", "for the dataset's log")
    .action(async (name: string, version: string, options) => await (await load()).promote(name, version, options));
}

function addLooking(datasets: Command): void {
  addLimit(
    addVerb(datasets, {
      name: "list",
      alias: "ls",
      description: "list the stored datasets, by name",
      examples: [["datasets list --search sales", "only those whose name contains this"]],
    }),
  )
    .option("--search <text>", "only datasets whose name contains this")
    .action(async (options) => await (await load()).list(options));
  addVerb(datasets, {
    name: "show",
    alias: "get",
    description: "show a dataset's size, versions, columns and files, and what would mend them",
    examples: [
      ["datasets show sales", "its current version"],
      ["datasets show sales --proposal > recipe.yaml", "the recipe that would mend its columns"],
    ],
  })
    .argument("<name>", "of the dataset")
    .option("--proposal", "only the recipe that would mend columns which a few cells make text")
    .option("--decimal <mark>", "point or comma: the decimal mark, if the file does not say it (with --proposal)")
    .action(async (name: string, options) => await (await load()).show(name, options));
}

function addDelete(datasets: Command): void {
  addYes(
    addVerb(datasets, {
      name: "delete",
      alias: "rm",
      description: "delete a dataset with all its versions, or one version",
      examples: [["datasets delete sales --version 91c0… --yes", "only if it is not current"]],
    }),
  )
    .argument("<name>", "of the dataset")
    .option("--version <version>", "only this version")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}

function addErase(datasets: Command): void {
  addYes(
    addVerb(datasets, {
      name: "erase",
      description: "erase rows from all that is stored of a dataset, and list what was made from them",
      json: "print what was erased, and what was made from it, as JSON",
      examples: [
        [
          "datasets erase customers --where \"email = 'ada@example.org'\" --dry-run",
          "how many rows, how many versions",
        ],
        ["datasets erase customers --where \"email = 'ada@example.org'\" --yes", "then it lists the reports"],
        ["datasets erase customers --reports delete --yes", "the reports that were made from erased data"],
      ],
    }),
  )
    .argument("<name>", "of the dataset")
    .option("-w, --where <condition>", "SQL over its columns; rows of which it is true are erased")
    .option("--dry-run", "only count; nothing is erased")
    .addOption(
      new Option("--reports <what>", "list, delete or keep reports, batches and editions that were made from them")
        .choices(["list", "delete", "keep"])
        .default("list"),
    )
    .action(async (name: string, options) => {
      const { eraseRows } = await import("../../../commands/datasets/erase-rows.ts");
      await eraseRows(name, options);
    });
}

function addDiff(datasets: Command): void {
  addVerb(datasets, {
    name: "diff",
    description: "show what changed from one version of a dataset to another",
    examples: [
      ["datasets diff sales", "from the version before to the current one"],
      ["datasets diff sales 91c0… 3fa2… --key city,year", "two versions, their rows by these columns"],
    ],
  })
    .argument("<name>", "of the dataset")
    .argument("[from]", "the older version; by default the one before")
    .argument("[to]", "the newer version; by default the current one")
    .option("-k, --key <columns>", "columns that name a row, with commas between them")
    .action(
      async (name: string, from: string | undefined, to: string | undefined, options) =>
        await (await load()).diff(name, from, to, options),
    );
}

function addHistory(datasets: Command): void {
  addLimit(
    addVerb(datasets, {
      name: "log",
      description: "list which version of a dataset became current when, by what and by whom, latest first",
      examples: [["datasets log sales", "its last twenty moves"]],
    }),
  )
    .argument("<name>", "of the dataset")
    .action(async (name: string, options) => await (await history()).showDatasetLog(name, options));
  addVerb(datasets, {
    name: "uses",
    description: "list the templates, publications and views that read a dataset, also by way of a view",
    examples: [["datasets uses sales", "what new data would change"]],
  })
    .argument("<name>", "of the dataset")
    .action(async (name: string, options) => await (await history()).showDatasetUses(name, options));
}

function addRecipe(datasets: Command): void {
  addVerb(datasets, {
    name: "recipe",
    description: "show a dataset's recipe, try one on it, give it one or take it away",
    json: "print what the API answers as JSON",
    examples: [
      ["datasets recipe sales", "the recipe that it has"],
      ["datasets recipe sales --file recipe.yaml --dry-run", "the columns and first rows that it would make"],
      ["datasets recipe sales --file recipe.yaml", "it makes a version of the current file, and of those to come"],
      ["datasets recipe sales --rollback 91c0…", "an earlier one; --log lists them"],
    ],
  })
    .argument("<name>", "of the dataset")
    .option("-f, --file <recipe.yaml>", "the recipe, in YAML or JSON; - is standard input")
    .option("--dry-run", "only show what it would make")
    .option("--rollback <recipe>", "give it the recipe of this version again")
    .option("--remove", "take its recipe away")
    .option("--log", "list its recipes")
    .action(async (name: string, options) => {
      const { recipeVerb } = await import("../../../commands/remote/data/recipe-verb.ts");
      await recipeVerb(name, options);
    });
}

function addContract(datasets: Command): void {
  addVerb(datasets, {
    name: "check",
    description: "tell how a file would hold a contract, before it is sent; nothing is stored",
    json: "print the results as JSON",
    examples: [
      ["datasets check sales.csv --recipe recipe.yaml", "the checks of a recipe, without any server"],
      ["datasets check sales.csv --for sales", "those of a stored dataset"],
    ],
  })
    .argument("<file>", "CSV, TSV, JSON, NDJSON, XLSX or Parquet; - is standard input")
    .addOption(formatOption())
    .option("--recipe <recipe.yaml>", "the recipe whose checks count; - is standard input")
    .option("--for <name>", "the stored dataset whose recipe counts")
    .option("-r, --read <what=value>", "encoding, delimiter, header, sheet or range (repeatable)", collect, [])
    .action(async (file: string, options) => {
      const { checkDataset } = await import("../../../commands/datasets/check-dataset.ts");
      await checkDataset(file, options);
    });
  addVerb(datasets, {
    name: "contract",
    description: "show how a dataset holds its contract, how fresh it is, and which files were refused",
    examples: [["datasets contract sales", "its checks, each with its result"]],
  })
    .argument("<name>", "of the dataset")
    .action(async (name: string, options) => {
      const { showContract } = await import("../../../commands/datasets/show-contract.ts");
      await showContract(name, options);
    });
}

function addQuery(broadsheet: Command): void {
  addVerb(broadsheet, {
    name: "query",
    description: "run one SELECT over stored datasets",
    examples: [
      ["query 'SELECT region, sum(value) FROM sales GROUP BY 1' -d sales=sales", "a table"],
      ["query totals.sql -d sales=sales@91c0… --csv --out totals.csv", "a statement from a file; - is standard input"],
    ],
  })
    .argument("<sql>", "the statement, a .sql file, or - for standard input")
    .option("-d, --dataset <alias=name>", "a stored dataset, name or name@version (repeatable)", collect, [])
    .option("-p, --param <key=value>", "the value of $key (repeatable)", collect, [])
    .option("--csv", "print CSV")
    .option("-o, --out <file>", "write the rows here: CSV if it ends so, otherwise JSON; - is standard output")
    .action(async (sql: string, options) => {
      const { queryData } = await import("../../../commands/remote/data/query-data.ts");
      await queryData(sql, options);
    });
}
