import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartPage, testChart } from "../chart-fixtures.ts";

const jpegs = join(import.meta.dirname, "../../picture/raster/jpegs");
const press = readFileSync(
  join(import.meta.dirname, "../../../../../node_modules/pdfjs-dist/iccs/CGATS001Compat-v2-micro.icc"),
);

/** A JPEG with a colour profile in one piece behind its first two bytes. */
function profiled(name: string): Buffer {
  const jpeg = readFileSync(join(jpegs, name));
  const body = Buffer.concat([Buffer.from("ICC_PROFILE\0"), Buffer.from([1, 1]), press]);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xe2, (body.length + 2) >> 8, (body.length + 2) & 255]),
    body,
    jpeg.subarray(2),
  ]);
}

async function drawn(
  bytes: Buffer,
): Promise<{ readonly warnings: readonly string[]; readonly images: readonly string[] }> {
  const url = `data:image/jpeg;base64,${bytes.toString("base64")}`;
  const { chart, warnings } = await testChart(
    { data: { name: "data" }, mark: { type: "image", url, width: 40, height: 30 } },
    [{ a: 1 }],
  );
  const { pdf } = await chartPage(chart);
  const images = [
    ...Buffer.from(pdf)
      .toString("latin1")
      .matchAll(/<<[^<]*\/Subtype \/Image[\s\S]*?>>/g),
  ].map(([dictionary]) => dictionary.replace(/\s+/g, " "));
  return { warnings: warnings.map(({ message }) => message), images };
}

describe("JPEGs as image marks", () => {
  it("are drawn in every colour space, inks by their profile", async () => {
    for (const [name, bytes, dictionary] of [
      ["rgb", readFileSync(join(jpegs, "rgb.jpg")), /\/DeviceRGB/],
      ["progressive", readFileSync(join(jpegs, "progressive.jpg")), /\/DeviceRGB/],
      ["grey", readFileSync(join(jpegs, "grey.jpg")), /\/DeviceGray/],
      ["cmyk", profiled("cmyk.jpg"), /ICCBased.*\/Decode \[1 0 1 0 1 0 1 0\]/],
      ["ycck", profiled("ycck.jpg"), /ICCBased.*\/Decode \[1 0 1 0 1 0 1 0\]/],
    ] as const) {
      const { warnings, images } = await drawn(bytes);
      expect({ name, warnings, images }).toMatchObject({ name, images: [expect.stringMatching(dictionary)] });
      expect(warnings.filter((message) => message.includes("image"))).toEqual([]);
    }
  });

  it("in inks without a profile, or cut short, are left out with the reason", async () => {
    expect((await drawn(readFileSync(join(jpegs, "cmyk.jpg")))).warnings).toContainEqual(
      expect.stringContaining(
        "is a JPEG in CMYK without a colour profile: its colours would depend on the press; its place stays empty",
      ),
    );
    expect((await drawn(readFileSync(join(jpegs, "rgb.jpg")).subarray(0, 400))).warnings).toContainEqual(
      expect.stringContaining("damaged or cut short; its place stays empty"),
    );
  });
});
