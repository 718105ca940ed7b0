import { decode } from "fast-png";
import PDFKit from "pdfkit";
import { expect, test } from "vitest";
import { encodePng, openPageImages } from "../../../functions/adapters/pages/page-images.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";

async function madePdf(): Promise<Uint8Array> {
  const document = new PDFKit({ size: [100, 50], margin: 0 });
  document.rect(10, 20, 30, 10).fill("#a0522d");
  document.addPage({ size: [20, 20], margin: 0 });
  document.fontSize(8).text("two", 2, 2);
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

test("a page is drawn at the scale asked for, in its own colours, and its text is read", async () => {
  const pages = await openPageImages(await madePdf());
  const image = await pages.draw(1, 2);
  const at = (x: number, y: number): number[] => [
    ...image.pixels.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4),
  ];
  expect([pages.count, image.width, image.height]).toEqual([2, 200, 100]);
  expect([at(0, 0), at(22, 42), at(78, 58), at(82, 58)]).toEqual([
    [255, 255, 255, 255],
    [160, 82, 45, 255],
    [160, 82, 45, 255],
    [255, 255, 255, 255],
  ]);
  expect(pages.text(2).trim()).toBe("two");
  const png = decode(encodePng(image));
  expect([
    png.width,
    png.height,
    png.channels,
    [...png.data.subarray((42 * 200 + 22) * 3, (42 * 200 + 22) * 3 + 3)],
  ]).toEqual([200, 100, 3, [160, 82, 45]]);
  pages.close();
});

test("a page that is not there, a picture without end and a file that is no PDF are refused", async () => {
  const pages = await openPageImages(await madePdf());
  expect(() => pages.text(3)).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: "unknown-page", seen: 3, allowed: "1 to 2" })],
    }),
  );
  await expect(pages.draw(1, 1000)).rejects.toThrow("page 1 would be a picture of more than 40 million pixels");
  pages.close();
  await expect(openPageImages(new TextEncoder().encode("no PDF"))).rejects.toThrow(BroadsheetError);
});
