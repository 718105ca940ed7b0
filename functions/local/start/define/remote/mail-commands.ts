import { type Command, Option } from "commander";
import type { mailVerbs } from "../../../commands/remote/mail-verbs.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof mailVerbs> => (await import("../../../commands/remote/mail-verbs.ts")).mailVerbs;

/** `broadsheet mail`: letters and copies, and who gets none. */
export function addMailCommands(broadsheet: Command): void {
  const mail = addNoun(broadsheet, "mail", "letters and copies, and the addresses that get none");
  addDeliveries(mail);
  addSuppressed(mail);
  addUnsubscribed(mail);
}

const channelOption = (): Option =>
  new Option("--channel <channel>", "letters that bring a report, the jobs that write a batch's letters, or copies")
    .choices(["mail", "letters", "copy"])
    .default("mail");

function addDeliveries(mail: Command): void {
  addLimit(
    addVerb(mail, {
      name: "list",
      alias: "ls",
      description: "list letters or copies, newest event first",
      examples: [["mail list --state parked", "what was given up"]],
    }),
  )
    .addOption(channelOption())
    .option("--state <state>", "due, delivered, parked, unknown or dropped")
    .action(async (options) => await (await load()).list(options));
  addVerb(mail, {
    name: "retry",
    description: "try a letter or copy again that was given up, or that may or may not have been sent",
    examples: [["mail retry 8232394599999-0123456789abcdef0123456789abcdef", "an id that `mail list` prints"]],
  })
    .argument("<id>", "of the delivery")
    .addOption(channelOption())
    .action(async (id: string, options) => await (await load()).retry(id, options));
}

function addSuppressed(mail: Command): void {
  addLimit(
    addVerb(mail, {
      name: "suppressed",
      description: "list the addresses that bounced or whose readers complained: they get no letters",
      examples: [["mail suppressed --limit all --json", "with what the mail server said"]],
    }),
  ).action(async (options) => await (await load()).suppressed(options));
  addVerb(mail, {
    name: "release",
    description: "let a suppressed address have letters again: its mailbox works, or its reader asks for them",
    examples: [["mail release anna@example.org", "the next letter goes to it"]],
  })
    .argument("<address>", "of the reader")
    .action(async (address: string, options) => await (await load()).release(address, options));
}

function addUnsubscribed(mail: Command): void {
  addLimit(
    addVerb(mail, {
      name: "unsubscribed",
      description: "list the addresses that have unsubscribed",
      examples: [["mail unsubscribed --list weekly", "from this publication"]],
    }),
  )
    .option(
      "--list <name>",
      "only from this list: the name of a publication or template, or dataset. and that of a dataset",
    )
    .action(async (options) => await (await load()).unsubscribed(options));
  addYes(
    addVerb(mail, {
      name: "subscribe",
      description: "let an address that has unsubscribed have letters again: only if its owner asks for it",
      examples: [["mail subscribe weekly anna@example.org --yes", "no question is asked"]],
    }),
  )
    .argument("<list>", "the name of a publication or template, or dataset. and that of a dataset")
    .argument("<address>", "of the reader")
    .action(async (list: string, address: string, options) => await (await load()).subscribe(list, address, options));
}
