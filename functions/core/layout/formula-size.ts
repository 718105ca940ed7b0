/** Type size at which formulas are drawn, points: they are scaled to the text's. */
export const formulaSize = 10;
