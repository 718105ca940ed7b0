import { join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { drawPdfPages } from "../../functions/adapters/pages/draw-pdf-pages.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { generateReport, type LaidOutReport, makeReport } from "../../functions/core/report/generate-report.ts";
import { renditionForms } from "../../functions/core/rendition-form.ts";
import { makeCard } from "../../functions/core/report/make-card.ts";
import { makeFigures } from "../../functions/core/report/make-figures.ts";
import { makeHtml } from "../../functions/core/report/make-html.ts";
import { makeOfficeFile } from "../../functions/core/report/make-office-file.ts";
import type { Report } from "../../functions/core/report/publish/report.ts";
import type { RenditionManifest } from "../../functions/core/report/rendition/rendition-manifest.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { keepLaidOut, type KeptReport } from "../../functions/render/keep-laid-out.ts";
import { makeRendition } from "../../functions/render/make-rendition.ts";
import { readRenditionManifest } from "../../functions/proof/read-rendition-manifest.ts";
import { readPackage, textOf } from "../../functions/proof/xlsx/read-package.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";

/** Whether the comparison finds a difference, in everything or where charts are native, which no report known gives. */
const broken = vi.hoisted(() => ({ now: false, native: false }));
vi.mock("../../functions/core/report/rendition/compare/compare-rendition.ts", async (original) => {
  const real = await original<typeof import("../../functions/core/report/rendition/compare/compare-rendition.ts")>();
  const compareRendition: typeof real.compareRendition = (shown, blocks) =>
    real.compareRendition(
      shown,
      broken.now || (broken.native && (shown.native?.size ?? 0) > 0) ? blocks.slice(1) : blocks,
    );
  return { ...real, compareRendition };
});

vi.mock("../../functions/core/report/rendition/compare/compare-card.ts", async (original) => {
  const real = await original<typeof import("../../functions/core/report/rendition/compare/compare-card.ts")>();
  const compareCard: typeof real.compareCard = (parts, blocks) =>
    real.compareCard(parts, broken.now ? blocks.slice(1) : blocks);
  return { ...real, compareCard };
});

const store = new MemoryObjectStore();
const world = createWorld(store);
let accepted: AcceptedRequest;
let report: Report;

beforeAll(async () => {
  await seedTemplate(store, "blocks", join(import.meta.dirname, "../reports/blocks-en/template"));
  accepted = await acceptReport({ template: "blocks", parameters: {} }, world);
  report = await generateReport(accepted, world);
});

test("the page names the report's PDF by its hash", async () => {
  const page = await makeRendition(
    { form: "html", accepted, printed: { engine: world.engine, sha256: report.sha256 } },
    world,
  );
  expect(new TextDecoder().decode(page)).toContain(report.sha256);
});

test("forms of one report share its layout, and each has the bytes that it has alone", async () => {
  const kept = keepLaidOut();
  let made = 0;
  const counting: KeptReport = {
    ...kept,
    make: async (...asked) => {
      const result = await kept.make(...asked);
      made += known.has(result.laidOut) ? 0 : 1;
      known.add(result.laidOut);
      return result;
    },
  };
  const known = new Set<LaidOutReport>();
  const printed = { engine: world.engine, sha256: report.sha256 };
  for (const form of renditionForms) {
    const alone = await makeRendition({ form, accepted, printed }, world);
    const shared = await makeRendition({ form, accepted, printed }, world, counting);
    expect({ form, same: Buffer.compare(shared, alone) }).toEqual({ form, same: 0 });
  }
  expect(made).toBe(1);
  // Under another engine's name it is another report, and so it is once it was forgotten.
  await kept.make(accepted, { ...world, engine: "f".repeat(64) });
  expect(known.has((await kept.make(accepted, world)).laidOut)).toBe(false);
  const again = (await kept.make(accepted, world)).laidOut;
  kept.forget();
  expect((await kept.make(accepted, world)).laidOut).not.toBe(again);
});

test("another engine makes it if it prints the same, whatever its own name", async () => {
  const other = { ...world, engine: "f".repeat(64) };
  const page = await makeRendition(
    { form: "html", accepted, printed: { engine: world.engine, sha256: report.sha256 } },
    other,
  );
  expect(new TextDecoder().decode(page)).toContain("f".repeat(64));
});

test("other bytes are no matter if all that they show is the same", async () => {
  const printed = { engine: world.engine, sha256: "0".repeat(64), content: JSON.stringify(report.content) };
  expect((await makeRendition({ form: "html", accepted, printed }, world)).byteLength).toBeGreaterThan(1000);
});

test.each([undefined, JSON.stringify({ form: 2, pages: [] })])(
  "what would print something else is refused",
  async (content) => {
    const printed = { engine: world.engine, sha256: "0".repeat(64), content };
    await expect(makeRendition({ form: "html", accepted, printed }, world)).rejects.toMatchObject({
      kind: "conflict",
      problems: [{ code: "rendition-differs" }],
    });
  },
);

/** The manifests of a report's page, workbook, text document, figures and card. */
async function manifests(request: AcceptedRequest, change: Partial<LaidOutReport> = {}): Promise<RenditionManifest[]> {
  const made = await makeReport(accepted, world);
  const laidOut = { ...made.laidOut, ...change };
  const drawing = { ...world, drawPages: drawPdfPages };
  const { html } = await makeHtml(request, laidOut, world, report.sha256);
  return [
    readRenditionManifest(new TextEncoder().encode(html), "html"),
    readRenditionManifest(await makeOfficeFile("xlsx", request, laidOut, drawing, report.sha256), "xlsx"),
    readRenditionManifest(await makeOfficeFile("docx", request, laidOut, drawing, report.sha256), "docx"),
    readRenditionManifest(await makeFigures(request, laidOut, drawing, report.sha256), "zip"),
    readRenditionManifest(await makeCard(request, laidOut, drawing, report.sha256), "png"),
  ];
}

describe("the manifest of every form", () => {
  test("names the rows of the tables that recipes made", async () => {
    const datasets = [
      { alias: "a", profile: { rowsHash: "ab" } },
      { alias: "b", profile: {} },
    ];
    const found = await manifests(accepted, { datasets: datasets as unknown as LaidOutReport["datasets"] });
    expect(found.map(({ rows }) => rows)).toEqual(found.map(() => ({ a: "ab" })));
  });

  test("has every character of the parameters", async () => {
    const parameters = { text: '\u0000\u007f\u0085\u009f\ufffe\uffff\r\n\u2028<&>"' };
    const found = await manifests({ ...accepted, parameters });
    expect(found.map((each) => each.parameters)).toEqual(found.map(() => parameters));
  });
});

test("a workbook names the report's PDF by its hash, in a manifest without stored names", async () => {
  const printed = { engine: world.engine, sha256: report.sha256 };
  const file = await makeRendition({ form: "xlsx", accepted, printed }, world);
  const manifest = textOf(readPackage(file).part("customXml/item1.xml"));
  expect(JSON.parse(manifest)).toMatchObject({ rendition: 1, form: "xlsx", options: {}, pdf: report.sha256 });
  expect(manifest).not.toContain("blocks");
});

test.each(["html", "xlsx", "docx", "pptx", "png"] as const)(
  "what does not read back as its report is refused for good: %s",
  async (form) => {
    broken.now = true;
    const printed = { engine: world.engine, sha256: report.sha256 };
    const made = makeRendition({ form, accepted, printed }, world).finally(() => (broken.now = false));
    await expect(made).rejects.toMatchObject({ transient: false, problems: [{ code: "rendition-unfaithful" }] });
  },
);

/** The charts in an office file that its program draws itself. */
function chartsIn(file: Uint8Array): string[] {
  return Object.keys(unzipSync(file)).filter((path) => /\/charts\/chart[\d-]+\.xml$/.test(path));
}

test.each(["xlsx", "docx", "pptx"] as const)(
  "has pictures where the program's own charts would not say what the report says: %s",
  async (form) => {
    await seedTemplate(store, "cover", join(import.meta.dirname, "../reports/cover/template"));
    const request = await acceptReport({ template: "cover", parameters: {} }, world);
    const { sha256 } = await generateReport(request, world);
    const order = { form, accepted: request, printed: { engine: world.engine, sha256 } };
    expect(chartsIn(await makeRendition(order, world))).not.toEqual([]);
    broken.native = true;
    const made = makeRendition(order, world).finally(() => (broken.native = false));
    expect(chartsIn(await made)).toEqual([]);
  },
);
