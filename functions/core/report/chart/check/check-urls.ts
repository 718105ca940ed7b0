import type { ChartRequest } from "../../document/document.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { refuseUrls } from "../spec/fill-data.ts";
import type { Vega } from "../vega.ts";

/**
 * Refuses data to be fetched, unless the settings can read files.
 *
 * @throws BroadsheetError `chart-failed` naming the URL
 */
export function checkUrls(_vega: Vega, request: ChartRequest, settings: ChartSettings): void {
  if (settings.authored?.read === undefined) refuseUrls(request, settings);
}
