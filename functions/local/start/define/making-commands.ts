import type { Command } from "commander";
import type { Checked } from "./checked.ts";
import { collect, fontsOption, memoryOption, themesOption, timeoutOption } from "./shared-options.ts";

/** Commands that make reports and charts, and judge PDFs. */
export function addMakingCommands(broadsheet: Command, checked: Checked): void {
  addRender(broadsheet);
  addChart(broadsheet);
  addVerify(broadsheet, checked);
  addExplain(broadsheet);
  addCheckPdf(broadsheet, checked);
  addBatch(broadsheet);
}

function addRender(broadsheet: Command): void {
  broadsheet
    .command("render")
    .description("render a PDF or a web page from a template")
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
    .addOption(themesOption())
    .option(
      "-o, --out <file>",
      "where to write the PDF, or a web page, a workbook, a text document, slides, the figures or a card for links if it ends in .html, .xlsx, .docx, .pptx, .zip or .png; - is standard output (default: <template>.pdf)",
    )
    .addOption(fontsOption())
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
      const { renderToFile } = await import("../../commands/render-to-file.ts");
      await renderToFile(template, options);
    });
}

function addChart(broadsheet: Command): void {
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
      const { chartToFile } = await import("../../commands/chart-to-file.ts");
      await chartToFile(spec, options);
    });
}

function addVerify(broadsheet: Command, checked: Checked): void {
  broadsheet
    .command("verify")
    .description("render a report again from its manifest and compare the bytes")
    .argument("<report.pdf>", "a report that Broadsheet made; - is standard input")
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
      const { verifyFile } = await import("../../commands/verify-file.ts");
      checked(await verifyFile(report, options));
    });
}

function addExplain(broadsheet: Command): void {
  broadsheet
    .command("explain")
    .description("say where a number on a page comes from: the query's row and column, and the line of the template")
    .argument("<report.pdf>", "a report that Broadsheet made; - is standard input")
    .option("--number <text>", 'the number as it is printed: "30.1%"')
    .option("--page <number>", "the page, from 1 (with --number: only there)")
    .option("--at <x,y>", "a place on that page, in points from its top left corner: 120,400")
    .option("--rows [number]", "with the dataset rows behind it, and how many of them to list (default: 5)")
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
    .option("--json", "print the answers as JSON")
    .action(async (report: string, options) => {
      const { explainFile } = await import("../../commands/explain-file.ts");
      await explainFile(report, options);
    });
}

function addCheckPdf(broadsheet: Command, checked: Checked): void {
  broadsheet
    .command("check-pdf")
    .description("find which rules of PDF/UA and PDF/A a PDF breaks, with their clauses")
    .argument("<file.pdf>", "a PDF from any producer; - is standard input")
    .option("--json", "print the findings as JSON")
    .action(async (file: string, options) => {
      const { checkPdfFile } = await import("../../commands/check-pdf-file.ts");
      checked(await checkPdfFile(file, options));
    });
}

function addBatch(broadsheet: Command): void {
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
    .addOption(themesOption())
    .requiredOption("-o, --out <folder>", "where to write the reports and manifest.csv; made if absent")
    .option("--tolerate <count|share>", "how many rows may fail: 3 or 5%", "0")
    .option("--output <kind>", "files, zip (one archive) or merged (volumes for a print shop)", "files")
    .option(
      "--renditions <forms>",
      "also make each report as html, html-fonts (with its fonts), xlsx, docx, pptx, zip or png, separated by commas",
    )
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
      const { batchToFolder } = await import("../../commands/batch-to-folder.ts");
      await batchToFolder(template, options);
    });
}
