import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { letTurn } from "../let-turn.ts";
import { makeOnce } from "./make-once.ts";

test("several that ask at once get the same folder, which one of them makes", async () => {
  let made = 0;
  const make = async (folder: string): Promise<void> => {
    made += 1;
    writeFileSync(join(folder, "half"), "made");
    await letTurn();
    writeFileSync(join(folder, "whole"), "made");
  };
  const folders = await Promise.all([1, 2, 3].map(() => makeOnce("made-by-its-test", make)));
  expect([made, new Set(folders).size]).toEqual([1, 1]);
  expect(readFileSync(join(folders[0]!, "whole"), "utf8")).toBe("made");
  expect(await makeOnce("made-by-its-test", make)).toBe(folders[0]);
  expect(made).toBe(1);
});

test("what cannot be made fails for all that ask, with the reason, and leaves nothing half made", async () => {
  let folder = "";
  const fail = async (making: string): Promise<void> => {
    folder = making;
    throw new Error("no compiler");
  };
  const asked = await Promise.allSettled([1, 2].map(() => makeOnce("failed-by-its-test", fail)));
  expect(asked.map((one) => one.status === "rejected" && /no compiler/.test(String(one.reason)))).toEqual([true, true]);
  await expect(makeOnce("failed-by-its-test", fail)).rejects.toThrow("no compiler");
  expect(existsSync(folder)).toBe(false);
});
