import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contrastRatio } from "../../functions/core/contrast-ratio.ts";
import { defaultTheme } from "../../functions/core/report/template/theme/default-theme.ts";

const css = readFileSync(new URL("../../studio/src/design/tokens.css", import.meta.url), "utf8");
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    { light: light!, dark: dark! },
  ]),
);

test("the light colours are those of a briefing", () => {
  // Not good and bad: a program's errors are red, as everywhere; in a briefing red is the accent's alone.
  for (const name of ["ink", "muted", "paper", "accent", "rule"] as const)
    expect([name, pairs.get(name)?.light]).toEqual([name, defaultTheme[name]]);
  expect(pairs.get("desk")?.light).toBe(defaultTheme.tint);
});

test.each(["light", "dark"] as const)("every text can be read on every ground, and every edge seen: %s", (scheme) => {
  const of = (name: string): string => pairs.get(name)![scheme];
  for (const ground of ["paper", "desk"]) {
    for (const text of ["ink", "muted", "accent", "good", "bad", "caution", "code", "slate"])
      expect([text, ground, contrastRatio(of(text), of(ground)) >= 4.5]).toEqual([text, ground, true]);
    expect(contrastRatio(of("edge"), of(ground))).toBeGreaterThanOrEqual(3);
  }
  expect(contrastRatio(of("on-accent"), of("accent"))).toBeGreaterThanOrEqual(4.5);
  for (const tint of ["bad-tint", "caution-tint", "good-tint"])
    expect([tint, contrastRatio(of("ink"), of(tint)) >= 4.5, contrastRatio(of("muted"), of(tint)) >= 4.5]).toEqual([
      tint,
      true,
      true,
    ]);
});
