import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { openFace } from "../../../../functions/core/report/fonts/face.ts";
import { manifestAttachment, type Manifest } from "../../../../functions/core/report/pdf/manifest-attachment.ts";
import { provenanceOf } from "../../../../functions/core/report/pdf/provenance.ts";
import type { Tables } from "../../../../functions/core/report/query/table.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";

const engine = "e".repeat(64);
const accepted: AcceptedRequest = {
  id: "a".repeat(64),
  template: { name: "secret-template", version: "b".repeat(64) },
  parameters: { year: 2025, weights: { z: 1, a: 2 } },
  datasets: { sales: { name: "secret-takeover", version: "c".repeat(64) } },
  date: "2026-03-01",
  language: "en",
};
const tables: Tables = new Map([
  ["share", { name: "share", columns: [], rows: [{ a: 1 }, { a: 2 }], hash: "d".repeat(64) }],
]);

const fonts = createFontFiles();
const csv = {
  name: "figure-1.csv",
  description: "",
  type: "text/csv",
  body: Buffer.from("a\n1\n"),
  relationship: "Data" as const,
};
const warning = { code: "missing-glyph" as const, message: "Some data: secret" };
const attachment = manifestAttachment(
  provenanceOf(accepted, engine, tables),
  [openFace(fonts, "sans-400")],
  [csv],
  [warning, warning],
);
const text = new TextDecoder().decode(attachment.body);

test("says what the report was made from", () => {
  expect(JSON.parse(text)).toEqual({
    manifest: 1,
    report: accepted.id,
    engine,
    template: accepted.template.version,
    datasets: { sales: "c".repeat(64) },
    parameters: accepted.parameters,
    date: "2026-03-01",
    language: "en",
    queries: { share: { rows: 2, sha256: "d".repeat(64) } },
    fonts: {
      "inter/400Regular/Inter_400Regular.ttf": sha256(fonts.open("inter/400Regular/Inter_400Regular.ttf").bytes),
    },
    attachments: { "figure-1.csv": sha256("a\n1\n") },
    warnings: { "missing-glyph": 2 },
  } satisfies Manifest);
});

test("names nothing that is stored, and no data", () => {
  expect(text).not.toContain("secret");
});

test("is the same whatever the order of members", () => {
  const other = { ...accepted, parameters: { weights: { a: 2, z: 1 }, year: 2025 } };
  const again = manifestAttachment(
    provenanceOf(other, engine, tables),
    [openFace(fonts, "sans-400")],
    [csv],
    [warning, warning],
  );
  expect(again.body).toEqual(attachment.body);
});
