import { expect, test } from "vitest";
import { compose, only, text } from "../../compose-fixture.ts";

test("a pull quote holds its words and who said them", () => {
  const quote = only(compose(':::pull-quote{by="*Ada*, 1843"}\nIt weaves patterns.\n:::'), "pull-quote");
  expect(quote.children).toMatchObject([{ type: "paragraph" }]);
  expect(text(quote.by)).toBe("{emphasis Ada}, 1843");
});
