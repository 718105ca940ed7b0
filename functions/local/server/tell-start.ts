import { curlLine } from "./curl-line.ts";

export interface StartMessage {
  readonly url: string;
  /** The data directory, or the address of the store. */
  readonly place: string;
  readonly templates: readonly string[];
  /** The template in the example command; the first one if it does not exist. */
  readonly flagship: string;
  readonly watch: boolean;
  /** Whether there is a studio. */
  readonly studio: boolean;
  /** Whether callers need a token. */
  readonly token: boolean;
}

/** Prints what to do next: the command that renders a PDF, and the addresses to open. */
export function tellStart(output: { write(text: string): unknown }, message: StartMessage): void {
  const { url, place, templates, flagship, watch, studio, token } = message;
  const template = templates.includes(flagship) ? flagship : templates[0];
  const lines = [`Broadsheet serves ${url}, data in ${place}`, ""];
  if (template !== undefined) lines.push("Render a report:", `  ${curlLine(url, template, token)}`, "");
  lines.push(
    `${studio ? `Open ${url} for the studio: make, find and compare reports` : "The studio is not built: npm run prepare"}; the API is described at ${url}/openapi.json`,
  );
  if (watch)
    lines.push(
      `Watching ${templates.join(", ")}${studio ? `: edit and see ${url}/studio/write/${templates.at(-1) ?? "TEMPLATE"}` : ""}`,
    );
  output.write(`${lines.join("\n")}\n`);
}
