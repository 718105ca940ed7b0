import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  fileSegment,
  folderPath,
  folderSegment,
  objectPath,
} from "../../../functions/adapters/files/file-object-path.ts";

test.each([
  ["reports/ab/1/report.pdf", "reports/ab/1/report.pdf"],
  ["recent/123-ab", "recent/123-ab.%"],
  ["a.b/c.d", "a%2eb/c.d"],
  ["README.md", "%52%45%41%44%4d%45.md"],
  [".env", "%2eenv.%"],
  ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd.%"],
  ["高技术/é.md", "高技术/%c3%a9.md"],
])("%s is the file %s", (key, path) => {
  expect(objectPath(key)).toBe(path);
});

test("the path of a prefix is the folder of its last slash", () => {
  expect(folderPath("")).toBe("");
  expect(folderPath("a/b.c/d")).toBe("a/b%2ec");
  expect(folderPath("//")).toBe("%/%");
});

test("any two keys have different paths, which differ in more than case and never contain each other", () => {
  const segment = fc.string({
    unit: fc.constantFrom("a", "A", ".", "%", "2", "e", "é", "e\u0301", "高", "😀", "~"),
    minLength: 1,
    maxLength: 4,
  });
  const key = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/"));
  fc.assert(
    fc.property(key, key, (one, other) => {
      const [a, b] = [objectPath(one), objectPath(other)];
      expect(a.split("/").some((name) => name.startsWith("."))).toBe(false);
      if (one === other) return;
      expect(a.toLowerCase().normalize("NFC")).not.toBe(b.toLowerCase().normalize("NFC"));
      expect(a.startsWith(`${b}/`) || b.startsWith(`${a}/`)).toBe(false);
    }),
    { numRuns: 5000, seed: 20_260_106 },
  );
});

test("a segment is read back from the name it gave, and from no other", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((text) => !text.includes("/")),
      (segment) => {
        expect(fileSegment(objectPath(segment))).toBe(segment);
        expect(folderSegment(folderPath(`${segment}/`))).toBe(segment);
      },
    ),
    { numRuns: 2000, seed: 20_260_107 },
  );
  for (const name of [".store", "a.json.%type", "A.md", "a%2E.x", "%zz.x"])
    expect(fileSegment(name), name).toBeUndefined();
  for (const name of [".store", "a.b", "A", "%2E"]) expect(folderSegment(name), name).toBeUndefined();
});
