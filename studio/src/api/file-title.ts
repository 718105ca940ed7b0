const prefix = "broadsheet-file-title ";

/**
 * What a file is called, for the titles of reports, if its dataset's name says less: `维修记录.csv` → `维修记录`.
 *
 * @returns undefined if all of its letters may stand in the dataset's name
 */
export function titleOfFile(file: string): string | undefined {
  const stem = file
    .replace(/(?:\.[a-z]+){1,2}$/i, "")
    .normalize("NFC")
    .replaceAll(/[_\s]+/g, " ")
    .trim();
  return /[^\0-\x7F]/.test(stem) ? stem.slice(0, 200) : undefined;
}

/** Keeps, in this browser, what the file of a dataset is called. */
export function keepFileTitle(dataset: string, file: string): void {
  const title = titleOfFile(file);
  try {
    if (title === undefined) localStorage.removeItem(prefix + dataset);
    else localStorage.setItem(prefix + dataset, title);
  } catch {
    // Without storage, or room in it, a report is called by its dataset.
  }
}

/** What the file of a dataset is called, if it was sent from this browser and its dataset's name says less. */
export function readFileTitle(dataset: string): string | undefined {
  try {
    return localStorage.getItem(prefix + dataset) ?? undefined;
  } catch {
    return undefined;
  }
}
