import type { Command } from "commander";
import type { viewVerbs } from "../../../commands/remote/data/view-verbs.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof viewVerbs> =>
  (await import("../../../commands/remote/data/view-verbs.ts")).viewVerbs;

/** `broadsheet views`. */
export function addViewCommands(broadsheet: Command): void {
  const views = addNoun(broadsheet, "views", "datasets that are made from others, and follow them");
  addPut(views);
  addLooking(views);
  addVerb(views, {
    name: "refresh",
    description: "try a failed view again; others are made anew by themselves when a source changes",
    examples: [["views refresh sales-by-region", "waits until it is made"]],
  })
    .argument("<name>", "of the view")
    .action(async (name: string, options) => await (await load()).refresh(name, options));
  addYes(
    addVerb(views, {
      name: "delete",
      alias: "rm",
      description: "delete a view with its tables; its sources stay",
      examples: [["views delete sales-by-region --yes", "refused while something reads it"]],
    }),
  )
    .argument("<name>", "of the view")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}

function addPut(views: Command): void {
  addVerb(views, {
    name: "put",
    description: "make a view from datasets by one SELECT or the steps of a recipe, change it, or try one",
    examples: [
      ["views put sales-by-region view.yaml --dry-run", "the columns and first rows that it would have"],
      ["views put sales-by-region view.yaml", "waits until it is made"],
    ],
  })
    .argument("<name>", "of the view, and of its dataset")
    .argument("<file>", "its definition, in YAML or JSON; - is standard input")
    .option("--dry-run", "only show what it would be")
    .action(async (name: string, file: string, options) => await (await load()).put(name, file, options));
}

function addLooking(views: Command): void {
  addLimit(
    addVerb(views, {
      name: "list",
      alias: "ls",
      description: "list the views and how they stand to their sources, by name",
      examples: [["views list --limit all", "all of them"]],
    }),
  ).action(async (options) => await (await load()).list(options));
  addVerb(views, {
    name: "show",
    alias: "get",
    description: "show from what a view is made, whether it is current, and why not",
    examples: [
      ["views show sales-by-region", "datasets show prints its columns"],
      ["views show sales-by-region --text > view.yaml", "its definition"],
    ],
  })
    .argument("<name>", "of the view")
    .option("--text", "only its definition, as it was put")
    .action(async (name: string, options) => await (await load()).show(name, options));
}
