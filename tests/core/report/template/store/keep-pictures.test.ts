import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { keepPictures } from "../../../../../functions/core/report/template/store/keep-pictures.ts";

test("a version without a picture is not drawn again for a minute; what failed for the moment is", async () => {
  let now = 0;
  let asked = 0;
  let kind: "not-found" | "unavailable" = "not-found";
  const draw = (): Promise<Uint8Array> => {
    asked += 1;
    return Promise.reject(new BroadsheetError(kind, { code: "no-picture", message: "none" }));
  };
  const pictureOf = keepPictures(new MemoryObjectStore(), draw, "template", { now: () => now });
  const ask = (): Promise<unknown> => expect(pictureOf({ name: "a", version: "1" })).rejects.toThrow("none");
  await ask();
  await ask();
  expect(asked).toBe(1);
  now = 60_000;
  kind = "unavailable";
  await ask();
  await ask();
  expect(asked).toBe(3);
});
