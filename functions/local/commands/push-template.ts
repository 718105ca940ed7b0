import { writeArchive } from "../../core/report/template/archive/write-archive.ts";
import { templateFiles } from "../../core/report/template/store/template-files.ts";
import { assertName } from "../../core/names/name.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { formatProblems } from "../print-problems.ts";
import { openServer } from "../remote/open-client.ts";
import type { TargetOptions } from "../remote/find-target.ts";
import { readProblem } from "../remote/read-problem.ts";
import { sendArchive } from "../remote/send-archive.ts";

/**
 * `broadsheet push`: sends a template's folder to a server, which checks it and stores it as a draft.
 *
 * @throws BroadsheetError with what the server's check finds
 */
export async function pushTemplate(
  template: string,
  { json, name: wanted, ...target }: TargetOptions & { readonly json?: boolean; readonly name?: string },
): Promise<void> {
  const remote = openServer(target);
  const located = await locateTemplate(template);
  const { folder } = located;
  const name = wanted === undefined ? located.name : assertName(wanted, "template");
  const archive = writeArchive(templateFiles(readTemplateFolder(folder)));
  const stored = await sendArchive(name, archive, remote);
  if (json === true) {
    process.stdout.write(`${JSON.stringify(stored, null, 2)}\n`);
    return;
  }
  const warnings = (stored.warnings ?? []).map(readProblem);
  if (warnings.length > 0) process.stderr.write(`${formatProblems("warning", warnings)}\n`);
  process.stdout.write(`${name}@${stored.version}\n`);
  process.stderr.write(
    stored.state === "current"
      ? "This version is current already.\n"
      : `Stored. Publish it with: broadsheet promote ${name}@${stored.version.slice(0, 12)}\n`,
  );
}
