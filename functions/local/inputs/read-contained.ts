import { open, realpath } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { BroadsheetError } from "../../core/errors.ts";

/** Largest file that a chart may load, bytes. */
const sizeLimit = 256 * 1024 * 1024;

/**
 * Reads a file that a spec names by a relative URL, inside one folder. The real path counts, so neither `..` nor a
 * symbolic link leads out of the folder.
 *
 * @throws BroadsheetError `chart-failed`: a URL with a host or scheme, a path that leads out of the
 *   folder, a missing file, or one that is not an ordinary file; `limit-exceeded` beyond 256 MiB
 */
export async function readContained(folder: string, url: string): Promise<Uint8Array> {
  const path = pathOf(url);
  if (path === undefined)
    throw refused("url-refused", `the spec loads "${url}", which is not a path inside ${folder}`, url, folder);
  const root = await realpath(folder).catch(() => {
    throw refused("folder-unreadable", `the data folder ${folder} cannot be read`, folder, folder);
  });
  const file = await realpath(resolve(root, path)).catch(() => {
    throw refused("file-unreadable", `the spec loads "${url}", but ${folder} has no such file`, url, folder);
  });
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw refused("url-refused", `the spec loads "${url}", which leads out of ${folder}`, url, folder);
  }
  return await readOrdinary(file, url, folder);
}

/** The path of a relative URL, without query and fragment; `undefined` for any other URL. */
function pathOf(url: string): string | undefined {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(url.trim())) return undefined;
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return path === "" || path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

async function readOrdinary(file: string, url: string, folder: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const status = await handle.stat();
      if (!status.isFile())
        throw refused("file-unreadable", `the spec loads "${url}", which is not a file`, url, folder);
      if (status.size <= sizeLimit) return await handle.readFile();
      throw new BroadsheetError("limit-exceeded", {
        code: "file-too-large",
        message: `the spec loads "${url}", which is larger than a chart may load`,
        seen: status.size,
        allowed: `at most ${sizeLimit} bytes`,
        hint: "aggregate the data first",
      });
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof BroadsheetError) throw cause;
    throw refused("file-unreadable", `the spec loads "${url}", which cannot be read`, url, folder);
  }
}

function refused(code: string, message: string, seen: string, folder: string): BroadsheetError {
  return new BroadsheetError("chart-failed", {
    code,
    message,
    seen,
    allowed: `relative paths of files inside ${folder}`,
    hint: "--data-dir names the folder that relative URLs refer to",
  });
}
