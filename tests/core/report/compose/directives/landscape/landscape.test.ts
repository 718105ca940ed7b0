import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

test("a landscape section holds blocks, page breaks too", () => {
  expect(compose(":::landscape\na\n\n::page-break\n\nb\n:::").blocks).toMatchObject([
    { type: "landscape", children: [{ type: "paragraph" }, { type: "page-break" }, { type: "paragraph" }] },
  ]);
});

test("a landscape section inside another block is refused", () => {
  expect(problemsOf("::::callout\n:::landscape\na\n:::\n::::")[0]).toMatchObject({ code: "nested-page" });
});
