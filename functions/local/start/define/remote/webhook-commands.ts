import { type Command, Option } from "commander";
import type { webhookVerbs } from "../../../commands/remote/webhook-verbs.ts";
import { collect } from "../shared-options.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addYes, seconds } from "./wait-options.ts";

const load = async (): Promise<typeof webhookVerbs> =>
  (await import("../../../commands/remote/webhook-verbs.ts")).webhookVerbs;

/** `broadsheet webhooks` and `broadsheet events`. */
export function addWebhookCommands(broadsheet: Command): void {
  const webhooks = addNoun(broadsheet, "webhooks", "addresses that receive events");
  addLooking(webhooks);
  addChanging(webhooks);
  addEvents(broadsheet);
}

function addLooking(webhooks: Command): void {
  addLimit(
    addVerb(webhooks, {
      name: "list",
      alias: "ls",
      description: "list webhooks, by name",
      examples: [["webhooks list", "with their events and addresses"]],
    }),
  )
    .option("--search <text>", "only webhooks whose name, address or description contains this")
    .action(async (options) => await (await load()).list(options));
  addVerb(webhooks, {
    name: "get",
    alias: "show",
    description: "show a webhook",
    examples: [["webhooks get crm", "its secret is never shown again"]],
  })
    .argument("<name>", "of the webhook")
    .action(async (name: string, options) => await (await load()).get(name, options));
  addLimit(
    addVerb(webhooks, {
      name: "deliveries",
      description: "list what was sent to a webhook, newest event first",
      examples: [["webhooks deliveries crm --state parked", "what was given up"]],
    }),
  )
    .argument("<name>", "of the webhook")
    .option("--state <state>", "due, delivered, parked, unknown or dropped")
    .action(async (name: string, options) => await (await load()).deliveries(name, options));
}

function addChanging(webhooks: Command): void {
  addVerb(webhooks, {
    name: "put",
    alias: "create",
    description: "create a webhook, or change its address and events",
    examples: [["webhooks put crm --url https://example.org/hook --event report.ready", "its secret is shown once"]],
  })
    .argument("<name>", "of the webhook")
    .requiredOption("--url <address>", "where its messages go")
    .option(
      "--event <type>",
      "report.ready, *.failed and so on (repeatable; default: every event but expired)",
      collect,
      [],
    )
    .option("--description <text>", "for people")
    .action(async (name: string, options) => await (await load()).put(name, options));
  addVerb(webhooks, {
    name: "test",
    description: "send an event for a test, and show the receiver's answer",
    examples: [["webhooks test crm", 'with "test": true in its data']],
  })
    .argument("<name>", "of the webhook")
    .action(async (name: string, options) => await (await load()).test(name, options));
  addVerb(webhooks, {
    name: "rotate",
    description: "make a new secret; for a day messages are signed with both",
    examples: [["webhooks rotate crm --json | jq -r .secret", "the secret is shown once"]],
  })
    .argument("<name>", "of the webhook")
    .action(async (name: string, options) => await (await load()).rotate(name, options));
  addVerb(webhooks, {
    name: "replay",
    description: "send everything since a moment again, even events that arrived",
    examples: [["webhooks replay crm --since 2026-11-27T05:00:00Z", "after an outage of the receiver"]],
  })
    .argument("<name>", "of the webhook")
    .requiredOption("--since <time>", "the moment, such as 2026-11-27T05:00:00Z")
    .action(async (name: string, options) => await (await load()).replay(name, options));
  addYes(
    addVerb(webhooks, {
      name: "delete",
      alias: "rm",
      description: "delete a webhook with its secret, and drop the events that wait for it",
      examples: [["webhooks delete crm --yes", "no question is asked"]],
    }),
  )
    .argument("<name>", "of the webhook")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}

function addEvents(broadsheet: Command): void {
  addVerb(broadsheet, {
    name: "events",
    description: "list the ends of reports, batches and editions, oldest first",
    json: "print them as JSON; with --follow, one in each line",
    examples: [
      ["events --type '*.failed' --since 2026-11-29", "what failed since then"],
      ["events --follow --json | while read -r event; do …; done", "each as it happens"],
    ],
  })
    .option("-f, --follow", "go on with those to come, until Ctrl-C")
    .option("--since <time>", "from this moment on (default: the last 24 hours)")
    .option("--type <type>", "report.ready, *.failed and so on (repeatable)", collect, [])
    .addOption(new Option("--every <seconds>", "with --follow, how often to ask").default("3").argParser(seconds))
    .action(async (options) => {
      const { followEvents } = await import("../../../commands/remote/follow-events.ts");
      await followEvents(options);
    });
}
