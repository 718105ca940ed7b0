import { createFontFiles } from "../../../../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../../../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Conformance } from "../../../../../../functions/core/xml/conformance.ts";
import { writePdf } from "../../../../../../functions/core/report/pdf/write-pdf.ts";
import { sampleLayout } from "../../../../report/pdf/sample-layout.ts";

/**
 * Two pages with every kind of box, an outline, links, table headers, attached files, and labels that are no plain
 * numbers.
 */
export async function sampleReport(id: string, language = "en", conformance?: Conformance): Promise<Uint8Array> {
  const typesetter = openTypesetter(createFontFiles(), language, () => undefined);
  const { layout, charts } = sampleLayout(typesetter);
  const numbering = [
    { first: 0, style: "lower-roman", start: 1 },
    { first: 1, style: "decimal", start: 7 },
  ] as const;
  const { bytes } = await writePdf({ ...layout, numbering }, charts, {
    typesetter,
    info: {
      title: `Report ${id}`,
      reportId: sha256(id),
      date: "2026-03-01",
      language,
      producer: "Broadsheet 1",
      ...(conformance !== undefined && { conformance }),
    },
    attachments: [
      {
        name: "manifest.json",
        description: "What it was made from",
        type: "application/json",
        body: Buffer.from(`{"id": "${id}"}`),
        relationship: "Source",
      },
      {
        name: "bars.csv",
        description: "Data of figure 1",
        type: "text/csv",
        body: Buffer.from("a,b\n1,2\n"),
        relationship: "Data",
        figure: "bars",
      },
    ],
    warn: () => undefined,
  });
  return bytes;
}

export async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
