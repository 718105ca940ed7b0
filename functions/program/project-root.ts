/** The project's folder: two levels up, both from here and from `build/programs/`, where the bundled programs are. */
export const projectRoot = new URL("../../", import.meta.url);
