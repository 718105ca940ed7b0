import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { looksAlike } from "../servers/pages/looks-alike.ts";
import { listPictures, pictures } from "./list-pictures.ts";
import { readmePictures } from "./readme-pictures.ts";
import { takePicture } from "./take-picture.ts";
import { picturesOf, writeGalleryPage } from "./write-gallery-page.ts";

/**
 * Makes the pictures of the documentation, `docs/gallery.md` and the pictures of the README: `npm run gallery`. `npm
 * run gallery -- bars flagship` makes only the named and missing pictures. A picture that looks the same stays as it
 * is. One that the gallery's last page showed and no example names any more is removed; other files in the folder are
 * not this program's.
 */
const wanted = process.argv.slice(2);
const docs = join(pictures, "..");
const galleryPage = join(docs, "gallery.md");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-gallery-"));
try {
  mkdirSync(pictures, { recursive: true });
  const sections = listPictures();
  const before = existsSync(galleryPage) ? picturesOf(readFileSync(galleryPage, "utf8")) : [];
  const shown = sections.flatMap((section) => section.pictures);
  for (const { name, example } of shown) await make(`pictures/${name}.png`, () => takePicture(example, folder));
  for (const [file, take] of Object.entries(readmePictures)) await make(file, take);
  const page = writeGalleryPage(sections);
  const now = new Set(picturesOf(page));
  for (const file of before.filter((name) => !now.has(name))) {
    rmSync(join(docs, file), { force: true });
    process.stdout.write(`docs/${file} removed\n`);
  }
  writeFileSync(galleryPage, page);
} finally {
  rmSync(folder, { recursive: true });
}

/** @param file path below `docs/` */
async function make(file: string, take: () => Promise<Buffer>): Promise<void> {
  const path = join(docs, file);
  if (wanted.length > 0 && !wanted.includes(basename(file, ".png")) && existsSync(path)) return;
  const picture = await take();
  if (existsSync(path) && looksAlike(readFileSync(path), picture)) return;
  writeFileSync(path, picture);
  process.stdout.write(`docs/${file}\n`);
}
