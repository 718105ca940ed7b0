/** The project's folder: the same two levels up from here and from `build/programs/`, where the bundled programs are. */
export const projectRoot = new URL("../../", import.meta.url);
