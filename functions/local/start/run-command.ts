import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { roleNames } from "../../core/service/access/roles.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { commandLimits } from "../../render/watch-limits.ts";
import { formatError } from "../print-problems.ts";

/** The exit codes of the process. */
export const exitCodes = { done: 0, badInput: 1, failure: 2 } as const;

/**
 * Runs one command of `broadsheet`. Each command's code is loaded on demand, so that `--help` does not load Vega.
 *
 * @param words the command line without `node` and the script
 * @returns the exit code: 0 done, 1 bad input, 2 failure
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  try {
    await program((passed) => {
      if (!passed) code = exitCodes.badInput;
    }).parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    return tell(error, words.includes("--json"));
  }
}

/** @param checked called with whether a command's check passed */
function program(checked: (passed: boolean) => void): Command {
  const broadsheet = new Command("broadsheet")
    .description("Stored datasets to PDF briefings with charts")
    .exitOverride()
    .showHelpAfterError("(broadsheet --help lists the commands)");
  broadsheet
    .command("render")
    .description("render a PDF from a template")
    .argument("<template>", "name of a shipped template, or a folder")
    .option("-p, --param <key=value>", "a parameter; keys of an object as weights.rd=2 (repeatable)", collect, [])
    .option(
      "-d, --dataset <alias=file>",
      "a CSV, TSV, JSON, NDJSON, XLSX or Parquet file to use instead of the sample (repeatable)",
      collect,
      [],
    )
    .option(
      "-r, --read <alias.what=value>",
      "how to read that file: encoding, delimiter, header, sheet or range (repeatable)",
      collect,
      [],
    )
    .option("--date <YYYY-MM-DD>", "the date of the report")
    .option("-o, --out <file>", "where to write the PDF; - is standard output (default: <template>.pdf)")
    .option(
      "--sign <key.p12>",
      "sign the PDF with the RSA key of a PKCS#12 file; the passphrase comes from BROADSHEET_SIGN_PASSPHRASE",
    )
    .option("--sign-passphrase-file <file>", "or on the first line of this file")
    .option("--sign-time <time>", "the time of signing, e.g. 2026-03-01T09:00:00Z (default: now)")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print a machine-readable result")
    .action(async (template: string, options) => {
      const { renderToFile } = await import("../commands/render-to-file.ts");
      await renderToFile(template, options);
    });
  broadsheet
    .command("chart")
    .description("draw a Vega or Vega-Lite spec as a one-page PDF, cropped to the chart")
    .argument("<spec>", "a JSON file; - is standard input")
    .option("-o, --out <file>", "where to write the PDF; - is standard output (default: beside the spec)")
    .option(
      "--data-dir <folder>",
      "folder of the spec's relative data URLs; nothing outside it is read (default: no URL is read)",
    )
    .option(
      "--theme <file>",
      "a Vega or Vega-Lite config as JSON, which the spec's own config overrides; `house` gives the look of reports",
    )
    .option("-p, --param <key=value>", "a value for one of the spec's params or signals (repeatable)", collect, [])
    .option("--language <tag>", "language of number and time formats: en, zh", "en")
    .option("--date <YYYY-MM-DD>", "the value of now() and the PDF's own date (default: today, if the spec uses now())")
    .option("--no-attach", "do not attach the chart's data to the PDF")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print a machine-readable result")
    .action(async (spec: string, options) => {
      const { chartToFile } = await import("../commands/chart-to-file.ts");
      await chartToFile(spec, options);
    });
  broadsheet
    .command("templates")
    .description("list the templates that come with Broadsheet")
    .option("--json", "print them as JSON")
    .action(async (options) => {
      const { printTemplates } = await import("../commands/print-templates.ts");
      await printTemplates(options);
    });
  broadsheet
    .command("new")
    .description("create a template that renders at once")
    .argument("<name>", "lower-case letters, digits and hyphens")
    .option("--in <folder>", "where to create it (default: templates/ if it exists, otherwise the current folder)")
    .action(async (name: string, options) => {
      const { makeTemplate } = await import("../commands/make-template.ts");
      await makeTemplate(name, options);
    });
  broadsheet
    .command("check")
    .description("find the faults of a template, by file and line")
    .argument("<template>", "folder, or name of a shipped template")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print the problems as JSON")
    .action(async (template: string, options) => {
      const { checkFolder } = await import("../commands/check-folder.ts");
      checked(await checkFolder(template, options));
    });
  broadsheet
    .command("test")
    .description("run a template's tests: tests/*.yaml, values and what the report must show")
    .argument("<template>", "folder, or name of a shipped template")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print the results as JSON")
    .action(async (template: string, options) => {
      const { testFolder } = await import("../commands/test-folder.ts");
      checked(await testFolder(template, options));
    });
  broadsheet
    .command("diff")
    .description("compare what two templates or two reports show: numbers, words, charts, pages")
    .argument("<before>", "folder, name of a shipped template, name@version of the data directory, or a report's PDF")
    .argument("<after>", "likewise")
    .option(
      "-p, --param <key=value>",
      "compare one report with this parameter (default: the defaults in each language, and the tests; repeatable)",
      collect,
      [],
    )
    .option("-d, --dataset <alias=file>", "a file to use instead of the sample (repeatable)", collect, [])
    .option("--date <YYYY-MM-DD>", "the date of the report")
    .option("--data-dir <folder>", "the data directory of a server", ".broadsheet")
    .option("--html <file>", "also write the comparison as one HTML file, with pictures of the pages")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print the differences as JSON")
    .action(async (before: string, after: string, options) => {
      const { diffReports } = await import("../commands/diff-reports.ts");
      checked(await diffReports(before, after, options));
    });
  broadsheet
    .command("verify")
    .description("render a report again from its manifest and compare the bytes")
    .argument("<report.pdf>", "a report that Broadsheet made")
    .option("--template <folder>", "the template (default: the stored or shipped one in the manifest's version)")
    .option(
      "-d, --dataset <alias=file>",
      "a dataset (default: the stored one or the template's sample, in the manifest's version; repeatable)",
      collect,
      [],
    )
    .option(
      "-r, --read <alias.what=value>",
      "how to read that file: encoding, delimiter, header, sheet or range (repeatable)",
      collect,
      [],
    )
    .option("--data-dir <folder>", "the data directory of a server (default: .broadsheet if it exists)")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print manifest and differences as JSON")
    .action(async (report: string, options) => {
      const { verifyFile } = await import("../commands/verify-file.ts");
      checked(await verifyFile(report, options));
    });
  broadsheet
    .command("check-pdf")
    .description("find which rules of PDF/UA-1 and PDF/A-3a a PDF breaks, with their clauses")
    .argument("<file.pdf>", "a PDF from any producer")
    .option("--json", "print the findings as JSON")
    .action(async (file: string, options) => {
      const { checkPdfFile } = await import("../commands/check-pdf-file.ts");
      checked(await checkPdfFile(file, options));
    });
  broadsheet
    .command("batch")
    .description("make a report for each row of a file or a query")
    .argument("<template>", "name of a shipped template, or a folder")
    .requiredOption(
      "--rows <file|SELECT>",
      "a CSV, TSV, JSON, NDJSON, XLSX or Parquet file, or a SELECT over the template's datasets; each row is a report",
    )
    .requiredOption(
      "--map <parameter=column>",
      "the column that a parameter takes its value from (repeatable)",
      collect,
      [],
    )
    .requiredOption(
      "--name <text>",
      'name of each report, in Liquid over the row\'s columns: "statement-{{ customer }}"',
    )
    .requiredOption("-o, --out <folder>", "where to write the reports and manifest.csv; made if absent")
    .option("--tolerate <count|share>", "how many rows may fail: 3 or 5%", "0")
    .option("--output <kind>", "files, zip (one archive) or merged (volumes for a print shop)", "files")
    .option("-p, --param <key=value>", "a parameter that all reports share (repeatable)", collect, [])
    .option("-d, --dataset <alias=file>", "a file to use instead of the sample (repeatable)", collect, [])
    .option(
      "-r, --read <alias.what=value>",
      "how to read that file (repeatable); of the rows: rows.sheet=Customers",
      collect,
      [],
    )
    .option("--date <YYYY-MM-DD>", "the date of the reports")
    .option("--json", "print a machine-readable result")
    .action(async (template: string, options) => {
      const { batchToFolder } = await import("../commands/batch-to-folder.ts");
      await batchToFolder(template, options);
    });
  broadsheet
    .command("publish")
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
    .option("--keep <count|duration>", "how many editions are kept, or for how long: 52, 400d (default: all)")
    .option("--run", "also make an edition now (with --server)")
    .option("--server <url>", "a running server (default: the data directory, which no server may be using)")
    .option("--token <secret>", "token for the server (or set BROADSHEET_TOKEN)")
    .option("--data-dir <folder>", "where everything is stored", ".broadsheet")
    .option("--json", "print the publication as JSON")
    .action(async (name: string, options) => {
      const { publish } = await import("../commands/publish.ts");
      await publish(name, options);
    });
  broadsheet
    .command("serve")
    .description("serve the HTTP API from this machine")
    .option("--port <number>", "TCP port", "8080")
    .option("--host <address>", "address to listen on; any but loopback requires --token or --tokens", "127.0.0.1")
    .option("--token <secret>", "require `Authorization: Bearer <secret>` (or set BROADSHEET_TOKEN)")
    .option(
      "--tokens <file>",
      "require a token from this file; its role limits what it may do (see `broadsheet token`)",
    )
    .option("--data-dir <folder>", "where everything is stored", ".broadsheet")
    .option("--templates <folder>", "more templates: a folder of template folders (repeatable)", collect, [])
    .option("--watch", "publish a template again whenever its files change")
    .option("--require-tests", "promote a version only if it has tests and passes them")
    .option("--smtp <url>", "send mail through this server: smtp://user:password@host:port (or set BROADSHEET_SMTP)")
    .option("--mail-from <address>", "sender of letters: an address, or `Name <address>`")
    .option("--public-url <url>", "address of this server in letters (default: its own)")
    .option("--copies <folder>", "folder below which copies of editions and batches may go")
    .option("--allow-local-webhooks", "permit webhooks over http and to this machine")
    .action(async (options) => {
      const { serve } = await import("../commands/serve.ts");
      await serve(options);
    });
  broadsheet
    .command("check-store")
    .description("read everything that is stored, and say what is damaged or lost")
    .argument("[store]", "a server's data directory, or s3://bucket", ".broadsheet")
    .option("--repair", "say what can be made again, then make it; no server may be using the data directory")
    .option("--json", "print the findings as JSON")
    .action(async (place: string, options) => {
      const { checkStored } = await import("../commands/check-stored.ts");
      checked(await checkStored(place, options));
    });
  broadsheet
    .command("push")
    .description("send a template to a server, which checks it and stores it as a draft")
    .argument("<template>", "folder, or name of a shipped template")
    .addOption(serverOption())
    .option("--json", "print what the server answers")
    .action(async (template: string, options) => {
      const { pushTemplate } = await import("../commands/push-template.ts");
      await pushTemplate(template, options);
    });
  broadsheet
    .command("pull")
    .description("write the files of a server's template into a new folder")
    .argument("<name[@version]>", "the template; without a version, the current one")
    .option("-o, --out <folder>", "where to write them (default: a folder of the template's name)")
    .addOption(serverOption())
    .action(async (reference: string, options) => {
      const { pullTemplate } = await import("../commands/pull-template.ts");
      await pullTemplate(reference, options);
    });
  broadsheet
    .command("promote")
    .description("publish a version that a server has stored")
    .argument("<name@version>", "the first digits of the version are enough")
    .option("--why <text>", "the reason, for the template's log")
    .addOption(serverOption())
    .action(async (reference: string, options) => {
      const { promoteTemplate } = await import("../commands/promote-template.ts");
      await promoteTemplate(reference, options);
    });
  broadsheet
    .command("reread")
    .description("read stored datasets again, as this release of the server reads them")
    .argument("[dataset...]", "names of stored datasets")
    .option("--all", "every dataset that an earlier release read and that may be read differently now")
    .addOption(serverOption())
    .option("--json", "print a machine-readable result")
    .action(async (names: string[], options) => {
      const { rereadDatasets } = await import("../commands/reread-datasets.ts");
      checked(await rereadDatasets(names, options));
    });
  broadsheet
    .command("token")
    .description("make a token for `serve --tokens`")
    .argument("<name>", "whose it is")
    .requiredOption("--role <role>", `what it may do: ${roleNames.join(", ")}`)
    .option("--tokens <file>", "the file to add its hash to", "tokens.json")
    .action(async (name: string, options) => {
      const { makeToken } = await import("../commands/make-token.ts");
      makeToken(name, options);
    });
  for (const command of broadsheet.commands) command.exitOverride().showHelpAfterError(false);
  return broadsheet;
}

/** The watchdog reads both itself, before anything that could hang is loaded (see `watchOf`). */
function timeoutOption(): Option {
  return new Option("--timeout <seconds>", "stop the command if it takes longer")
    .default(commandLimits.seconds)
    .argParser(positiveNumber);
}

function memoryOption(): Option {
  return new Option("--memory <MiB>", "stop the command if it needs more memory")
    .default(commandLimits.memoryMegabytes)
    .argParser(positiveNumber);
}

/** The token comes from BROADSHEET_TOKEN, never from the command line, which other users of the machine can read. */
function serverOption(): Option {
  return new Option("--server <address>", "the server's address; BROADSHEET_TOKEN is its token")
    .env("BROADSHEET_SERVER")
    .default("http://localhost:8080");
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

/** Prints an error on stderr (and as JSON on stdout if requested) and returns its exit code. */
function tell(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  if (error instanceof BroadsheetError) {
    if (json) process.stdout.write(`${JSON.stringify({ error: error.kind, problems: error.problems }, null, 2)}\n`);
    else process.stderr.write(`${formatError(error)}\n`);
    return error.transient ? exitCodes.failure : exitCodes.badInput;
  }
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`failure: ${reason}\n  The fault lies with Broadsheet or the machine, not with the input.\n`);
  if (process.env["BROADSHEET_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.failure;
}
