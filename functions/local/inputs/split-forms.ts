/** The forms that `--renditions` lists, separated by commas. Which ones there are, the request's schema checks. */
export function splitForms(given: string): string[] {
  return given.split(",").map((form) => form.trim());
}
