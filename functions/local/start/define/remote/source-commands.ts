import type { Command } from "commander";
import type { sourceVerbs } from "../../../commands/remote/data/source-verbs.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof sourceVerbs> =>
  (await import("../../../commands/remote/data/source-verbs.ts")).sourceVerbs;

/** `broadsheet sources`. */
export function addSourceCommands(broadsheet: Command): void {
  const sources = addNoun(broadsheet, "sources", "datasets that are fetched from databases and addresses");
  addPut(sources);
  addLooking(sources);
  addVerb(sources, {
    name: "refresh",
    description: "fetch a dataset now",
    examples: [["sources refresh orders", "waits until it has ended"]],
  })
    .argument("<name>", "of the source")
    .action(async (name: string, options) => await (await load()).refresh(name, options));
  addYes(
    addVerb(sources, {
      name: "delete",
      alias: "rm",
      description: "stop fetching a dataset; it stays as it is",
      examples: [["sources delete orders --yes", "datasets delete deletes its data"]],
    }),
  )
    .argument("<name>", "of the source")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}

function addPut(sources: Command): void {
  addVerb(sources, {
    name: "put",
    description: "say where a dataset is fetched and when, change it, or try it",
    examples: [
      ["sources put orders source.yaml --dry-run", "the columns and first rows that it would have"],
      ["sources put orders source.yaml", "waits until it was fetched"],
    ],
  })
    .argument("<name>", "of the source, and of its dataset")
    .argument("<file>", "its definition, in YAML or JSON; - is standard input")
    .option("--dry-run", "only show what it would be")
    .action(async (name: string, file: string, options) => await (await load()).put(name, file, options));
}

function addLooking(sources: Command): void {
  addLimit(
    addVerb(sources, {
      name: "list",
      alias: "ls",
      description: "list the sources and how their last refreshes went, by name",
      examples: [["sources list --limit all", "all of them"]],
    }),
  ).action(async (options) => await (await load()).list(options));
  addVerb(sources, {
    name: "connections",
    description: "list the connections that the server's operator has configured",
    examples: [["sources connections", "a source names one of them"]],
  }).action(async (options) => await (await load()).connections(options));
  addVerb(sources, {
    name: "show",
    alias: "get",
    description: "show what a source fetches, how its last refresh went and when the next comes",
    examples: [
      ["sources show orders", "datasets show prints its columns"],
      ["sources show orders --text > source.yaml", "its definition"],
    ],
  })
    .argument("<name>", "of the source")
    .option("--text", "only its definition, as it was put")
    .action(async (name: string, options) => await (await load()).show(name, options));
}
