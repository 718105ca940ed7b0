/** A file of a theme that somebody has dropped or chosen. */
export interface ChosenFile {
  /** `/`-separated, inside what was dropped. */
  readonly path: string;
  readonly file: File;
}

/** Most files that are looked at: a theme has at most a thousand, and a home folder given by mistake has many more. */
const mostFiles = 2_000;

/** The files that a user has chosen, with their paths in the folder if it was one. */
export function filesChosen(files: FileList): readonly ChosenFile[] {
  return [...files]
    .map((file) => ({ path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath, file }))
    .filter(({ path }) => isKept(path))
    .slice(0, mostFiles);
}

/**
 * The files that a user has dropped, those in folders too.
 *
 * @param dropped must be read before the event ends, which this does at once
 * @throws DOMException if one of them cannot be read
 */
export async function filesDropped(dropped: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return filesChosen(dropped.files);
  const found: ChosenFile[] = [];
  for (const entry of entries) await collect(entry, "", found);
  return found;
}

async function collect(entry: FileSystemEntry, above: string, found: ChosenFile[]): Promise<void> {
  const path = `${above}${entry.name}`;
  if (!isKept(path) || found.length >= mostFiles) return;
  if (isFile(entry)) {
    found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    // A reader gives some entries at a time, and none at the end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const inner of part) await collect(inner, `${path}/`, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Hidden files and editors' backups are no part of a theme: `broadsheet themes push` leaves out the same. */
function isKept(path: string): boolean {
  return path
    .split("/")
    .every((part) => !part.startsWith(".") && !part.endsWith("~") && part !== "node_modules" && part !== "__MACOSX");
}

/** Whether what was chosen is a single ZIP file, which is a whole theme. */
export function isArchive(files: readonly ChosenFile[]): boolean {
  return files.length === 1 && files[0]!.path.toLowerCase().endsWith(".zip");
}

/** The name that a theme has from its folder, or from its archive; empty if it has none. */
export function nameOfFiles(files: readonly ChosenFile[]): string {
  const first = files[0]?.path ?? "";
  const folder = first.includes("/") ? first.slice(0, first.indexOf("/")) : "";
  const given = isArchive(files) ? first.slice(0, -".zip".length) : folder;
  return given
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63);
}
