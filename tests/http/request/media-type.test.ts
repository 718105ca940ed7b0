import { expect, test } from "vitest";
import { matchMediaType } from "../../../functions/http/request/media-type.ts";

const types = new Map([
  ["text/csv", "csv"],
  ["application/json", "json"],
]);

test.each(["text/csv", "TEXT/CSV", "text/csv; charset=utf-8", 'text/csv;charset="UTF-8"; header=present'])(
  "%s is CSV",
  (header) => {
    expect(matchMediaType(header, types)).toBe("csv");
  },
);

test.each([
  [undefined, "unsupported-media-type"],
  ["text/plain", "unsupported-media-type"],
  ["text/csv; charset=gb18030", "unsupported-charset"],
])("%s is refused with the types that are taken", (header, code) => {
  expect(() => matchMediaType(header, types)).toThrow(
    expect.objectContaining({
      kind: "unsupported-media-type",
      problems: [expect.objectContaining({ code, allowed: ["text/csv", "application/json"] })],
    }),
  );
});
