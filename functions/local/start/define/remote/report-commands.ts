import { type Command, Option } from "commander";
import type { reportVerbs } from "../../../commands/remote/report-verbs.ts";
import { collect, fontsOption } from "../shared-options.ts";
import { addNoun, addVerb } from "./verb.ts";
import { addLimit, addWait, addYes } from "./wait-options.ts";

const load = async (): Promise<typeof reportVerbs> =>
  (await import("../../../commands/remote/report-verbs.ts")).reportVerbs;

/** `broadsheet reports`. */
export function addReportCommands(broadsheet: Command): void {
  const reports = addNoun(broadsheet, "reports", "request reports, wait for them, fetch and delete them");
  addRequest(reports);
  addLooking(reports);
  addFigure(reports);
  addExplain(reports);
  addChanging(reports);
}

function addRequest(reports: Command): void {
  const request = addVerb(reports, {
    name: "request",
    description: "request a report of a stored template",
    examples: [
      ["reports request briefing --param year=2025 --wait --out briefing.pdf", "the whole way"],
      ["reports request briefing@3f1a… --dataset sales=sales@91c0…", "exact versions"],
      ["reports request --input request.json --wait 60 --json", "a body from a file; - is standard input"],
      ["reports request briefing --out - | lpr", "the PDF to another program"],
    ],
  })
    .argument("[template]", "its name, or name@version (default: that of --input)")
    .option("-p, --param <key=value>", "a parameter; keys of an object as weights.rd=2 (repeatable)", collect, [])
    .option("-d, --dataset <alias=name>", "a stored dataset, name or name@version (repeatable)", collect, [])
    // The API's own word for it.
    .addOption(new Option("--parameter <key=value>").argParser(collect).default([]).hideHelp())
    .option("--date <YYYY-MM-DD>", "the date of the report")
    .option("--input <file>", "the request as JSON; - is standard input; other options go over it")
    .option("--anew", "render it again although it is ready")
    .option("-o, --out <file>", "wait, and write the PDF here; - is standard output")
    .addOption(fontsOption());
  addWait(request).action(async (template: string | undefined, options) => {
    await (await load()).request(template, { ...options, param: [...options.param, ...options.parameter] });
  });
}

function addLooking(reports: Command): void {
  addLimit(
    addVerb(reports, {
      name: "list",
      alias: "ls",
      description: "list reports, latest request first",
      examples: [
        ["reports list --status failed --template briefing", "a table; tabs between the columns in a pipe"],
        ["reports list --limit all --json | jq -r '.reports[].id'", "every one"],
      ],
    }),
  )
    .option("--status <state>", "queued, rendering, ready or failed")
    .option("--template <name>", "only reports of this template")
    .option("--dataset <name>", "only reports that use this dataset")
    .option("--search <text>", "only reports whose title contains this")
    .action(async (options) => await (await load()).list(options));
  addVerb(reports, {
    name: "get",
    alias: "show",
    description: "show a report, or fetch it as a PDF, web page or workbook",
    examples: [
      ["reports get ID", "state, pages, hash"],
      ["reports get ID --out report.pdf", "the PDF"],
      [
        "reports get ID --out report.xlsx",
        "the workbook, which is made first; report.html is a web page, report.docx a text document, report.pptx slides, card.png a card for links",
      ],
    ],
  })
    .argument("<id>", "of the report")
    .option(
      "-o, --out <file>",
      "write the PDF here, or a web page, workbook, the figures or a card by the name's ending; - is standard output",
    )
    .addOption(fontsOption())
    .action(async (id: string, options) => await (await load()).get(id, options));
  addWait(
    addVerb(reports, {
      name: "watch",
      description: "wait for the end of a report; Ctrl-C leaves it alone",
      examples: [["reports watch ID --wait 120 --out report.pdf", "exits with 3 if it fails, 4 if it goes on"]],
    }),
    { always: true },
  )
    .argument("<id>", "of the report")
    .option(
      "-o, --out <file>",
      "write the PDF here, or a web page, workbook or the figures by the name's ending; - is standard output",
    )
    .addOption(fontsOption())
    .action(async (id: string, options) => await (await load()).watch(id, options));
}

function addFigure(reports: Command): void {
  addVerb(reports, {
    name: "figure",
    description: "list the figures and pictures of a report, or fetch one as SVG or PNG",
    examples: [
      ["reports figure ID", "their ids"],
      ["reports figure ID fig-sales --out sales.svg", "one of them; .png is a picture of 144 pixels an inch"],
      ["reports figure ID fig-sales.png --out - | magick - sales.webp", "to another program"],
    ],
  })
    .argument("<id>", "of the report")
    .argument("[figure]", "its id (default: all are listed)")
    .option("-o, --out <file>", "write it here; the name ends in .svg or .png; - is standard output")
    .action(
      async (id: string, figure: string | undefined, options) => await (await load()).figure(id, figure, options),
    );
}

function addExplain(reports: Command): void {
  addVerb(reports, {
    name: "explain",
    description: "say where a number in a report comes from",
    examples: [
      ["reports explain ID --number 30.1% --rows", "with the rows of the datasets behind it"],
      ["reports explain ID --page 3 --at 120,400 --json", "the number at a place, in points from the top left corner"],
    ],
  })
    .argument("<id>", "of the report")
    .option("--number <text>", "a number as it is printed")
    .option("--page <n>", "only on this page")
    .option("--at <x,y>", "the number at this place of the page")
    .option("--rows [n]", "also the rows of the datasets behind it, and so many of each (default: 5)")
    .action(async (id: string, options) => await (await load()).explain(id, options));
}

function addChanging(reports: Command): void {
  addVerb(reports, {
    name: "cancel",
    description: "cancel reports that wait to be rendered",
    examples: [["reports cancel ID", "for everybody who requested it"]],
  })
    .argument("<id...>", "of the reports")
    .action(async (ids: string[], options) => await (await load()).cancel(ids, options));
  addWait(
    addVerb(reports, {
      name: "retry",
      description: "render a failed or ready report again",
      examples: [["reports retry ID --wait", "the current engine renders its next generation"]],
    }),
  )
    .argument("<id>", "of the report")
    .option("-o, --out <file>", "wait, and write the PDF here; - is standard output")
    .action(async (id: string, options) => await (await load()).retry(id, options));
  addYes(
    addVerb(reports, {
      name: "delete",
      alias: "rm",
      description: "delete reports and their PDFs",
      examples: [["reports delete ID --yes", "no question is asked"]],
    }),
  )
    .argument("<id...>", "of the reports")
    .action(async (ids: string[], options) => await (await load()).remove(ids, options));
}
