import type { GallerySection } from "./list-pictures.ts";

/** Writes the text of `docs/gallery.md`: each picture, with a link to its example. */
export function writeGalleryPage(sections: readonly GallerySection[]): string {
  const body = sections.flatMap(({ page, title, pictures }) => [
    `## [${title}](${page})`,
    ...pictures.map(
      ({ name, example: { options } }) =>
        `**${name}**${options.page === undefined ? "" : ` (page ${options.page})`}\n\n![${title}: ${name}](pictures/${name}.png)`,
    ),
  ]);
  return (
    [
      "# Gallery",
      "`npm run gallery` makes these pictures, and this page, from the examples of the authoring guide and of `docs/gallery/`. Each heading links to the page with the examples.",
      ...body,
    ].join("\n\n") + "\n"
  );
}

/** The pictures that a gallery's page shows, by path below `docs/`. */
export function picturesOf(page: string): readonly string[] {
  return [...page.matchAll(/^!\[[^\]]*\]\((pictures\/[\w-]+\.png)\)$/gm)].map(([, file]) => file!);
}
