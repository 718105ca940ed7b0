import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ObjectStore } from "../../functions/core/ports.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = (content: Uint8Array | undefined): string | undefined => content && new TextDecoder().decode(content);
const json = "application/json";

async function* piecesOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
}
const gather = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
};

/**
 * Tests what every object store must do, whatever holds its objects. `open` returns an empty store and is called once;
 * each test works under its own prefix.
 */
export function describeObjectStore(
  name: string,
  open: () => Promise<{ store: ObjectStore; close?: () => Promise<void> }>,
): void {
  describe(`${name} keeps the object store's contract`, () => {
    let store: ObjectStore;
    let close: (() => Promise<void>) | undefined;
    beforeAll(async () => ({ store, close } = await open()));
    afterAll(async () => close?.());

    test("returns what was put, with its type, etag and time", async () => {
      const before = Date.now();
      const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const etag = await store.put("put/report.pdf", body, "application/pdf");
      const found = await store.get("put/report.pdf");
      expect(Buffer.compare(found!.body, body)).toBe(0);
      expect(found).toMatchObject({ etag, contentType: "application/pdf" });
      // A server's clock may differ, and a machine's own be set in between.
      expect(Math.abs(found!.modified - before)).toBeLessThan(600_000);
      const { body: _, ...rest } = found!;
      expect(await store.head("put/report.pdf")).toEqual(rest);
    });

    test("reads parts of an object, and leaves out what lies behind its end", async () => {
      const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      await store.put("part/pack", body, "application/octet-stream");
      for (const [start, end] of [
        [0, 1],
        [0, 70_000],
        [1, 69_999],
        [65_535, 65_537],
        [69_999, 70_000],
        [69_999, 90_000],
        [0, Number.MAX_SAFE_INTEGER],
      ] as const)
        expect(Buffer.compare((await store.getRange("part/pack", start, end))!, body.subarray(start, end))).toBe(0);
      expect(await store.getRange("part/pack", 70_000, 70_001)).toHaveLength(0);
      expect(await store.getRange("part/pack", 80_000, 80_001)).toHaveLength(0);
      await store.put("part/empty", text(""), "application/octet-stream");
      expect(await store.getRange("part/empty", 0, 9)).toHaveLength(0);
      expect(await store.getRange("part/absent", 0, 9)).toBeUndefined();
    });

    test("finds nothing that was never put", async () => {
      expect(await store.get("absent/a")).toBeUndefined();
      expect(await store.head("absent/a")).toBeUndefined();
      expect(await store.get("absent")).toBeUndefined();
      expect(await store.list("absent/")).toEqual({ objects: [], prefixes: [] });
      await store.delete("absent/a");
    });

    test("keeps an empty object", async () => {
      await store.put("empty/marker", text(""), "application/octet-stream");
      expect((await store.get("empty/marker"))!.body.byteLength).toBe(0);
      expect((await store.list("empty/")).objects).toMatchObject([{ key: "empty/marker", size: 0 }]);
    });

    test("put overwrites, and the etag changes with the content only", async () => {
      const first = await store.put("over/a.json", text("1"), json);
      const second = await store.put("over/a.json", text("2"), json);
      const third = await store.put("over/a.json", text("1"), json);
      expect(second).not.toBe(first);
      expect(third).toBe(first);
      expect(read((await store.get("over/a.json"))?.body)).toBe("1");
    });

    test("keeps a content type that the key does not suggest, through every way of writing", async () => {
      const type = async () => (await store.get("types/a.json"))?.contentType;
      expect(await store.create("types/a.json", text("1"), "text/x-odd; charset=utf-8")).toBe(true);
      expect(await type()).toBe("text/x-odd; charset=utf-8");
      let etag = await store.put("types/a.json", text("2"), "text/odder");
      expect(await type()).toBe("text/odder");
      await store.replace("types/a.json", text("3"), json, etag);
      expect(await type()).toBe(json);
      etag = await store.put("types/a.json", text("1"), json);
      expect(await type()).toBe(json);
      await store.put("types/a.json", text("1"), "text/odder");
      expect(await store.get("types/a.json")).toMatchObject({ etag, contentType: "text/odder" });
      await store.delete("types/a.json");
      expect(await store.create("types/a.json", text("1"), json)).toBe(true);
      expect(await type()).toBe(json);
      expect((await store.list("types/")).objects.map((object) => object.key)).toEqual(["types/a.json"]);
    });

    test("create makes an object once", async () => {
      expect(await store.create("create/a.json", text("1"), json)).toBe(true);
      expect(await store.create("create/a.json", text("2"), json)).toBe(false);
      expect(read((await store.get("create/a.json"))?.body)).toBe("1");
      await store.delete("create/a.json");
      expect(await store.create("create/a.json", text("3"), json)).toBe(true);
      expect(read((await store.get("create/a.json"))?.body)).toBe("3");
    });

    test("of many simultaneous creates one wins, and its content stays", async () => {
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.create("race/create.json", text(`${index}`), json)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(read((await store.get("race/create.json"))?.body)).toBe(`${won.indexOf(true)}`);
    });

    test("replace writes only over the content it names", async () => {
      const first = await store.put("replace/a.json", text("1"), json);
      expect(await store.replace("replace/a.json", text("2"), json, first)).toBe(true);
      expect(await store.replace("replace/a.json", text("3"), json, first)).toBe(false);
      const found = await store.get("replace/a.json");
      expect(read(found?.body)).toBe("2");
      expect(await store.replace("replace/a.json", text("4"), json, found!.etag)).toBe(true);
      expect(await store.replace("replace/absent.json", text("5"), json, first)).toBe(false);
      expect(await store.get("replace/absent.json")).toBeUndefined();
    });

    test("of many simultaneous replaces one wins", async () => {
      const etag = await store.put("race/replace.json", text("start"), json);
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.replace("race/replace.json", text(`${index}`), json, etag)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(read((await store.get("race/replace.json"))?.body)).toBe(`${won.indexOf(true)}`);
    });

    test("a counter raised by replace loses nothing", async () => {
      await store.put("race/counter.json", text("0"), json);
      const raise = async (): Promise<void> => {
        for (;;) {
          const { body, etag } = (await store.get("race/counter.json"))!;
          if (await store.replace("race/counter.json", text(`${Number(read(body)) + 1}`), json, etag)) return;
        }
      };
      await Promise.all(Array.from({ length: 8 }, raise));
      expect(read((await store.get("race/counter.json"))?.body)).toBe("8");
    });

    test("deletes", async () => {
      await store.put("delete/a/b.json", text("1"), json);
      await store.delete("delete/a/b.json");
      await store.delete("delete/a/b.json");
      expect(await store.get("delete/a/b.json")).toBeUndefined();
      expect(await store.list("delete/", { delimiter: "/" })).toEqual({ objects: [], prefixes: [] });
      await store.put("delete/a/b.json", text("2"), json);
      expect(read((await store.get("delete/a/b.json"))?.body)).toBe("2");
    });

    test("a key may be an object and the beginning of others", async () => {
      await store.put("both/a", text("1"), json);
      await store.put("both/a/b", text("2"), json);
      await store.put("both/a.json", text("3"), json);
      await store.put("both/a.json/b.c/d", text("4"), json);
      const keys = ["both/a", "both/a.json", "both/a.json/b.c/d", "both/a/b"];
      expect((await store.list("both/")).objects.map((object) => object.key)).toEqual(keys);
      expect(await store.list("both/", { delimiter: "/" })).toMatchObject({
        objects: [{ key: "both/a" }, { key: "both/a.json" }],
        prefixes: ["both/a.json/", "both/a/"],
      });
      for (const [index, content] of ["1", "3", "4", "2"].entries()) {
        expect(read((await store.get(keys[index]!))?.body)).toBe(content);
      }
    });

    test("keeps keys apart that file systems and URLs confuse", async () => {
      const keys = [
        "a",
        "A",
        "%41",
        "a%2Fb",
        "a b",
        "a+b",
        ".hidden",
        "...",
        "~",
        "é",
        "e\u0301",
        "高技术产业.md",
        "😀",
        "\ue000",
        "con",
        "a.",
        "a.%",
        "%",
        "a'&<\"?#b",
        "a\\b",
        "x".repeat(200),
      ];
      for (const key of keys) await store.put(`odd/${key}`, text(key), json);
      for (const key of keys) expect(read((await store.get(`odd/${key}`))?.body)).toBe(key);
      const sorted = keys.map((key) => `odd/${key}`).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect((await store.list("odd/")).objects.map((object) => object.key)).toEqual(sorted);
    });

    test("refuses a key that would leave its place", async () => {
      for (const key of [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../a",
        "a/../../b",
        "a/.",
        "a//b",
        "a/",
        "a\0b",
        "a\nb",
        "\ud800",
        "x".repeat(1025),
      ]) {
        const refused = expect.objectContaining({ kind: "invalid-request" });
        await expect(store.get(key), key).rejects.toEqual(refused);
        await expect(store.head(key), key).rejects.toEqual(refused);
        await expect(store.put(key, text("1"), json), key).rejects.toEqual(refused);
        await expect(store.create(key, text("1"), json), key).rejects.toEqual(refused);
        await expect(store.replace(key, text("1"), json, "0"), key).rejects.toEqual(refused);
        await expect(store.delete(key), key).rejects.toEqual(refused);
      }
      for (const prefix of ["../", "/etc/", "..", "a/../../"]) {
        expect(await store.list(prefix), prefix).toEqual({ objects: [], prefixes: [] });
      }
    });

    test("lists by any prefix, in the order of UTF-8 bytes", async () => {
      const keys = ["list/a-b/1", "list/a/1", "list/a/2", "list/a/b/3", "list/a0", "list/ab", "list/b"];
      for (const key of keys) await store.put(key, text(key), json);
      const list = async (prefix: string) => (await store.list(prefix)).objects.map((object) => object.key);
      expect(await list("list/")).toEqual(keys);
      expect(await list("list/a")).toEqual(keys.slice(0, 6));
      expect(await list("list/a/")).toEqual(["list/a/1", "list/a/2", "list/a/b/3"]);
      expect(await list("list/a/b")).toEqual(["list/a/b/3"]);
      expect(await list("list/a/1")).toEqual(["list/a/1"]);
      expect(await list("list/a/1/")).toEqual([]);
      expect(await store.list("list/a", { delimiter: "/" })).toMatchObject({
        objects: [
          { key: "list/a0", size: 7 },
          { key: "list/ab", size: 7 },
        ],
        prefixes: ["list/a-b/", "list/a/"],
      });
      expect(await store.list("list/a/", { delimiter: "/" })).toMatchObject({
        objects: [{ key: "list/a/1" }, { key: "list/a/2" }],
        prefixes: ["list/a/b/"],
      });
    });

    test("continues after any page, with and without a delimiter", async () => {
      const keys = [
        "page/a/1",
        "page/a/2",
        "page/b",
        "page/c/1",
        "page/c/d/1",
        "page/e",
        "page/é",
        "page/\ue000",
        "page/😀",
      ];
      for (const key of keys) await store.put(key, text("1"), json);
      for (const delimiter of [undefined, "/"] as const) {
        for (const limit of [1, 2, 3, 9, 10]) {
          const items: string[] = [];
          let after: string | undefined;
          do {
            const page = await store.list("page/", { limit, ...(delimiter && { delimiter }), ...(after && { after }) });
            const found = [...page.objects.map((object) => object.key), ...page.prefixes];
            expect(found.length).toBeLessThanOrEqual(limit);
            items.push(...found);
            after = page.next;
          } while (after !== undefined);
          const expected =
            delimiter === undefined
              ? keys
              : ["page/a/", "page/b", "page/c/", "page/e", "page/é", "page/\ue000", "page/😀"];
          expect(items.sort()).toEqual([...expected].sort());
        }
      }
      expect((await store.list("page/", { after: "page/c/1" })).objects[0]?.key).toBe("page/c/d/1");
      expect((await store.list("page/", { after: "page/bb", delimiter: "/" })).prefixes).toEqual(["page/c/"]);
      expect((await store.list("page/", { after: "page/c/", delimiter: "/" })).prefixes).toEqual([]);
    });

    test.each([
      ["nothing", 0, 1],
      ["a little", 1_000, 3],
      ["several parts", 20_000_000, 37],
    ])("creates an object from pieces, once, and reads it in pieces: %s", async (name, size, count) => {
      const key = `streams/made/${name.replaceAll(" ", "-")}.zip`;
      const body = Buffer.alloc(size);
      for (let index = 0; index < size; index++) body[index] = (index * 31) % 253;
      const cuts = Array.from({ length: count }, (_, index) =>
        body.subarray(Math.floor((index * size) / count), Math.floor(((index + 1) * size) / count)),
      );
      expect(await store.createStream(key, piecesOf(...cuts), "application/zip")).toBe(true);
      expect(await store.createStream(key, piecesOf(text("other")), "application/zip")).toBe(false);
      expect(await store.create(key, text("other"), "application/zip")).toBe(false);
      const whole = (await store.get(key))!;
      expect(Buffer.compare(whole.body, body)).toBe(0);
      const { body: pieces, ...about } = (await store.getStream(key))!;
      expect(about).toEqual({ size, contentType: "application/zip", modified: whole.modified });
      expect(Buffer.compare(await gather(pieces), body)).toBe(0);
      expect((await store.list("streams/made/")).objects.find((object) => object.key === key)?.size).toBe(size);
      await store.delete(key);
      expect(await store.getStream(key)).toBeUndefined();
    });

    test("reads a range of an object, as far as the object goes", async () => {
      const body = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 253);
      await store.create("ranges/whole.bin", body, "application/octet-stream");
      for (const [start, end] of [
        [0, 1],
        [0, 300_000],
        [17, 270_001],
        [299_999, 300_000],
        [299_000, 900_000],
        [300_000, 300_010],
        [400_000, 400_010],
        [5, 5],
      ] as const)
        expect([start, end, await store.getRange("ranges/whole.bin", start, end)].map(String)).toEqual(
          [start, end, body.slice(start, end)].map(String),
        );
      await store.put("ranges/empty.bin", new Uint8Array(), "application/octet-stream");
      expect(await store.getRange("ranges/empty.bin", 0, 10)).toHaveLength(0);
      expect(await store.getRange("ranges/absent.bin", 0, 10)).toBeUndefined();
      expect(await store.getRange("ranges/absent.bin", 3, 3)).toBeUndefined();
    });

    test("keeps an unusual content type through a stream, and lets a reader leave early", async () => {
      expect(await store.createStream("streams/odd.json", piecesOf(text("1"), text("2")), "text/x-odd")).toBe(true);
      const found = (await store.getStream("streams/odd.json"))!;
      expect(found.contentType).toBe("text/x-odd");
      for await (const piece of found.body) {
        expect(read(piece)![0]).toBe("1");
        break;
      }
    });

    test.each([10, 12_000_000])(
      "stores nothing if the content breaks off after %d bytes, and says why",
      async (size) => {
        const key = `streams/broken-${size}.zip`;
        async function* breaking(): AsyncGenerator<Uint8Array> {
          yield new Uint8Array(size);
          throw new RangeError("the maker failed");
        }
        await expect(store.createStream(key, breaking(), "application/zip")).rejects.toThrow(
          new RangeError("the maker failed"),
        );
        expect(await store.get(key)).toBeUndefined();
        expect(await store.createStream(key, piecesOf(text("whole")), "application/zip")).toBe(true);
      },
    );

    test("of many streams to one key, one wins", async () => {
      const won = await Promise.all(
        Array.from({ length: 5 }, (_, index) =>
          store.createStream("streams/race.txt", piecesOf(text(`${index}`)), "text/plain"),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(read((await store.get("streams/race.txt"))?.body)).toBe(String(won.indexOf(true)));
    });

    test("agrees with a plain map over random operations", async () => {
      const key = fc.constantFrom("a", "a/b", "a/b/c", "a.x", "a.x/y", "B/c", "高/技", "b%", "b/-/x.json");
      const body = fc.constantFrom("", "1", "2").map(text);
      const operation = fc.oneof(
        fc.record({ kind: fc.constant("put" as const), key, body }),
        fc.record({ kind: fc.constant("create" as const), key, body }),
        fc.record({ kind: fc.constant("replace" as const), key, body, fresh: fc.boolean() }),
        fc.record({ kind: fc.constant("delete" as const), key }),
        fc.record({ kind: fc.constant("list" as const), key }),
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 20 }), async (operations) => {
          const base = `model/${(run += 1)}/`;
          const model = new Map<string, string>();
          for (const step of operations) {
            const at = base + step.key;
            if (step.kind === "put") {
              await store.put(at, step.body, json);
              model.set(at, read(step.body)!);
            } else if (step.kind === "create") {
              expect(await store.create(at, step.body, json)).toBe(!model.has(at));
              if (!model.has(at)) model.set(at, read(step.body)!);
            } else if (step.kind === "replace") {
              const etag = step.fresh ? (await store.head(at))?.etag : undefined;
              expect(await store.replace(at, step.body, json, etag ?? "0".repeat(32))).toBe(etag !== undefined);
              if (etag !== undefined) model.set(at, read(step.body)!);
            } else if (step.kind === "delete") {
              await store.delete(at);
              model.delete(at);
            } else {
              const listed = (await store.list(at)).objects.map((object) => object.key);
              expect(listed).toEqual([...model.keys()].filter((one) => one.startsWith(at)).sort());
            }
            expect(read((await store.get(at))?.body)).toBe(model.get(at));
          }
        }),
        { numRuns: process.env["SOAK"] === undefined ? 8 : 100, seed: 20_260_101 },
      );
    });
  });
}
