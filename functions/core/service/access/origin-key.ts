/** Header with which the address in front of the API shows that a request came through it. */
export const originKeyHeader = "x-broadsheet-origin-key";
