import { describe, expect, test } from "vitest";
import { createFontFiles } from "../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../../functions/proof/check-pdf.ts";
import { PdfReader } from "../../../functions/proof/reader/pdf-reader.ts";
import { printItem } from "../../../functions/proof/signature/print-item.ts";
import { readKeyStore } from "../../../functions/proof/signature/read-key-store.ts";
import { readSignature } from "../../../functions/proof/signature/read-signature.ts";
import { signPdf } from "../../../functions/proof/signature/sign-pdf.ts";
import { PdfName, PdfStream, PdfString } from "../../../functions/proof/reader/pdf-syntax.ts";
import { sampleLayout } from "../../core/report/pdf/sample-layout.ts";
import { readPdf, walk } from "../../core/report/pdf/read-pdf.ts";
import { makeKeyStore } from "./make-key-store.ts";

const typesetter = openTypesetter(createFontFiles(), "en", () => {});
const { layout, charts } = sampleLayout(typesetter);
const info = {
  title: "Report",
  reportId: sha256("report"),
  date: "2026-03-01",
  language: "en",
  producer: "Broadsheet",
};
const { bytes: report } = await writePdf(layout, charts, { typesetter, info, attachments: [], warn: () => {} });

const file = makeKeyStore("Amt für Zahlen 统计局", "geheim");
const store = readKeyStore(file, "geheim");
const time = new Date("2026-03-02T09:30:00Z");
const signed = signPdf(report, store, time);

describe("a signed report", () => {
  test("is the report and an update, the same bytes for the same key and time", () => {
    expect(Buffer.compare(signed.subarray(0, report.length), report)).toBe(0);
    expect(Buffer.compare(signPdf(report, store, time), signed)).toBe(0);
    expect(Buffer.compare(signPdf(report, store, new Date("2026-03-02T09:30:01Z")), signed)).not.toBe(0);
  });

  test("still breaks no rule, and says its signature aloud", async () => {
    expect(checkPdf(signed)).toMatchObject({ findings: [], pdfua1: true, pdfa3a: true, complete: true });
    const { pages } = await readPdf(signed);
    expect(walk(pages[0]!.structure).find(({ role }) => role === "Form")?.alt).toBe(
      "Digital signature: Amt für Zahlen 统计局",
    );
    expect(new PdfReader(signed).crossReferenceDamage).toBeUndefined();
  });

  test("in PDF 2.0 has its field, which has no area, in no element, and breaks no rule", async () => {
    const { bytes: later } = await writePdf(layout, charts, {
      typesetter,
      info: { ...info, conformance: "ua2-a4f" },
      attachments: [
        { name: "a.txt", description: "A", type: "text/plain", body: Buffer.from("a"), relationship: "Data" },
      ],
      warn: () => {},
    });
    const both = signPdf(later, store, time);
    expect(Buffer.compare(both.subarray(0, later.length), later)).toBe(0);
    expect(checkPdf(both)).toMatchObject({ findings: [], pdfua2: true, pdfa4f: true, complete: true });
    const { pages } = await readPdf(both);
    expect(walk(pages[0]!.structure).map(({ role }) => role)).not.toContain("Form");
    expect(readSignature(both)).toMatchObject({ name: "Amt für Zahlen 统计局", holds: true, onlySigned: true });
  });

  test("names who signed it and when, and is valid", () => {
    const { report: inside, ...said } = readSignature(signed)!;
    expect(said).toEqual({
      name: "Amt für Zahlen 统计局",
      time: "2026-03-02T09:30:00Z",
      holds: true,
      onlySigned: true,
    });
    expect(Buffer.compare(inside, report)).toBe(0);
    expect(readSignature(report)).toBeUndefined();
  });

  test("does not hold when a byte of it was altered", () => {
    for (const at of [9000, report.length + 40, signed.length - 8]) {
      const altered = Buffer.from(signed);
      altered[at]! ^= 1;
      expect(readSignature(altered)?.holds ?? false, `byte ${at}`).toBe(false);
    }
    const other = Buffer.from(signed);
    const at = other.indexOf("/Contents <", report.length) + 700;
    other[at] = other[at] === 0x30 ? 0x31 : 0x30;
    expect(readSignature(other)).toMatchObject({ holds: false, onlySigned: true });
  });

  test("is not only signed when the update holds more than a signature", () => {
    const text = Buffer.from(signed).toString("latin1");
    const widened = Buffer.from(
      text.slice(0, report.length) + text.slice(report.length).replace("/Rect [0 0 0 0]", "/Rect [0 0 9 9]"),
      "latin1",
    );
    expect(readSignature(widened)).toMatchObject({ holds: false, onlySigned: false });
  });

  test("cannot be signed once more", () => {
    expect(() => signPdf(signed, store, time)).toThrow("already signed");
  });
});

describe("what cannot be", () => {
  test("refuses a key store with another passphrase, one without a key, and any other file", () => {
    expect(() => readKeyStore(file, "secret")).toThrow("does not open with this passphrase");
    expect(() => readKeyStore(Buffer.from("not a key store"), "")).toThrow("cannot be read");
    expect(() => readKeyStore(ellipticKeyStore, "geheim")).toThrow("no RSA key");
  });

  test("a time at which the certificate is not valid", () => {
    expect(() => signPdf(report, store, new Date("2027-06-01T00:00:00Z"))).toThrowError(
      expect.objectContaining({
        problems: [
          expect.objectContaining({
            code: "certificate-not-valid",
            seen: "2027-06-01T00:00:00.000Z",
            allowed: "2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z",
          }),
        ],
      }),
    );
  });

  test("a PDF of another producer", () => {
    const bare = Buffer.from(
      "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF\n",
    );
    expect(() => signPdf(bare, store, time)).toThrow("not a Broadsheet report");
  });
});

test("values are printed as a file spells them", () => {
  expect(printItem(new Map([["A B", [1, -0.5, true, null, new PdfName("x/y"), new PdfString("(\\")]]]))).toBe(
    "<</A#20B [1 -0.5 true null /x#2fy <285c>]>>",
  );
  expect(() => printItem(new PdfStream(new Map(), new Uint8Array(), true))).toThrow(TypeError);
});

/** A key store that OpenSSL 3 made from a prime256v1 key, with the passphrase `geheim`. */
const ellipticKeyStore = Buffer.from(
  "MIIEDAIBAzCCA8IGCSqGSIb3DQEHAaCCA7MEggOvMIIDqzCCAloGCSqGSIb3DQEHBqCCAkswggJHAgEAMIICQAYJKoZIhvcNAQcBMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBDMyKKFYsoinazpl6D9q69VAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQfTZIKqr+NoGRXR5gkaicX4CCAdDKBHDc1UXZod0g48grf4KlwqBjbKMBTGXq0udbJ2oEwnQZTWi/+HDmfeXRzDLSnOduv8ilBzPjtS700x88DJOeeMWG286s+WQBijSued25Vc9Syv/z650G83YZ783ObFxFpcPmqKEpaVzQU8z+8XV97CJV3XhH8i8Yiq6CQim3/mBLUvABqPXFtfGXK/PJAFnTIXdUCDbN0t+0K866amXbBYNdK6RbbTXe08RqFu3mjRfQRTYraUYB1Q/nqnQ0S4mQE4ZpheFKTflZWOQKm9DvyYVM9Ybk3MCGQvzSLGgu+Bqiaz6AlJJRqMzTm00U29VsK9o0e58EKUBrb/cIyICrxSoubqFvrTC8uA3xADwS9cKg7TiMZb7jE509jvfyBS0K8DBorq/aFJTOtYFzHf5Gny+zyN3RCKEJimJ8jIEPL73H1ER82HLshRZYIzOjKV3Q0bFkIO2jya2JKcupbAMvrByM+VVegKdYToMg8ozXvakmAbb6L2l5d/12E4TAmk+aBuMwNeIBa0ZCjBX0vuwV5ZqUit47SmUk8uKrZoimcdEanZ7GZU2XP5mkO33hS574lGxCJsZM4JNYaQn3PF3jkyskrKUDh+xHO7bWNWOdszCCAUkGCSqGSIb3DQEHAaCCAToEggE2MIIBMjCCAS4GCyqGSIb3DQEMCgECoIH3MIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBCqNLSZOyBKK4qswi9MyDBCAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQDkzqEmohH2mCB2SVH1b0pQSBkERdaqSHWklg8PQAn4hKUmwqKMIPm2oqYP4BqQAM8kDayWMCUf+zHQL0BuKUOOd0100HKQrgW5KTmT251folVHVBUudghaladDEfubwhxmuNWYinCijJe3WyCA8pkHNeCSG+hBqeeZV7/leqkUsR+OyXvRHJ4Ubji2nKNaiMpLddtG/q18KPtIKRSi++iDFvozElMCMGCSqGSIb3DQEJFTEWBBQ2ZvnbVAi3rM3AwGJjkPICRvOw8jBBMDEwDQYJYIZIAWUDBAIBBQAEICI6r/DYB4Wz9D9pO2y5BuGplffkVCKgitT90DBMFVCwBAheolAcnRb1BAICCAA=",
  "base64",
);
