/** Media types by file extension, for everything that Broadsheet stores. */
const types: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  pdf: "application/pdf",
  png: "image/png",
  sql: "application/sql",
  svg: "image/svg+xml",
  txt: "text/plain",
  yaml: "application/yaml",
  zip: "application/zip",
};

/** Media type for the extension of a key or file name; `application/octet-stream` if unknown. */
export function contentType(name: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(types, extension) ? types[extension]! : "application/octet-stream";
}
