import { readFileSync } from "node:fs";
import { join } from "node:path";
import { examplePages, readExamples, type Example } from "../docs/read-examples.ts";

/** The folder of the gallery's pictures. */
export const pictures = join(import.meta.dirname, "../../docs/pictures");

export interface Picture {
  readonly name: string;
  readonly example: Example;
}

export interface GallerySection {
  /** Path inside `docs/`. */
  readonly page: string;
  readonly title: string;
  readonly pictures: readonly Picture[];
}

/** Lists the pages that have pictures: first those of the guide in its order, then the gallery's own. */
export function listPictures(): readonly GallerySection[] {
  const sections = examplePages().map((page): GallerySection => {
    const title = /^# (.+)$/m.exec(readFileSync(join(pictures, "..", page), "utf8"))?.[1] ?? page;
    const shown = readExamples(page).flatMap((example) =>
      example.options.picture === undefined ? [] : [{ name: example.options.picture, example }],
    );
    return { page, title, pictures: shown };
  });
  return sections.filter((section) => section.pictures.length > 0);
}
