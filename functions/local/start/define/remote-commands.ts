import type { Command } from "commander";
import type { Checked } from "./checked.ts";
import { addTargetOptions } from "./shared-options.ts";

/** Commands to a running server. */
export function addRemoteCommands(broadsheet: Command, checked: Checked): void {
  addPush(broadsheet);
  addPull(broadsheet);
  addPromote(broadsheet);
  addReread(broadsheet, checked);
}

function addPush(broadsheet: Command): void {
  const command = broadsheet
    .command("push")
    .description("send a template to a server, which checks it and stores it as a draft")
    .argument("<template>", "folder, or name of a shipped template")
    .option("--name <name>", "its name on the server (default: that of the folder)")
    .option("--json", "print what the server answers");
  addTargetOptions(command, { serverOnly: true }).action(async (template: string, options) => {
    const { pushTemplate } = await import("../../commands/push-template.ts");
    await pushTemplate(template, options);
  });
}

function addPull(broadsheet: Command): void {
  const command = broadsheet
    .command("pull")
    .description("write the files of a server's template into a new folder")
    .argument("<name[@version]>", "the template; without a version, the current one")
    .option("-o, --out <folder>", "where to write them (default: a folder of the template's name)")
    .option("--json", "print name, version and folder as JSON");
  addTargetOptions(command, { serverOnly: true }).action(async (reference: string, options) => {
    const { pullTemplate } = await import("../../commands/pull-template.ts");
    await pullTemplate(reference, options);
  });
}

function addPromote(broadsheet: Command): void {
  const command = broadsheet
    .command("promote")
    .description("publish a version that a server has stored")
    .argument("<name@version>", "the first digits of the version are enough")
    .option("--why <text>", "the reason, for the template's log")
    .option("--json", "print name and version as JSON");
  addTargetOptions(command, { serverOnly: true }).action(async (reference: string, options) => {
    const { promoteTemplate } = await import("../../commands/promote-template.ts");
    await promoteTemplate(reference, options);
  });
}

function addReread(broadsheet: Command, checked: Checked): void {
  const command = broadsheet
    .command("reread")
    .description("read stored datasets again, as this release of the server reads them")
    .argument("[dataset...]", "names of stored datasets")
    .option("--all", "every dataset that an earlier release read and that may be read differently now")
    .option("--json", "print a machine-readable result");
  addTargetOptions(command, { serverOnly: true }).action(async (names: string[], options) => {
    const { rereadDatasets } = await import("../../commands/reread-datasets.ts");
    checked(await rereadDatasets(names, options));
  });
}
