import { describe, expect, it } from "vitest";
import { displayCodes, displayName } from "../../../../../functions/core/report/locale/display-names/display-names.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";

describe("names of countries and languages", () => {
  it("are known in every language of reports, for every code", () => {
    const missing = (["country", "language"] as const).flatMap((kind) =>
      Object.values(languages).flatMap((locale) =>
        displayCodes(kind).filter((code) => !displayName(kind, code, locale)?.trim()),
      ),
    );
    expect(missing).toEqual([]);
    expect(displayCodes("country")).toHaveLength(3 * 250);
    expect(displayCodes("language").length).toBeGreaterThan(180);
  });

  it("have three codes for a country, in any case", () => {
    const german = languages["de"]!;
    for (const code of ["KR", "KOR", "410", "kor"]) expect(displayName("country", code, german)).toBe("Südkorea");
    // Not of ISO 3166-1, but of the World Bank and Eurostat.
    for (const code of ["XK", "XKX"]) expect(displayName("country", code, german)).toBe("Kosovo");
    expect(displayName("country", "DE", languages["fr"]!)).toBe("Allemagne");
    expect(displayName("country", "CHN", languages["zh-Hant"]!)).toBe("中國");
    expect(displayName("language", "de", languages["ja"]!)).toBe("ドイツ語");
    expect(displayName("country", "XX", german)).toBeUndefined();
    expect(displayName("language", "KOR", german)).toBeUndefined();
  });
});
