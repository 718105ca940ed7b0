import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FileServer, startFileServer } from "../source/file-server.ts";
import { findCutOff, findLost } from "./look-closely.ts";
import { findBarriers, openStudio, type Studio, type Visit } from "./open-studio.ts";
import { writeSmallTemplate } from "./write/small-template.ts";
import { sweepStates } from "./sweep-states.ts";

/** Each place where reports are made from one's own data, with each dialog and menu, is looked at closely. */
let studio: Studio;
let templates: string;
let web: FileServer;

const report = `# Sales in the {{ parameters.region }}

The shops took {{ by_month.last.sales | number }} in the last month.

::chart{spec="trend" data="by_month" title="Sales by month" alt="A line that rises."}

::table{data="by_month" title="Every month"}
`;

/** Sales by month and region. */
function sales(odd: string): string {
  const months = Array.from(
    { length: 36 },
    (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`,
  );
  const rows = months.flatMap((month, at) =>
    ["North", "South", "West"].map(
      (region, place) => `${month},${region},${at === 4 && place === 1 ? odd : 100 + 7 * place + 3 * at},${10 + at}`,
    ),
  );
  return `Month,Region,Revenue (EUR),Units\n${rows.join("\n")}\n`;
}

async function put(path: string, body: string, type: string): Promise<void> {
  const answer = await fetch(`${studio.url}${path}`, { method: "PUT", headers: { "content-type": type }, body });
  expect(answer.ok, await answer.text()).toBe(true);
}

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-sweep-"));
  for (const name of ["shops", "faulty"]) {
    await writeSmallTemplate(join(templates, name));
    await writeFile(
      join(templates, name, "report.md"),
      name === "shops" ? report : `${report}\n{{ by_mont.first }}\n\n::table{data="lost"}\n`,
    );
  }
  web = await startFileServer();
  web.files.set("orders.csv", "month,region,amount\n2026-01-01,North,1\n");
  studio = await openStudio({ templateFolders: [templates], connections: web.connections });
  await put("/datasets/words", "word\nhello\nthere\nagain\n", "text/csv");
  await put("/datasets/messy", sales("n/a"), "text/csv");
  for (const odd of ["120", "130"]) await put("/datasets/sales", sales(odd), "text/csv");
  const source = `engine: http\nconnection: web\npath: ${"a-long-folder-name/".repeat(4)}orders.csv\n`;
  await put("/sources/orders", source, "application/yaml");
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  web.close();
  await rm(templates, { recursive: true, force: true });
});

/** Both widths, both schemes and both languages; a window that is zoomed is where most goes wrong. */
const looks: readonly Required<Omit<Visit, "excused">>[] = (["zoomed", "wide", "narrow"] as const).flatMap((width) =>
  (["en", "zh"] as const).flatMap((language) =>
    (["light", "dark"] as const).map((scheme) => ({ width, scheme, language })),
  ),
);

/**
 * All looks of all states in a soak; else two of three states in one look each, zoomed, so that each look is had, and
 * the first of them wide as well, for what stands around every page.
 */
const cases = sweepStates
  .filter((_, at) => process.env["SOAK"] !== undefined || at % 3 !== 2)
  .flatMap((state, at) =>
    (process.env["SOAK"] === undefined ? [looks[at % 4]!, ...(at === 0 ? [looks[4]!] : [])] : looks).map(
      (look) => [state.name, look.width, look.language, look.scheme, state, look] as const,
    ),
  );

test.each(cases)("%s, %s, in %s and %s: no barrier, nothing cut off or lost", async (name, _w, _l, _s, state, look) => {
  const page = await studio.open(state.path, look);
  await state.reach(page, look.width);
  await page.evaluate("document.fonts.ready");
  if (process.env["LOOK"] !== undefined)
    await page.screenshot({
      path: join(
        process.env["LOOK"],
        `${name.replaceAll(/\W+/g, "-")}-${look.width}-${look.language}-${look.scheme}.png`,
      ),
    });
  const found = {
    barriers: await findBarriers(page),
    "cut off": await findCutOff(page),
    "lost in forced colours": await findLost(page),
  };
  expect(found).toEqual({ barriers: [], "cut off": [], "lost in forced colours": [] });
});
