/** A kind of file that can become a dataset. */
export interface FileKind {
  readonly format: "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";
  readonly mediaType: string;
}

const kinds: Readonly<Record<string, FileKind>> = {
  csv: { format: "csv", mediaType: "text/csv" },
  tsv: { format: "tsv", mediaType: "text/tab-separated-values" },
  tab: { format: "tsv", mediaType: "text/tab-separated-values" },
  json: { format: "json", mediaType: "application/json" },
  ndjson: { format: "ndjson", mediaType: "application/x-ndjson" },
  jsonl: { format: "ndjson", mediaType: "application/x-ndjson" },
  parquet: { format: "parquet", mediaType: "application/vnd.apache.parquet" },
  xlsx: { format: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  xlsm: { format: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

/** The extensions, for the browser's choice of files. */
export const extensions = [...Object.keys(kinds), "gz", "zst"].map((name) => `.${name}`).join(",");

/** The kind of a file by its name: `q1.csv`, `q1.csv.gz`. */
export function kindOf(file: string): FileKind | undefined {
  const extension = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(file)?.[1]?.toLowerCase();
  return extension === undefined || !Object.hasOwn(kinds, extension) ? undefined : kinds[extension];
}

/**
 * A name for the dataset that a file becomes: `Sales Q1 (north).csv` → `sales-q1-north`. Of `门店销售.csv` nothing can be
 * used: it becomes `data-` and a hash, the same each time.
 */
export function nameFor(file: string): string {
  const name = file
    .replace(/(?:\.[a-z]+){1,2}$/i, "")
    .normalize("NFC")
    .replaceAll(/[äöüæœøßł]/giu, (letter) => spelled[letter.toLowerCase()] ?? letter)
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
  return name === "" ? `data-${hashOf(file)}` : name;
}

/** How letters are spelled that lose more than an accent: titles of drafts come from names. */
const spelled: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ß: "ss",
  ł: "l",
};

/** FNV-1a of a text in UTF-16, 32 bits as eight hexadecimal digits: short, and enough to tell file names apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Whether a text can be the name of a dataset. */
export function isDatasetName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);
}
