/** The npm names of what `npm run package` makes. */
export const mainPackage = "broadsheet";

/** Chinese, Japanese and Korean fonts: nine tenths of all fonts' size, and they seldom change. */
export const cjkFonts = "broadsheet-fonts-cjk";

/** The code of the functions on AWS, built, for the construct of `broadsheet/cdk`; nobody else needs it. */
export const lambdaCode = "broadsheet-lambda";
