import { expect, test } from "vitest";
import { storePublication } from "../../../../functions/core/service/publication/record/store-publication.ts";
import { removePublication } from "../../../../functions/core/service/publication/remove-publication.ts";
import { type FakePublisher, openPublisher, weekly } from "./publication-fakes.ts";

/** A publication that had two configurations, with one edition that is ready, or none. */
async function openPublished(editions: boolean): Promise<FakePublisher> {
  const world = await openPublisher("2027-03-08T05:59:00Z");
  for (const keep of [5, 6]) await storePublication("weekly", weekly({ keep }), world);
  if (editions) await world.pass(2);
  return world;
}

/** Kinds of the objects that are left of the publication, and the words in which its configuration would show. */
async function leftOf({ store }: FakePublisher): Promise<{ readonly kinds: string[]; readonly texts: string }> {
  const { objects } = await store.list("publications/weekly/");
  const kinds = objects
    .map(({ key }) => key.slice("publications/weekly/".length).replace(/\/.*/, ""))
    .filter((kind) => kind !== "log");
  const texts = await Promise.all(
    objects.map(async ({ key }) => new TextDecoder().decode((await store.get(key))!.body)),
  );
  return { kinds, texts: texts.join("\n") };
}

test.each([
  ["with an edition", true, ["current.json", "editions", "records"]],
  ["without one", false, ["current.json", "records"]],
])(
  "a deletion that is cut short anywhere is completed by the next: a publication %s",
  async (_what, editions, traces) => {
    const whole = await openPublished(editions);
    const before = whole.store.calls;
    await removePublication("weekly", whole);
    const calls = whole.store.calls - before;
    expect((await leftOf(whole)).kinds).toEqual(traces);
    for (const committed of [false, true]) {
      for (let at = 0; at < calls; at += 1) {
        const world = await openPublished(editions);
        world.store.dieAt(at, committed);
        await expect(removePublication("weekly", world), `${at}`).rejects.toMatchObject({ kind: "unavailable" });
        world.store.dieAt(Infinity, false);
        await removePublication("weekly", world).catch((error: unknown) =>
          expect(error, `${at}`).toMatchObject({ kind: "not-found" }),
        );
        const { kinds, texts } = await leftOf(world);
        expect(kinds, `${at} ${committed}`).toEqual(traces);
        expect(texts).not.toContain("Europe/Zurich");
      }
    }
  },
);
