import { faceChain, faceFile, type HanFace } from "../core/report/fonts/font-faces.ts";

/**
 * All font files that a report may open, as paths below `@expo-google-fonts/`: those of every style with every
 * language, sorted.
 */
export function fontFileNames(): string[] {
  const hans: readonly HanFace[] = ["chinese", "traditional", "japanese", "korean"];
  const faces = (["serif", "sans", "mono", "han"] as const).flatMap((family) =>
    ([400, 600, 700] as const).flatMap((weight) =>
      [false, true].flatMap((italic) => hans.flatMap((han) => faceChain(family, weight, italic, han))),
    ),
  );
  return [...new Set(faces.map(faceFile))].sort();
}

/** Whether a font is Chinese, Japanese or Korean: those are in a package of their own. */
export function isCjk(file: string): boolean {
  return /^noto-sans-(?:sc|tc|jp|kr)\//.test(file);
}
