import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pointerOf, pointerTo, stepsOf } from "../../../functions/core/json/json-pointer.ts";

// RFC 6901, section 5: the pointers into its example document.
test.each([
  ["", []],
  ["/foo", ["foo"]],
  ["/foo/0", ["foo", "0"]],
  ["/", [""]],
  ["/a~1b", ["a/b"]],
  ["/c%d", ["c%d"]],
  ["/m~0n", ["m~n"]],
  ["/~01", ["~1"]],
])("%s leads to %j and back", (pointer, steps) => {
  expect(stepsOf(pointer)).toEqual(steps);
  expect(pointerOf(steps)).toBe(pointer);
});

test("a pointer extends to a member or an element", () => {
  expect(pointerTo("/layer", 0)).toBe("/layer/0");
  expect(pointerTo("", "a/b~c")).toBe("/a~1b~0c");
});

test("pointers are escaped in this one place", () => {
  const folder = join(import.meta.dirname, "../../../functions");
  const escaping = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && readFileSync(join(folder, file), "utf8").includes('"~1"'),
  );
  expect(escaping).toEqual(["core/json/json-pointer.ts"]);
});
