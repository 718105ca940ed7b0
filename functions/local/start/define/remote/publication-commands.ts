import type { Command } from "commander";
import type { publicationVerbs } from "../../../commands/remote/publication-verbs.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addWait, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof publicationVerbs> =>
  (await import("../../../commands/remote/publication-verbs.ts")).publicationVerbs;

/** `broadsheet publications`; `put` is another name of `publish`, which is defined with its options. */
export function addPublicationCommands(broadsheet: Command, addPut: (parent: Command) => void): void {
  const publications = addNoun(broadsheet, "publications", "reports on a schedule, and their editions");
  addPut(publications);
  addLooking(publications);
  addChanging(publications);
}

function addLooking(publications: Command): void {
  addLimit(
    addVerb(publications, {
      name: "list",
      alias: "ls",
      description: "list publications, by name",
      examples: [["publications list --state active", "with the time of the next edition"]],
    }),
  )
    .option("--state <state>", "active or paused")
    .option("--template <name>", "only publications of this template")
    .option("--dataset <name>", "only publications that use this dataset")
    .option("--search <text>", "only publications whose name contains this")
    .action(async (options) => await (await load()).list(options));
  addVerb(publications, {
    name: "get",
    alias: "show",
    description: "show a publication",
    examples: [["publications get weekly", "when it is made, and where its latest edition is"]],
  })
    .argument("<name>", "of the publication")
    .action(async (name: string, options) => await (await load()).get(name, options));
  addLimit(
    addVerb(publications, {
      name: "editions",
      description: "list the editions of a publication, latest first",
      examples: [["publications editions weekly --status failed", "those that failed"]],
    }),
  )
    .argument("<name>", "of the publication")
    .option("--status <state>", "making, ready, failed or skipped")
    .action(async (name: string, options) => await (await load()).editions(name, options));
  addWait(
    addVerb(publications, {
      name: "watch",
      description: "wait for the end of an edition; Ctrl-C leaves it alone",
      examples: [["publications watch weekly EDITION --out weekly.pdf", "then fetch its PDF"]],
    }),
    { always: true },
  )
    .argument("<name>", "of the publication")
    .argument("<edition>", "its id")
    .option("-o, --out <file>", "write the PDF here; - is standard output")
    .action(async (name: string, edition: string, options) => await (await load()).watch(name, edition, options));
}

function addChanging(publications: Command): void {
  addWait(
    addVerb(publications, {
      name: "run",
      description: "make an edition now",
      examples: [["publications run weekly --wait --out weekly.pdf", "and fetch it"]],
    }),
  )
    .argument("<name>", "of the publication")
    .option("-o, --out <file>", "wait, and write the PDF here; - is standard output")
    .action(async (name: string, options) => await (await load()).run(name, options));
  addVerb(publications, {
    name: "pause",
    description: "make no editions until it is resumed",
    examples: [["publications pause weekly", "what is missed meanwhile follows its policy"]],
  })
    .argument("<name>", "of the publication")
    .action(async (name: string, options) => await (await load()).pause(name, options));
  addVerb(publications, {
    name: "resume",
    description: "go on with a publication that was paused",
    examples: [["publications resume weekly", "with its next time"]],
  })
    .argument("<name>", "of the publication")
    .action(async (name: string, options) => await (await load()).resume(name, options));
  addYes(
    addVerb(publications, {
      name: "delete",
      alias: "rm",
      description: "delete a publication",
      examples: [["publications delete weekly --yes", "no question is asked"]],
    }),
  )
    .argument("<name>", "of the publication")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}
