/** Media types by a key's extension, for all that Broadsheet itself stores. */
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
};

/** Media type that the extension of a key or file name suggests; bytes of no known kind else. */
export function contentType(name: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(types, extension) ? types[extension]! : "application/octet-stream";
}
