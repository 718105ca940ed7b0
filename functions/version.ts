import about from "../package.json" with { type: "json" };

/** The version of Broadsheet, which stands in package.json alone. */
export const { version } = about;
