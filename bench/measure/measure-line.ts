import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Figure, Line, Settings } from "../case.ts";
import { readPdf } from "./read-pdf.ts";
import { type ContenderRun, type Measured, runContender } from "./run-contender.ts";

/** What a line says before its measurements: rows, charts. */
type About = Readonly<Record<string, Figure>>;

/** Makes a line of a contender's run, with the pages and tags of its PDF. */
export async function toLine(contender: string, about: About, measured: Measured, pdf: string): Promise<Line> {
  const { pages, tagged } = await readPdf(await readFile(pdf));
  return {
    contender,
    ...about,
    pages,
    tagged,
    bytes: measured.bytes,
    ms: measured.ms,
    "CPU ms": measured.cpuMs,
    "peak MiB": measured.peakMiB,
  };
}

/** Runs a contender and returns its line, or notes why there is none. */
export async function measureLine(
  {
    contender,
    about,
    settings,
    notes,
    missing,
  }: {
    readonly contender: string;
    readonly about: About;
    readonly settings: Settings;
    readonly notes: string[];
    readonly missing?: string | undefined;
  },
  run: Omit<ContenderRun, "keep">,
): Promise<Line | undefined> {
  if (missing !== undefined) {
    notes.push(`${contender} left out: ${missing}.`);
    return undefined;
  }
  const keep = join(settings.folder, `${contender}-${Object.values(about).join("-")}.pdf`.replaceAll(/[^\w.-]+/g, "_"));
  try {
    return await toLine(contender, about, await runContender({ ...run, keep: [keep] }), keep);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    const size = Object.entries(about)
      .map(([name, value]) => `, ${String(value)} ${name},`)
      .join("");
    notes.push(`${contender}${size} failed: ${reason.slice(0, 300)}.`);
    return undefined;
  }
}
