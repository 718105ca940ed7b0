import type { Command } from "commander";
import type { Checked } from "./checked.ts";
import { addExamples, addVerb } from "./remote/verb.ts";
import { addTargetOptions, collect, memoryOption, themesOption, timeoutOption } from "./shared-options.ts";

/** Commands on templates in folders. */
export function addTemplateCommands(broadsheet: Command, checked: Checked): void {
  addTemplates(broadsheet);
  addNew(broadsheet);
  addDraft(broadsheet);
  addRename(broadsheet);
  addNewQuery(broadsheet);
  addCheck(broadsheet, checked);
  addTest(broadsheet, checked);
  addDiff(broadsheet, checked);
}

function addTemplates(broadsheet: Command): void {
  const command = broadsheet
    .command("templates")
    .description("list the templates that come with Broadsheet, or those of a server or data directory")
    .option("--unpublished", "those of a server that have drafts or earlier versions, and none that is current")
    .option("--json", "print them as JSON");
  addExamples(addTargetOptions(command), [
    ["templates", "those that come with Broadsheet"],
    ["templates --profile production", "those that a server has published"],
    ["templates --unpublished", "drafts that wait to be published"],
  ]).action(async (options) => {
    const { server, profile, dataDir, token, unpublished } = options;
    if ((server ?? profile ?? dataDir ?? token ?? unpublished) !== undefined) {
      const { listTemplates } = await import("../../commands/remote/list-templates.ts");
      return await listTemplates(options);
    }
    const { printTemplates } = await import("../../commands/print-templates.ts");
    await printTemplates(options);
  });
  addVerb(command, {
    name: "copy",
    description: "store a template under a new name, as a draft",
    examples: [
      ["templates copy country-profile our-profile", "its current version; if none is current, the latest"],
      ["templates copy weekly@3f2a91 weekly-north", "a version, by its first digits"],
    ],
  })
    .argument("<name[@version]>", "the template that is copied")
    .argument("<new-name>", "one that no template has")
    .action(async (reference: string, name: string, _own, copy: Command) => {
      const { copyTemplate } = await import("../../commands/remote/copy-template.ts");
      // `templates` has the same options, and takes them wherever they stand.
      await copyTemplate(reference, name, copy.optsWithGlobals());
    });
}

function addNew(broadsheet: Command): void {
  broadsheet
    .command("new")
    .description("create a template that renders at once")
    .argument("<name>", "lower-case letters, digits and hyphens")
    .option("--in <folder>", "where to create it (default: templates/ if it exists, otherwise the current folder)")
    .option("--json", "print name, folder and schema as JSON")
    .action(async (name: string, options) => {
      const { makeTemplate } = await import("../../commands/make-template.ts");
      await makeTemplate(name, options);
    });
}

function addDraft(broadsheet: Command): void {
  broadsheet
    .command("draft")
    .description("draft a report of a data file: a template's folder, to be edited")
    .argument("<file>", "CSV, TSV, JSON, NDJSON, Parquet or Excel")
    .option("--out <folder>", "the folder (default: the file's name, in the current folder)")
    .option("--about <measure>", "what the report is about (default: what the rules find; they print the choices)")
    .option("--adds <yes or no>", "whether its values may be added up; of several measures: revenue=yes,price=no")
    .option("--period <length>", "day, week, month, quarter or year")
    .option("--compare <column>", "whose values are compared")
    .option("--decimal <mark>", "point or comma: the decimal mark, if the file does not say whether 4,906 is 4906")
    .option("--language <code>", "language of the report: en, zh or de; by default that of the column names")
    .option("--title <words>", "what page 1 is called (default: the file's name)")
    .option("--json", "print what the rules found as JSON")
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .action(async (file: string, options) => {
      const { draftFolder } = await import("../../commands/draft-folder.ts");
      await draftFolder(file, options);
    });
}

function addRename(broadsheet: Command): void {
  const command = broadsheet
    .command("rename")
    .description("rename a query, a chart, a parameter or a message of a template's folder, with all its uses")
    .argument("<folder>", "the template's folder")
    .argument("<what>", "query, chart, parameter or message")
    .argument("<from>", "the name as it is")
    .argument("<to>", "the new name")
    .option("--json", "print what was changed as JSON");
  addExamples(command, [
    ["rename templates/weekly query sales takings", "in SQL, texts, specs, choices and tests; the file moves"],
    ["rename templates/weekly message share.title share.head", "in all languages"],
  ]).action(async (folder: string, what: string, from: string, to: string, options) => {
    const { renameInFolder } = await import("../../commands/rename-in-folder.ts");
    await renameInFolder(folder, what, from, to, options);
  });
}

function addNewQuery(broadsheet: Command): void {
  const command = broadsheet
    .command("new-query")
    .description("write a query of a template's folder from what is to be grouped, added up, kept and sorted")
    .argument("<folder>", "the template's folder")
    .argument("<name>", "of the query: queries/NAME.sql")
    .requiredOption("--from <table>", "a dataset's alias, or another query")
    .option("--columns <names>", "columns as they are, separated by commas (default: all)")
    .option("--group <names>", "a row for each combination of their values")
    .option("--sum <column>", "add up a column; may be repeated, as --mean, --min and --max", collect, [])
    .option("--mean <column>", "the mean of a column", collect, [])
    .option("--min <column>", "the least of a column", collect, [])
    .option("--max <column>", "the most of a column", collect, [])
    .option("--count", "count the rows")
    .option("--where <condition>", "rows that are kept; may be repeated, and all must hold", collect, [])
    .option("--order <names>", "columns of the result, separated by commas; -NAME is falling")
    .option("--top <number>", "most rows")
    .option("--json", "print what was written as JSON")
    .addOption(timeoutOption())
    .addOption(memoryOption());
  addExamples(command, [
    ["new-query templates/weekly by_region --from sales --group region --sum amount", "the sum of each region"],
    [
      'new-query templates/weekly best --from sales --where "year >= $since" --order -amount --top 5',
      "the five largest rows",
    ],
  ]).action(async (folder: string, name: string, options) => {
    const { writeNewQuery } = await import("../../commands/write-new-query.ts");
    await writeNewQuery(folder, name, options);
  });
}

function addCheck(broadsheet: Command, checked: Checked): void {
  broadsheet
    .command("check")
    .description("find the faults of a template, by file and line")
    .argument("<template>", "folder, or name of a shipped template")
    .addOption(themesOption())
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print the problems as JSON")
    .option("--batch", "also note which queries run for each report of a batch by itself, and why")
    .action(async (template: string, options) => {
      const { checkFolder } = await import("../../commands/check-folder.ts");
      checked(await checkFolder(template, options));
    });
}

function addTest(broadsheet: Command, checked: Checked): void {
  broadsheet
    .command("test")
    .description("run a template's tests: tests/*.yaml, values and what the report must show")
    .argument("<template>", "folder, or name of a shipped template")
    .addOption(themesOption())
    .addOption(timeoutOption())
    .addOption(memoryOption())
    .option("--json", "print the results as JSON")
    .action(async (template: string, options) => {
      const { testFolder } = await import("../../commands/test-folder.ts");
      checked(await testFolder(template, options));
    });
}

function addDiff(broadsheet: Command, checked: Checked): void {
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
      const { diffReports } = await import("../../commands/diff-reports.ts");
      checked(await diffReports(before, after, options));
    });
}
