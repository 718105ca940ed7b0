import { afterEach, beforeEach, expect, test } from "vitest";
import { openReaders, type Readers } from "../../../functions/local/server/open-readers.ts";
import { catchProblems } from "../../core/report/dataset/catch-problems.ts";

const body = new TextEncoder().encode("a\n1\n");
let readers: Readers;

const store = (name: string) => readers.store({ name, format: "csv", body });

function note(): void {}

beforeEach(() => {
  readers = openReaders({
    program: new URL("fault-programs/reader-program.ts", import.meta.url),
    logger: { info: note, warn: note, error: note },
    readingMs: 1_000,
  });
});

afterEach(() => readers.close());

test("bodies are read one after the other by a process that stays warm", async () => {
  const first = await store("a");
  expect(first).toMatchObject({ bytes: body.length, rows: 1 });
  expect((await store("b")).version).toBe(first.version);
  expect(first.version).not.toBe(String(process.pid));
});

test("a fault of the file is told as it is", async () => {
  expect(await catchProblems("invalid-dataset", () => store("ragged"))).toEqual([
    { code: "ragged-row", message: "Line 2 has 1 field" },
  ]);
});

test.each([
  ["heap", "limit-exceeded", "reading-out-of-memory", /512 MiB of JavaScript heap/],
  ["slow", "limit-exceeded", "reading-timeout", /longer than 1 s/],
  ["crash", "unavailable", "reading-crashed", /ended before it was done/],
])(
  "a process that fails (%s) is replaced, and the error says why, what and what to do",
  async (name, kind, code, message) => {
    const [problem] = await catchProblems(kind, () => store(name));
    expect(problem).toMatchObject({
      code,
      message: expect.stringMatching(message),
      where: { dataset: name },
      hint: kind === "unavailable" ? "try again" : expect.stringContaining("POST /uploads"),
    });
    expect(await store("after")).toMatchObject({ rows: 1 });
  },
);

test("a file that takes long holds up no other", async () => {
  const slow = catchProblems("limit-exceeded", () => store("slow"));
  expect(await store("quick")).toMatchObject({ rows: 1 });
  await slow;
});

test("no more bodies wait than fit in memory", async () => {
  const waiting = Array.from({ length: 32 }, () => store("a"));
  expect(await catchProblems("unavailable", () => store("b"))).toMatchObject([{ code: "readers-busy", allowed: 32 }]);
  await Promise.all(waiting);
});
