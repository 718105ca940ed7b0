import { type Command, Option } from "commander";
import type { themeVerbs } from "../../../commands/remote/themes/theme-verbs.ts";
import type { Checked } from "../checked.ts";
import { addExamples, addNoun, addVerb } from "./verb.ts";
import { addLimit } from "./wait-options.ts";

const load = async (): Promise<typeof themeVerbs> =>
  (await import("../../../commands/remote/themes/theme-verbs.ts")).themeVerbs;

/** `broadsheet themes`: what templates share. */
export function addThemeCommands(broadsheet: Command, checked: Checked): void {
  const themes = addNoun(broadsheet, "themes", "store themes that templates share, publish them, apply them");
  addStoring(themes);
  addReading(themes);
  addPicture(themes);
  addPublishing(themes, checked);
}

function addStoring(themes: Command): void {
  addVerb(themes, {
    name: "push",
    description: "check a theme's folder and store it as a draft",
    examples: [["themes push themes/house", "with theme.yaml or brand.yml at its top"]],
  })
    .argument("<folder>", "of the theme")
    .option("--name <name>", "its name (default: that of the folder)")
    .action(async (folder: string, options) => await (await load()).push(folder, options));
  addExamples(
    themes
      .command("preview")
      .description("render a page that shows a theme's folder")
      .argument("<folder>", "of the theme")
      .option("-o, --out <file>", "a .pdf or .png; - is the PDF on standard output (default: <folder>.pdf)")
      .addOption(new Option("--language <language>", "of the page's words").choices(["en", "zh"]).default("en"))
      .option("--json", "print file, pages and warnings as JSON"),
    [
      ["themes preview themes/house --out house.pdf", "text, key figures, a chart, a table, each colour's contrast"],
      ["themes preview themes/house --out house.png", "the same as a picture"],
    ],
  ).action(async (folder: string, options) => {
    const { previewTheme } = await import("../../../commands/preview-theme.ts");
    await previewTheme(folder, options);
  });
  addVerb(themes, {
    name: "pull",
    description: "write the files of a theme into a new folder",
    json: "print name, version and folder as JSON",
    examples: [["themes pull house --out themes/house", "its current version"]],
  })
    .argument("<name[@version]>", "without a version, the current one")
    .option("-o, --out <folder>", "where to write them (default: a folder of the theme's name)")
    .action(async (reference: string, options) => await (await load()).pull(reference, options));
}

function addReading(themes: Command): void {
  addLimit(
    addVerb(themes, {
      name: "list",
      alias: "ls",
      description: "list the published themes, by name",
      examples: [["themes list --search house", "only those whose name contains this"]],
    }),
  )
    .option("--search <text>", "only themes whose name contains this")
    .option("--unpublished", "instead, those that have versions and none that is current")
    .action(async (options) => await (await load()).list(options));
  addVerb(themes, {
    name: "show",
    alias: "get",
    description: "show a theme's colours and fonts, and what it shares",
    examples: [["themes show house@3f2a", "a version, also a draft"]],
  })
    .argument("<name[@version]>", "without a version, the current one")
    .action(async (reference: string, options) => await (await load()).show(reference, options));
  addVerb(themes, {
    name: "versions",
    description: "list the versions of a theme, latest first",
    examples: [["themes versions house", "also drafts"]],
  })
    .argument("<name>", "of the theme")
    .action(async (name: string, options) => await (await load()).versions(name, options));
  addVerb(themes, {
    name: "uses",
    description: "list the published templates that take a theme, and the version in each",
    examples: [["themes uses house", "who would follow"]],
  })
    .argument("<name>", "of the theme")
    .action(async (name: string, options) => await (await load()).uses(name, options));
}

function addPicture(themes: Command): void {
  addVerb(themes, {
    name: "picture",
    description: "write a picture that shows a stored theme: type, a chart, a table, each colour's contrast",
    json: "print name, version and file",
    examples: [["themes picture house --out house.png", "its current version"]],
  })
    .argument("<name[@version]>", "without a version, the current one")
    .option("-o, --out <file>", "where to write the PNG; - is standard output (default: <name>.png)")
    .addOption(new Option("--language <language>", "of the page's words").choices(["en", "zh"]))
    .option("--small", "half as wide and high")
    .action(async (reference: string, options) => await (await load()).picture(reference, options));
}

function addPublishing(themes: Command, checked: Checked): void {
  addVerb(themes, {
    name: "promote",
    description: "publish a stored version; no report changes until templates follow",
    json: "print name, version and the templates that hold another version",
    examples: [['themes promote house@3f2a91 --why "New logo"', "the first digits of the version are enough"]],
  })
    .argument("<name@version>", "the first digits of the version are enough")
    .option("--why <text>", "the reason, for the theme's log")
    .action(async (reference: string, options) => await (await load()).promote(reference, options));
  addVerb(themes, {
    name: "apply",
    description: "store drafts of the templates that take a theme, with its current version",
    json: "print the drafts, and what keeps others from following",
    examples: [
      ["themes apply house", "every published template that holds another version"],
      ["themes apply house weekly", "only this one"],
    ],
  })
    .argument("<name>", "of the theme")
    .argument("[template...]", "only these (default: all that hold another version)")
    .action(async (name: string, templates: string[], options) =>
      checked(await (await load()).apply(name, templates, options)),
    );
  addVerb(themes, {
    name: "delete",
    alias: "rm",
    description: "unpublish a theme that no published template takes; its versions stay",
    examples: [["themes delete house", "no template can take it until a version is promoted again"]],
  })
    .argument("<name>", "of the theme")
    .action(async (name: string, options) => await (await load()).remove(name, options));
}
