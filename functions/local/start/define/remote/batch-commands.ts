import type { Command } from "commander";
import type { batchVerbs } from "../../../commands/remote/batch-verbs.ts";
import { collect } from "../shared-options.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addWait, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof batchVerbs> =>
  (await import("../../../commands/remote/batch-verbs.ts")).batchVerbs;

/** `broadsheet batches`. */
export function addBatchCommands(broadsheet: Command): void {
  const batches = addNoun(broadsheet, "batches", "have a report made for each row of stored data");
  addRequest(batches);
  addLooking(batches);
  addChanging(batches);
}

function addRequest(batches: Command): void {
  const request = addVerb(batches, {
    name: "request",
    description: "request a report for each row of a stored dataset or a query",
    examples: [
      [
        "batches request statement --rows customers --map customer=id --name '{{ id }}' --wait --out statements",
        "the whole way",
      ],
      ["batches request --input batch.json", "a body from a file; - is standard input"],
    ],
  })
    .argument("[template]", "its name, or name@version (default: that of --input)")
    .option("--rows <dataset|SELECT>", "a stored dataset, or a SELECT over the template's datasets")
    .option("--map <parameter=column>", "the column that a parameter takes its value from (repeatable)", collect, [])
    .option("--name <text>", 'name of each report, in Liquid over the row\'s columns: "{{ customer }}"')
    .option("--tolerate <count|share>", "how many rows may fail: 3 or 5%")
    .option("--output <kind>", "files, zip (one archive) or merged (volumes)")
    .option(
      "--renditions <forms>",
      "also make each report as html, html-fonts (with its fonts), xlsx, docx, pptx, zip or png, separated by commas",
    )
    .option("-p, --param <key=value>", "a parameter that all reports share (repeatable)", collect, [])
    .option("-d, --dataset <alias=name>", "a stored dataset, name or name@version (repeatable)", collect, [])
    .option("--date <YYYY-MM-DD>", "the date of the reports")
    .option("--input <file>", "the request as JSON; - is standard input; other options go over it")
    .option("-o, --out <folder>", "wait, and write PDFs and manifest.csv here; made if absent");
  addWait(request).action(async (template: string | undefined, options) => {
    await (await load()).request(template, options);
  });
}

function addLooking(batches: Command): void {
  addLimit(
    addVerb(batches, {
      name: "list",
      alias: "ls",
      description: "list batches, latest request first",
      examples: [["batches list --status running", "with their counts"]],
    }),
  )
    .option("--status <state>", "queued, planning, running, ready or failed")
    .option("--template <name>", "only batches of this template")
    .option("--dataset <name>", "only batches that use this dataset")
    .action(async (options) => await (await load()).list(options));
  addVerb(batches, {
    name: "get",
    alias: "show",
    description: "show a batch: counts, time left",
    examples: [["batches get ID", "exits with 3 if it has failed"]],
  })
    .argument("<id>", "of the batch")
    .action(async (id: string, options) => await (await load()).get(id, options));
  addWait(
    addVerb(batches, {
      name: "watch",
      description: "wait for the end of a batch; Ctrl-C leaves it alone",
      examples: [["batches watch ID --out statements", "then write its files"]],
    }),
    { always: true },
  )
    .argument("<id>", "of the batch")
    .option("-o, --out <folder>", "write PDFs and manifest.csv here; made if absent")
    .action(async (id: string, options) => await (await load()).watch(id, options));
  addLimit(
    addVerb(batches, {
      name: "items",
      description: "list the rows of a batch, with their reports or faults",
      examples: [["batches items ID --state failed --limit all", "what went wrong"]],
    }),
  )
    .argument("<id>", "of the batch")
    .option("--state <state>", "ready, failed, stopped or pending")
    .action(async (id: string, options) => await (await load()).items(id, options));
  addVerb(batches, {
    name: "download",
    description: "write the PDFs of a batch, or its archive or volumes, and manifest.csv into a folder",
    examples: [["batches download ID --out statements", "the folder is made if absent"]],
  })
    .argument("<id>", "of the batch")
    .requiredOption("-o, --out <folder>", "where to write them")
    .action(async (id: string, options) => await (await load()).download(id, options));
}

function addChanging(batches: Command): void {
  addWait(
    addVerb(batches, {
      name: "retry",
      description: "make the rows again that are not ready",
      examples: [["batches retry ID --wait", "ready rows are kept"]],
    }),
  )
    .argument("<id>", "of the batch")
    .option("-o, --out <folder>", "wait, and write PDFs and manifest.csv here")
    .action(async (id: string, options) => await (await load()).retry(id, options));
  addYes(
    addVerb(batches, {
      name: "delete",
      alias: "rm",
      description: "delete batches and all their PDFs",
      examples: [["batches delete ID --yes", "one that is under way stops"]],
    }),
  )
    .argument("<id...>", "of the batches")
    .action(async (ids: string[], options) => await (await load()).remove(ids, options));
}
