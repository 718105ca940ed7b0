import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Locale } from "../../../../../functions/core/report/locale/locale.ts";
import { sourcesOfQueries } from "../../../../../functions/core/report/query/sources-of-queries.ts";
import { readNumbers } from "../../../../../functions/core/report/explain/read-numbers.ts";
import { elementsOf, type PageElement, readHtml } from "../../../../../functions/proof/html/read-html.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { faultsOfHtml } from "../faults-of-html.ts";
import { renderHtml } from "../render-html.ts";

type Words = Locale["words"];

const folder = mkdtempSync(join(tmpdir(), "broadsheet-origins-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A template whose numbers say where they come from. */
function explained(template: string, name: string): string {
  const copy = join(folder, name);
  cpSync(template, copy, { recursive: true });
  const settings = join(copy, "template.yaml");
  writeFileSync(settings, `${readFileSync(settings, "utf8")}\nlineage: attach\n`);
  return copy;
}

function textIn({ children }: PageElement): string {
  return children.map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}

/** The words about a number, and apart the source that they name. */
function apart(line: string, { source, colon }: Words): readonly [string, string | undefined] {
  const at = line.indexOf(` · ${source}${colon}`);
  return at < 0 ? [line, undefined] : [line.slice(0, at), line.slice(at + ` · ${source}${colon}`.length)];
}

describe.each([
  ["flagship-zh", join(shippedTemplates, "high-tech-industries"), { language: "zh" }],
  ["review", join(shippedTemplates, "monthly-business-review"), {}],
] as const)("the numbers of %s", (name, template, parameters) => {
  test("open words that name what the PDF's answers name, and the page says the same as ever", async () => {
    const page = await renderHtml(explained(template, name), parameters);
    const { laidOut, html, stated } = page;
    expect(faultsOfHtml(html, stated)).toEqual([]);
    const { query, column, row, rows, parameter, computed } = laidOut.locale.words.origin;
    const { colon } = laidOut.locale.words;
    const head = `${computed}${colon.trimEnd()}`;
    const answers = new Map<string, Set<string>>();
    const trace = laidOut.trace!;
    const sources = sourcesOfQueries(
      laidOut.template.queries,
      laidOut.template.datasets.map(({ alias }) => alias),
    );
    for (const { text, origins } of readNumbers(laidOut, { ...trace, origins: trace.origins! })) {
      const digits = text.replace(/^[^\p{Nd}]/u, "");
      const names = answers.get(digits) ?? new Set<string>();
      answers.set(digits, names);
      if (origins.some((origin) => origin.computed === true)) names.add(head);
      for (const read of origins.flatMap(({ values }) => values)) {
        if ("rows" in read) {
          names.add(`${query}${colon}${read.query} · ${column}${colon}${read.column}`);
          for (const index of read.rows) names.add(`${row}${colon}${index + 1}`);
        } else if ("count" in read) names.add(`${query}${colon}${read.query} · ${rows}`);
        else names.add(`${parameter}${colon}${read.name.replace("parameters.", "")}`);
      }
    }
    const elements = [...elementsOf(readHtml(html))];
    const told = new Map(
      elements
        .filter(({ attributes }) => attributes["popover"] === "auto")
        .map((each) => [each.attributes["id"], each]),
    );
    const buttons = elements.filter((each) => each.name === "button");
    const wrong = buttons.flatMap((button) => {
      const words = told.get(button.attributes["popovertarget"]);
      const lines = (words?.children ?? []).map((line) => (typeof line === "string" ? line : textIn(line)));
      const names = answers.get(textIn(button));
      const known = lines.every((whole, index) => {
        if (index === 0 && whole === head) return names?.has(head) === true;
        const [line, source] = apart(whole, laidOut.locale.words);
        const read = whole.startsWith(parameter) ? undefined : whole.split(" · ")[0]!.slice(`${query}${colon}`.length);
        // Each query says which datasets it reads; one may read none, as a parameter does.
        const named = (read === undefined ? undefined : sources.get(read)) ?? [];
        if ((source ?? "") !== named.join(laidOut.locale.words.changes.comma)) return false;
        const parts = line.split(" · ");
        const many = parts.length === 3 && parts[2]!.startsWith(`${rows}${colon}`);
        const first = parts.length === 3 ? parts.slice(0, 2).join(" · ") : line;
        return names?.has(first) === true && (parts.length < 3 || many || names.has(parts[2]!));
      });
      return lines.length > 0 && known ? [] : [{ number: textIn(button), lines }];
    });
    expect(wrong).toEqual([]);
    expect(buttons.length).toBeGreaterThan(40);
    // Each of the words is opened by a number.
    expect(new Set(buttons.map(({ attributes }) => attributes["popovertarget"]))).toEqual(new Set(told.keys()));
    // Stored names stay out.
    expect(html).not.toContain("page@");
  });
});

test("without the setting a page has none, and no rule for them", async () => {
  const { html } = await renderHtml(join(shippedTemplates, "monthly-business-review"));
  expect(html).not.toMatch(/popover|number-origin/);
});

test("the words about a number that the template computed say so, and are not those of the value", async () => {
  const computed = join(folder, "computed");
  mkdirSync(join(computed, "data"), { recursive: true });
  mkdirSync(join(computed, "queries"));
  const files = {
    "template.yaml":
      'title: Ships\nlanguages: [en]\ndate: "2025-12-31"\nlineage: attach\ndatasets: { ships: { file: data/ships.csv } }\n',
    "data/ships.csv": "port,calls\nNordenham,71\n",
    "queries/q.sql": "SELECT * FROM ships",
    "report.md": "# Ships\n\n{{ q.first.calls }} and {{ q.first.calls | times: 3 }} and {{ q.first.port | size }}.\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(computed, name), text);
  const { html } = await renderHtml(computed);
  const elements = [...elementsOf(readHtml(html))];
  const said = elements
    .filter((each) => each.name === "button")
    .map((button) => {
      const words = elements.find(({ attributes }) => attributes["id"] === button.attributes["popovertarget"])!;
      return [textIn(button), words.children.map((line) => (typeof line === "string" ? line : textIn(line)))];
    });
  const calls = "Query: q · Column: calls · Row: 1 · Source: ships";
  expect(said).toEqual([
    ["71", [calls]],
    ["213", ["Computed from:", calls]],
    ["9", ["Computed from:", calls.replace("calls", "port")]],
  ]);
});
