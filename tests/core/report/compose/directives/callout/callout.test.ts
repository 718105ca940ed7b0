import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

test("a callout has a label or a title, and holds blocks", () => {
  expect(compose(":::callout[A *title*]\nx\n\n- y\n:::\n\n:::callout{title=T}\nz\n:::").blocks).toMatchObject([
    {
      type: "callout",
      title: [{ text: "A " }, { type: "emphasis" }],
      children: [{ type: "paragraph" }, { type: "list" }],
    },
    { type: "callout", title: [{ text: "T" }] },
  ]);
});

test("a callout without content is refused", () => {
  expect(problemsOf("::callout{title=T}")[0]?.message).toContain("callout holds blocks: write :::callout");
});
