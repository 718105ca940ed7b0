import type { Command } from "commander";
import { collect } from "../shared-options.ts";
import { addVerb } from "./verb.ts";

/** `broadsheet datasets notify`. */
export function addNotify(datasets: Command): void {
  addVerb(datasets, {
    name: "notify",
    description:
      "say who gets letters about what happens to a dataset, its source or its view; without addresses show it",
    examples: [
      ["datasets notify sales anna@example.org eva@example.org", "of every change of state; replaces the list"],
      ["datasets notify sales anna@example.org --on source.failed --on source.recovered", "only of these"],
      ["datasets notify sales", "who does at present"],
      ["datasets notify sales --nobody", "nobody any more"],
    ],
  })
    .argument("<name>", "of the dataset, source or view")
    .argument("[address...]", "of each reader")
    .option("--on <type>", "dataset.refused, source.* and so on (repeatable; default: all)", collect, [])
    .option("--language <language>", "of the letters (default: en)")
    .option("--nobody", "send no letters any more")
    .action(async (name: string, to: readonly string[], options) => {
      const { notify } = await import("../../../commands/remote/data/notify.ts");
      await notify(name, to, options);
    });
}
