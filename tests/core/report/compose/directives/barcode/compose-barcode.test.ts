import { expect, test } from "vitest";
import { compose, only, problemsOf } from "../../compose-fixture.ts";

test("a barcode says what it holds, in the report's language", () => {
  const picture = only(
    compose('::barcode{type="qr" value="https://example.org/?year={{ parameters.year }}" level="H" width="3cm"}'),
    "picture",
  );
  expect(picture).toMatchObject({
    alt: "QR code: https://example.org/?year=2021",
    number: 0,
    content: { kind: "barcode", symbology: "qr", value: "https://example.org/?year=2021", level: "H" },
  });
  expect(
    only(compose('::barcode{type="code128" value="A*1" text="none"}', { parameters: { language: "zh" } }), "picture"),
  ).toMatchObject({ alt: "条形码：A*1", content: { text: false } });
  expect(only(compose('::barcode{type="ean8" value="9638507" alt="Article"}'), "picture").alt).toBe("Article");
});

test.each([
  ['::barcode{type="qr"}', "missing-attribute"],
  ['::barcode{type="qrcode" value="a"}', "unknown-barcode-type"],
  ['::barcode{type="{{ share.first.name }}" value="a"}', "unknown-barcode-type"],
  ['::barcode{type="qr" value="a" level="X"}', "invalid-attribute"],
  ['::barcode{type="ean8" value="9638507" level="M"}', "invalid-attribute"],
  ['::barcode{type="code128" value="a" text="above"}', "invalid-attribute"],
  ['::barcode{type="qr" value="a" width="much"}', "invalid-attribute"],
])("%s is the error %s", (markdown, code) => {
  expect(problemsOf(markdown).map((problem) => problem.code)).toEqual([code]);
});
