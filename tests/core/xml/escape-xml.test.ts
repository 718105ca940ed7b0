import { expect, test } from "vitest";
import { escapeXml } from "../../../functions/core/xml/escape-xml.ts";

test("markup is escaped; what XML cannot hold, and control characters, are left out", () => {
  expect(escapeXml('R&D <b> "报告" 😀\n\tx\u0000\u0007\u0085\uffff')).toBe('R&amp;D &lt;b&gt; "报告" 😀\n\tx');
});

test("half a pair of surrogates is replaced", () => {
  expect(escapeXml("a\ud83d")).toBe("a\ufffd");
});
