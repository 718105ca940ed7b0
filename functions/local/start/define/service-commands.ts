import { type Command, Option } from "commander";
import { renditionForms } from "../../../core/rendition-form.ts";
import { roleNames } from "../../../core/service/access/roles.ts";
import type { Checked } from "./checked.ts";
import { addExamples } from "./remote/verb.ts";
import { seconds } from "./remote/wait-options.ts";
import { addTargetOptions, collect, themesOption } from "./shared-options.ts";

/** Commands of a server and of what it stores. */
export function addServiceCommands(broadsheet: Command, checked: Checked): void {
  addPublish(broadsheet);
  addServe(broadsheet);
  addHealth(broadsheet, checked);
  addCheckStore(broadsheet, checked);
  addToken(broadsheet);
}

/** `publish`, which `publications put` is another name for. */
export function addPublish(parent: Command, name = "publish"): void {
  const path = name === "publish" ? name : `${parent.name()} ${name}`;
  const command = parent
    .command(name)
    .description("have a report made on a schedule or whenever data change")
    .argument("<name>", "name of the publication")
    .requiredOption(
      "-t, --template <name|folder>",
      "a template that is stored or shipped, or, without --server, a folder",
    )
    .option(
      "--on <schedule>",
      'make an edition at these times, as cron has them: "0 7 * * 1" (repeatable)',
      collect,
      [],
    )
    .option("--timezone <zone>", "time zone of the schedules, e.g. Europe/Zurich (default: UTC)")
    .option(
      "--data <names>",
      "make an edition when one of these stored datasets changes: sales,customers (repeatable)",
      collect,
      [],
    )
    .option("--settle <duration>", "how long to wait for further versions: 5m")
    .option("-p, --param <key=value>", "a parameter; keys of an object as weights.rd=2 (repeatable)", collect, [])
    .option("-d, --dataset <alias=name>", "a stored dataset to use instead of the default (repeatable)", collect, [])
    .option(
      "--date <word>",
      "date of the editions, relative to the day: previous-month-end (default: run, the day itself)",
    )
    .option("--skip-unchanged", "make no edition if nothing has changed")
    .option("--missed <policy>", "which missed times get an edition afterwards: latest, all or none")
    .option(
      "--deliver <entry>",
      "where each edition goes: webhook=NAME, mail=ADDRESS, attach=ADDRESS, copy=FOLDER, or JSON (repeatable; with --server)",
      collect,
      [],
    )
    .option(
      "--renditions <forms>",
      `other forms that go with its letters and copies: ${renditionForms.join(", ")} (zip: the figures, png: a card)`,
    )
    .option("--data-changes", "letters also say what changed in the data since the edition before")
    .option("--keep <count|duration>", "how many editions are kept, or for how long: 52, 400d (default: all)")
    .option("--run", "also make an edition now (with --server)")
    .option("--json", "print the publication as JSON");
  addExamples(addTargetOptions(command), [
    [`${path} weekly --template briefing --on "0 7 * * 1" --timezone Europe/Zurich`, "every Monday"],
    [`${path} sales --template briefing --data sales --settle 5m --run`, "whenever data change, and now"],
  ]).action(async (name: string, options) => {
    const { publish } = await import("../../commands/publish.ts");
    await publish(name, options);
  });
}

function addServe(broadsheet: Command): void {
  broadsheet
    .command("serve")
    .description("serve the HTTP API from this machine")
    .option("--port <number>", "TCP port", "8080")
    .option("--host <address>", "address to listen on; any but loopback requires --token-file or --tokens", "127.0.0.1")
    .option(
      "--token-file <file>",
      "require `Authorization: Bearer` with the token on its first line (or BROADSHEET_TOKEN)",
    )
    .option("--token <secret>", "the same, but other users of the machine can read it")
    .option(
      "--tokens <file>",
      "require a token from this file; its role limits what it may do (see `broadsheet token`)",
    )
    .option("--data-dir <folder>", "folder where everything is stored (default: .broadsheet)")
    .option(
      "--store <address>",
      "instead of a folder, a bucket that several servers may share: s3://bucket/prefix?endpoint=https://host&path-style",
    )
    .option("--secrets <file>", "with --store: a file that all its servers mount, or secretsmanager:NAME")
    .option("--templates <folder>", "more templates: a folder of template folders (repeatable)", collect, [])
    .addOption(themesOption())
    .option("--watch", "publish a template again whenever its files change")
    .option("--require-tests", "promote a version only if it has tests and passes them")
    .option(
      "--connections <file>",
      "databases and addresses that sources may read, in YAML (or BROADSHEET_CONNECTIONS)",
    )
    .option("--batch-packs", "store the PDFs of a batch's page together; the release before cannot read them")
    .option("--most-publications <number>", "how many publications may exist (default: 1000)")
    .option("--most-webhooks <number>", "how many webhooks may exist (default: 1000)")
    .option("--most-uploads <number>", "how many announced uploads may be open (default: 1000)")
    .option("--largest-upload <size>", "the largest file of a dataset that an upload may bring: 2GiB (default: 256MiB)")
    .option("--smtp <url>", "send mail through this server: smtp://user:password@host:port (or set BROADSHEET_SMTP)")
    .option("--mail-from <address>", "sender of letters: an address, or `Name <address>`")
    .option("--public-url <url>", "address of this server in letters (default: its own)")
    .option("--copies <folder>", "folder below which copies of editions and batches may go")
    .option("--allow-local-webhooks", "permit webhooks over http and to this machine")
    .action(async (options) => {
      const { serve } = await import("../../commands/serve.ts");
      await serve(options);
    });
}

function addHealth(broadsheet: Command, checked: Checked): void {
  const command = broadsheet
    .command("health")
    .description("whether a server answers: exits with 0 or 1, with one line, for probes")
    .option("--server <url>", "its address (default: that of the profile, or http://localhost:8080)")
    .addOption(new Option("--timeout <seconds>", "how long to wait for the answer").default("5").argParser(seconds))
    .option("--json", "print the answer as JSON");
  addExamples(command, [["health --server http://localhost:8080", "needs and sends no token"]]).action(
    async (options) => {
      const { checkHealth } = await import("../../commands/check-health.ts");
      checked(await checkHealth(options));
    },
  );
}

function addCheckStore(broadsheet: Command, checked: Checked): void {
  broadsheet
    .command("check-store")
    .description("read everything that is stored, and say what is damaged or lost")
    .argument("[store]", "a server's data directory, or s3://bucket", ".broadsheet")
    .option("--repair", "say what can be made again, then make it; no server may be using the data directory")
    .option("--json", "print the findings as JSON")
    .action(async (place: string, options) => {
      const { checkStored } = await import("../../commands/check-stored.ts");
      checked(await checkStored(place, options));
    });
}

function addToken(broadsheet: Command): void {
  broadsheet
    .command("token")
    .description("make a token for `serve --tokens`")
    .argument("<name>", "whose it is")
    .requiredOption("--role <role>", `what it may do: ${roleNames.join(", ")}`)
    .option("--tokens <file>", "the file to add its hash to", "tokens.json")
    .option("--json", "print the token with name, role and file as JSON")
    .action(async (name: string, options) => {
      const { makeToken } = await import("../../commands/make-token.ts");
      makeToken(name, options);
    });
}
