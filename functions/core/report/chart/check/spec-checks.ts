import type { ChartRequest } from "../../document/document.ts";
import type { ChartSettings } from "../chart-settings.ts";
import type { Vega } from "../vega.ts";
import { checkSizes } from "./check-sizes.ts";
import { checkUrls } from "./check-urls.ts";
import { requireReferences } from "./require-references.ts";

/** @throws BroadsheetError `chart-failed` with a problem for each fault */
type SpecCheck = (vega: Vega, request: ChartRequest, settings: ChartSettings) => void;

/** The checks of a chart's spec before it is compiled, in their order. */
export const specChecks: readonly SpecCheck[] = [checkSizes, checkUrls, requireReferences];
