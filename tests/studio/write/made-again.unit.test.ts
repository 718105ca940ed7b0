import { expect, test } from "vitest";
import { RefusedError } from "../../../studio/src/api/refused-error.ts";
import { canMakeAgain, ofPreview } from "../../../studio/src/write/preview/made-again.ts";

const gone = new RefusedError(404, {
  type: "about:blank",
  title: "Not found",
  status: 404,
  detail: "gone",
  problems: [{ code: "preview-gone", message: "the preview is no longer kept" }],
});

/** A server that keeps only what was made last. */
function server() {
  const kept = new Set<string>();
  const made: string[] = [];
  return {
    made,
    forget: () => kept.clear(),
    make: (id: string) => async () => {
      made.push(id);
      kept.add(id);
    },
    page: (id: string) => async () => {
      if (!kept.has(id)) throw gone;
      return `page of ${id}`;
    },
  };
}

test("what another copy of the server is asked for is made there first", async () => {
  const { make, page, forget, made } = server();
  await make("a")();
  canMakeAgain("a", make("a"));
  expect(await ofPreview("a", page("a"))).toBe("page of a");
  expect(made).toEqual(["a"]);
  forget();
  expect(await ofPreview("a", page("a"))).toBe("page of a");
  expect(made).toEqual(["a", "a"]);
});

test("a preview of long ago, and any other fault, is reported as it is", async () => {
  const { make, page } = server();
  for (const id of ["b", "c", "d", "e"]) canMakeAgain(id, make(id));
  await expect(ofPreview("b", page("b"))).rejects.toBe(gone);
  await expect(ofPreview("e", () => Promise.reject(new Error("offline")))).rejects.toThrow("offline");
  expect(await ofPreview("e", page("e"))).toBe("page of e");
});
