/** The problem of a report that somebody cancelled before it was rendered. */
export const cancelledCode = "report-cancelled";
