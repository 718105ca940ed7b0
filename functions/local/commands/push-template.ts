import { writeArchive } from "../../core/template/archive/write-archive.ts";
import { templateFiles } from "../../core/template/store/template-files.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { formatProblems } from "../print-problems.ts";
import { callServer, type ServerOptions } from "../remote/call-server.ts";
import { readProblem } from "../remote/read-problem.ts";

/**
 * `broadsheet push`: sends a template's folder to a server, which checks it and stores it as a draft.
 *
 * @throws BroadsheetError with what the server's check finds
 */
export async function pushTemplate(template: string, { json, ...server }: ServerOptions & { readonly json?: boolean }): Promise<void> {
  const { name, folder } = await locateTemplate(template);
  const archive = writeArchive(templateFiles(readTemplateFolder(folder)));
  const response = await callServer(server, `/templates/${name}`, { method: "PUT", body: Buffer.from(archive), headers: { "content-type": "application/zip" } });
  const stored = (await response.json()) as { readonly version: string; readonly state: string; readonly warnings?: readonly Readonly<Record<string, unknown>>[] };
  if (json === true) {
    process.stdout.write(`${JSON.stringify(stored, null, 2)}\n`);
    return;
  }
  const warnings = (stored.warnings ?? []).map(readProblem);
  if (warnings.length > 0) process.stderr.write(`${formatProblems("warning", warnings)}\n`);
  process.stdout.write(`${name}@${stored.version}\n`);
  process.stderr.write(stored.state === "current" ? "This version is current already.\n" : `Stored. Publish it with: broadsheet promote ${name}@${stored.version.slice(0, 12)}\n`);
}
