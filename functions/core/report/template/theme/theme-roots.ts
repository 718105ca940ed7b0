/** The files that a theme's settings may be in: its own, or a brand.yml as it is. A folder with one is a theme. */
export const themeRoots = ["theme.yaml", "_brand.yml", "brand.yml", "_brand.yaml", "brand.yaml"] as const;
