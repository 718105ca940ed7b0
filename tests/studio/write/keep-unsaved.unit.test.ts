import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { keepUnsaved, readUnsaved } from "../../../studio/src/write/workspace/keep-unsaved.ts";
import { Workspace } from "../../../studio/src/write/workspace/workspace.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const path = fc.constantFrom("a.md", "b.md", "c.sql");
const step = fc.oneof(
  fc.record({ kind: fc.constant("edit" as const), path, text: fc.string({ unit: "grapheme" }) }),
  fc.record({ kind: fc.constant("write" as const), path: fc.constantFrom("new.md", "a.md"), text: fc.string() }),
  fc.record({ kind: fc.constant("remove" as const), path, text: fc.constant("") }),
);

test("whatever was changed is there after a reload, beside what the source has changed meanwhile", () => {
  vi.useFakeTimers();
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.array(fc.record({ path, text: fc.string() }), { maxLength: 2 }),
      (steps, elsewhere) => {
        const stored = ["a.md", "b.md", "c.sql"].map((name) => ({
          path: name,
          bytes: encode(`${name}\r\n`),
          etag: "1",
        }));
        const storage = memory();
        const before = new Workspace(stored);
        keepUnsaved("t", before, storage);
        for (const { kind, path: at, text } of steps) {
          if (kind === "edit") before.edit(at, text);
          else if (kind === "write") before.write(at, encode(text));
          else before.remove(at);
        }
        vi.runAllTimers();
        const now = stored.map((file) =>
          elsewhere
            .filter(({ path: at }) => at === file.path)
            .reduce((was, { text }) => ({ ...was, bytes: encode(text), etag: "2" }), file),
        );
        const after = new Workspace(now);
        after.restore(readUnsaved("t", storage), now);
        for (const file of before.changed()) {
          const found = after.get(file.path);
          const same = now.find(({ path: at }) => at === file.path);
          if (same !== undefined && !file.removed && Buffer.compare(same.bytes, file.bytes) === 0) continue;
          expect(found).toMatchObject({ removed: file.removed });
          expect(Buffer.from(found!.bytes)).toEqual(Buffer.from(file.bytes));
        }
        if (before.changed().length === 0) expect(after.changed()).toEqual([]);
      },
    ),
    { seed: 29, numRuns: 200 },
  );
  vi.useRealTimers();
});
