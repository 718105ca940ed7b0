/** A picture that is to be stored in the template. */
export interface Picture {
  /** Of its file. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it shows. */
  readonly alt: string;
}

/** Greatest size of an image of a template, bytes. */
const most = 20_000_000;
const mostOfDrawing = 4_000_000;

export type PictureFault = "none" | "kind" | "size";

/** Why a file can be no picture of a report; its content is judged when the report is laid out. */
export function faultOfPicture({ name, size }: Pick<File, "name" | "size">): PictureFault | undefined {
  const kind = /\.(png|jpe?g|svg)$/i.exec(name)?.[1]?.toLowerCase();
  if (kind === undefined) return "kind";
  return size > (kind === "svg" ? mostOfDrawing : most) ? "size" : undefined;
}

/** A path among the images of a template that no file has, also where upper and lower case are one. */
export function pathOfPicture(name: string, paths: Iterable<string>): string {
  const taken = new Set([...paths].map((path) => path.toLowerCase()));
  const [, stem = "", ending = ""] = /^(.*)\.([^.]+)$/su.exec(name.normalize("NFC")) ?? [];
  const plain =
    stem
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "picture";
  for (let count = 1; ; count++) {
    const path = `images/${plain}${count === 1 ? "" : `-${count}`}.${ending.toLowerCase()}`;
    if (!taken.has(path.toLowerCase())) return path;
  }
}

/** The first picture among what was dropped or pasted; undefined if there is no file. */
export function pictureIn(transfer: DataTransfer | null): File | undefined {
  const files = [...(transfer?.files ?? [])];
  return files.find((file) => faultOfPicture(file) === undefined) ?? files[0];
}
