import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../../../../functions/core/report/document/document.ts";
import { writeHtml, writePage } from "../../../../../functions/core/report/rendition/html/write-html.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { elementsOf, readHtml } from "../../../../../functions/proof/html/read-html.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { keepGolden } from "../../../../reports/keep-golden.ts";
import { faultsOfHtml } from "../faults-of-html.ts";
import { type Page, renderHtml } from "../render-html.ts";

describe.each(["en", "zh"])("the flagship in %s", (language) => {
  let page: Page;
  beforeAll(async () => {
    page = await renderHtml(join(shippedTemplates, "high-tech-industries"), { language });
  });

  test("is the page that it should be", () => {
    expect(faultsOfHtml(page.html, page.stated)).toEqual([]);
    // Every change of the program changes the engine's name.
    const golden = page.html
      .replaceAll(/<meta name="(?:generator|broadsheet-manifest)"[^>]*>/g, "")
      .replaceAll("><", ">\n<");
    expect(keepGolden(import.meta.dirname, `flagship-${language}`, "page.html", golden)).toMatch(/same|written/);
  });

  test("has the same bytes when it is made again", async () => {
    const again = await renderHtml(join(shippedTemplates, "high-tech-industries"), { language });
    expect(again.html).toBe(page.html);
  });

  test("names the report, the engine, and the PDF by its hash, but no stored name", () => {
    const manifest = /<meta name="broadsheet-manifest" content="([^"]*)"/
      .exec(page.html)![1]!
      .replaceAll("&quot;", '"');
    const read = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
    expect(read).toMatchObject({ rendition: 1, form: "html", options: {}, language });
    expect(Object.keys(read)).toEqual(expect.arrayContaining(["report", "engine", "pdf", "template", "datasets"]));
    expect(manifest).not.toContain("page@");
  });
});

describe("what comes from data", () => {
  const hostile = `</p><script>alert(1)</script>"' onload="x" & <b>\u0000\ud800 ]]>`;
  const words = [{ type: "text", text: hostile }] as const;
  const caption = { title: words, deck: words, source: words, note: words } as const;
  const document: Document = {
    title: hostile,
    language: "en",
    header: { left: hostile, right: "" },
    footer: hostile,
    watermark: hostile,
    blocks: [
      { type: "heading", level: 1, id: `x" onclick="y`, children: words },
      {
        type: "paragraph",
        children: [
          { type: "link", url: "javascript:alert(1)", children: words },
          { type: "link", url: `https://example.org/"onmouseover="x`, children: words },
          { type: "link", url: "data:text/html,<script>alert(1)</script>", children: words },
          { type: "reference", target: `x" onclick="y`, children: words },
          { type: "code", text: hostile },
          { type: "footnote", index: 0 },
          { type: "footnote", index: 1 },
        ],
      },
      { type: "code", text: hostile },
      {
        type: "table",
        id: "t",
        number: 1,
        ...caption,
        columns: [{ label: words, align: "left" }],
        rows: [
          { kind: "body", cells: [{ children: words, spoken: hostile, note: 0, header: true }] },
          { kind: "body", cells: [{ children: words, graphic: { kind: "sparkline", points: [0, 1], alt: hostile } }] },
        ],
        notes: [words],
      },
    ],
    footnotes: [
      { label: "a", children: [{ type: "paragraph", children: words }] },
      { label: "b", children: [{ type: "paragraph", children: words }] },
    ],
  };
  const parts = {
    document,
    locale: english,
    theme: defaultTheme,
    charts: new Map(),
    narrow: new Map(),
    layout: { pages: [] },
    measurer: { measure: () => 1, metrics: () => ({ ascent: 1, descent: 0, capHeight: 1 }) },
  };

  test("never becomes markup, an attribute or a dangerous address", () => {
    const html = writeHtml(writePage(parts as never));
    const elements = [...elementsOf(readHtml(html))];
    expect(elements.filter(({ name }) => name === "script" || name === "b")).toEqual([]);
    const attributes = elements.flatMap((element) => Object.entries(element.attributes));
    expect(attributes.filter(([name]) => name.startsWith("on") || name === "style")).toEqual([]);
    expect(attributes.filter(([name, value]) => name === "href" && !/^(?:#|https:)/.test(value))).toEqual([]);
    expect(html).not.toContain("\u0000");
  });

  test("two notes side by side do not read as one number", () => {
    expect(writeHtml(writePage(parts as never))).toMatch(/>1<\/a><\/sup><sup>,<\/sup><sup><a [^>]*>2</);
  });
});
